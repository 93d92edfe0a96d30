import type { FormDocument } from "@mortise/metadata";
import { useMemo, useState } from "react";
import { findItem, itemsAt } from "../../model/layout/item-tree.ts";
import type { SelectMode } from "./designer-context.ts";
import type { DropTarget } from "./drop-target.ts";

interface Selected {
  /** Chosen last; ranges begin there. */
  readonly last: string | undefined;
  readonly ids: readonly string[];
}

const NONE: Selected = { last: undefined, ids: [] };

/** What is chosen on the canvas, what is being renamed, and where a drag would land. */
export function useSelection(document: FormDocument) {
  const [{ last, ids }, setSelected] = useState(NONE);
  const [renaming, startRename] = useState<string>();
  const [target, setTarget] = useState<DropTarget>();
  // What is gone from the form, by undoing for instance, is chosen no more.
  const chosen = useMemo(
    () => new Set(ids.filter((id) => findItem(document.items, id) !== undefined)),
    [ids, document],
  );
  const select = (id: string | undefined, mode: SelectMode = "one"): void => {
    if (id === undefined) return setSelected(NONE);
    return setSelected((before) => nextSelection(document, before, id, mode));
  };
  const selectAll = (): void => {
    const section = last === undefined ? null : (findItem(document.items, last)?.place.section ?? null);
    const beside = (itemsAt(document.items, section) ?? []).map((item) => item.id);
    setSelected({ last: last ?? beside[0], ids: beside });
  };
  const selectMany = (many: readonly string[]): void => setSelected({ last: many.at(-1), ids: many });
  const selected = last !== undefined && chosen.has(last) ? last : undefined;
  return { selected, chosen, select, selectAll, selectMany, renaming, startRename, target, setTarget };
}

function nextSelection(document: FormDocument, before: Selected, id: string, mode: SelectMode): Selected {
  if (mode === "range" && before.last !== undefined) {
    const section = findItem(document.items, id)?.place.section ?? null;
    const beside = (itemsAt(document.items, section) ?? []).map((item) => item.id);
    const [from, to] = [beside.indexOf(before.last), beside.indexOf(id)];
    if (from >= 0 && to >= 0)
      return { last: before.last, ids: beside.slice(Math.min(from, to), Math.max(from, to) + 1) };
  }
  if (mode === "one") return { last: id, ids: [id] };
  const isChosen = before.ids.includes(id);
  const ids = isChosen ? before.ids.filter((other) => other !== id) : [...before.ids, id];
  return { last: isChosen ? ids.at(-1) : id, ids };
}
