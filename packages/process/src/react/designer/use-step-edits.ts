import { fillText, listText } from "@mortise/kit";
import type { Catalog, FlowDocument } from "@mortise/metadata";
import { useLocale, useLocalize, useText } from "@mortise/ui";
import { App } from "antd";
import { TRIGGER_ID } from "../../model/drawing/flow-lines.ts";
import { withBranches } from "../../model/editing/branches-of.ts";
import { copySteps, pasteSteps, stepsIn } from "../../model/editing/flow-clip.ts";
import { canMove, moveSteps } from "../../model/editing/move-steps.ts";
import { type ExitPlace, insertNode, onwardExit, removeNode, removeNodes } from "../../model/flow-edit.ts";
import { text } from "../text.ts";
import { clipStore } from "./clip-store.ts";
import { lineBefore, placeAfter } from "./step-places.ts";
import { editWords } from "./step-words.ts";
import type { ChangeFlow } from "./use-flow-history.ts";
import type { Selection } from "./use-selection.ts";

/** What can be done with the steps of a flow. */
export interface StepEdits {
  readonly insert: (place: ExitPlace, type: string) => void;
  /** Takes steps out, those that are chosen when none are named. */
  readonly remove: (ids?: readonly string[]) => void;
  /** The chosen steps as text, with their branches unless only they are wanted; undefined when none is chosen. */
  readonly copied: (ids?: readonly string[], isAlone?: boolean) => string | undefined;
  readonly copy: (ids?: readonly string[], isAlone?: boolean) => void;
  readonly cut: (ids?: readonly string[]) => void;
  readonly duplicate: (ids?: readonly string[]) => void;
  /** Puts copied steps in place, behind what is chosen when no place is named; false when the text holds none. */
  readonly paste: (text: string, place?: ExitPlace) => boolean;
  /** Moves steps with their branches to a way out. */
  readonly moveTo: (ids: readonly string[], place: ExitPlace) => void;
  /** Moves the chosen step before the one above, or behind the one below. */
  readonly moveBy: (by: -1 | 1) => void;
  /** What goes along when steps are copied or moved. */
  readonly withBranches: (ids: readonly string[]) => ReadonlySet<string>;
}

interface EditTarget {
  readonly flow: FlowDocument;
  readonly catalog: Catalog;
  readonly change: ChangeFlow;
  readonly selection: Selection;
}

/** Edits of steps; each is one step of the history and says what came of it where that is not to be seen. */
export function useStepEdits({ flow, catalog, change, selection }: EditTarget): StepEdits {
  const t = useText(text);
  const localize = useLocalize();
  const locale = useLocale();
  const { message } = App.useApp();
  const chosenSteps = (): readonly string[] => [...selection.chosen].filter((id) => id !== TRIGGER_ID);
  const together = (ids: readonly string[]): ReadonlySet<string> =>
    new Set(ids.flatMap((id) => withBranches(flow, id)));
  const copied = (ids = chosenSteps(), isAlone = false): string | undefined =>
    ids.length === 0 ? undefined : copySteps(flow, isAlone ? new Set(ids) : together(ids), catalog);
  const copy = (ids = chosenSteps(), isAlone = false): void => {
    const copy = copied(ids, isAlone);
    if (copy === undefined) return;
    clipStore.keep(copy);
    const n = isAlone ? ids.length : together(ids).size;
    void message.success({ key: "copied", content: fillText(t.copied, { n }) });
  };
  const put = (copy: string, place: ExitPlace, word: "paste" | "duplicate"): boolean => {
    const pasted = pasteSteps(copy, { flow, catalog, place });
    if (!pasted) return false;
    const [first = ""] = pasted.ids;
    change(pasted.flow, editWords(word, pasted.flow, pasted.ids));
    selection.goTo(first);
    selection.chooseAll(pasted.ids);
    const n = pasted.ids.length;
    const names = listText(
      pasted.missing.map((name) => localize(name)),
      locale,
    );
    if (pasted.missing.length === 0)
      void message.success({ key: "copied", content: fillText(t.pasted, { n }) });
    else
      void message.warning({ key: "copied", content: fillText(t.pastedMissing, { n, names }), duration: 8 });
    return true;
  };
  const remove = (ids = chosenSteps()): void => {
    if (ids.length === 0) return;
    const [only = ""] = ids;
    const next = ids.length === 1 ? removeNode(flow, only) : removeNodes(flow, new Set(ids));
    selection.setOpen(undefined);
    const before = lineBefore(flow, only)?.node ?? TRIGGER_ID;
    const more = flow.nodes.length - next.nodes.length - ids.length;
    change(next, editWords("remove", flow, ids));
    selection.goTo(next.nodes.some(({ id }) => id === before) ? before : TRIGGER_ID);
    if (more > 0) void message.info({ key: "copied", content: fillText(t.removedMore, { n: more }) });
  };
  return {
    copied,
    copy,
    remove,
    withBranches: together,
    insert(place, type) {
      const inserted = insertNode(flow, place, type);
      change(inserted.flow, editWords("add", inserted.flow, [inserted.id]));
      selection.goTo(inserted.id, false);
      selection.setOpen(inserted.id);
    },
    cut(ids = chosenSteps()) {
      if (ids.length === 0) return;
      copy(ids);
      const gone = together(ids);
      selection.setOpen(undefined);
      selection.choose(undefined);
      change(removeNodes(flow, gone), editWords("cut", flow, [...gone]));
    },
    duplicate(ids = chosenSteps()) {
      const copy = copied(ids);
      const place = lineBefore(flow, ids[0] ?? "");
      if (copy !== undefined && place) put(copy, place, "duplicate");
    },
    paste(copy, place = placeAfter(flow, selection.chosen)) {
      if (stepsIn(copy) === 0) return false;
      if (place) return put(copy, place, "paste");
      void message.info({ key: "copied", content: t.chooseWhere });
      return true;
    },
    moveTo(ids, place) {
      const moving = together(ids);
      if (!canMove(flow, moving, place)) return;
      change(moveSteps(flow, moving, place), editWords("move", flow, [...moving]));
      selection.chooseAll(ids);
    },
    moveBy(by) {
      const [id = "", ...others] = chosenSteps();
      if (others.length > 0) return;
      const moving = together([id]);
      const place = by === -1 ? beforeLast(flow, id) : afterNext(flow, moving, id);
      if (!place || !canMove(flow, moving, place)) return;
      change(moveSteps(flow, moving, place), editWords("move", flow, [...moving]), `move ${id}`);
      selection.goTo(id);
    },
  };
}

/** The line that leads to the step before. */
function beforeLast(flow: FlowDocument, id: string): ExitPlace | undefined {
  const before = lineBefore(flow, id)?.node;
  return before ? lineBefore(flow, before) : undefined;
}

/** The main line out of the step that follows. */
function afterNext(flow: FlowDocument, moving: ReadonlySet<string>, id: string): ExitPlace | undefined {
  const without = removeNodes(flow, moving);
  const line = lineBefore(flow, id);
  const next =
    line &&
    (line.node === null
      ? without.start
      : without.nodes.find((one) => one.id === line.node)?.exits[line.exit]);
  const node = flow.nodes.find((one) => one.id === next);
  const exit = node && onwardExit(node);
  return node && exit !== undefined ? { node: node.id, exit } : undefined;
}
