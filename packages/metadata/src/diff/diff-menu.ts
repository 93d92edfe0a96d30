import { type LocalizedText, sameText } from "@mortise/kit";
import type { Catalog } from "../catalog.ts";
import { quotedAs } from "../document-name.ts";
import type { MenuDocument, MenuItem } from "../documents/menu.ts";
import { type ChangeList, compareLists, isSame } from "./change.ts";
import type { DiffContext } from "./diff-context.ts";

interface PlacedEntry {
  readonly item: MenuItem;
  /** The group it stands in; empty at the top. */
  readonly group: string;
}

/** Changes of a menu, entry by entry. */
export function diffMenu(
  before: MenuDocument,
  after: MenuDocument,
  list: ChangeList,
  context: DiffContext,
): void {
  const entries = compareLists(place(before.items), place(after.items), ({ item }) => item.id);
  const subjectOf = ({ item }: PlacedEntry) => ({ part: "item", item: item.id }) as const;
  list.addParts(entries, {
    nameOf: ({ item }, state) => entryName(item, context[state]),
    subjectOf,
    gone: "移除",
  });
  for (const { before: old, after: next } of entries.kept) {
    const name = entryName(next.item, context.after);
    if (!isSame(alone(old.item), alone(next.item)))
      list.add("changed", { zh: `修改了${name.zh}`, en: `${name.en} changed` }, subjectOf(next));
    if (old.group !== next.group)
      list.add("changed", { zh: `移动了${name.zh}`, en: `${name.en} moved` }, subjectOf(next));
  }
  if (entries.reordered) list.add("changed", { zh: "调整了入口顺序", en: "entries reordered" });
}

function place(items: readonly MenuItem[], group = ""): readonly PlacedEntry[] {
  return items.flatMap((item) => [{ item, group }, ...place(item.items ?? [], item.id)]);
}

function alone({ items: _inner, ...rest }: MenuItem): object {
  return rest;
}

function entryName({ type, name, target }: MenuItem, catalog: Catalog): LocalizedText {
  const document = type === "group" || target === undefined ? undefined : catalog.find(type, target);
  return quotedAs({ zh: "入口", en: "entry" }, name ?? document?.name ?? sameText(target ?? ""));
}
