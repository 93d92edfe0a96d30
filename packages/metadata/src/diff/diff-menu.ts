import { type LocalizedText, sameText } from "@mortise/kit";
import type { Catalog } from "../catalog.ts";
import { quoted } from "../document-name.ts";
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
  const say = (type: "added" | "removed" | "changed", item: MenuItem, what: LocalizedText): void =>
    list.add(type, what, { part: "item", item: item.id });
  for (const { item } of entries.added) {
    const name = entryName(item, context.after);
    say("added", item, { zh: `新增入口${name.zh}`, en: `entry ${name.en} added` });
  }
  for (const { item } of entries.removed) {
    const name = entryName(item, context.before);
    say("removed", item, { zh: `移除入口${name.zh}`, en: `entry ${name.en} removed` });
  }
  for (const { before: old, after: next } of entries.kept) {
    const name = entryName(next.item, context.after);
    if (!isSame(alone(old.item), alone(next.item)))
      say("changed", next.item, { zh: `修改了入口${name.zh}`, en: `entry ${name.en} changed` });
    if (old.group !== next.group)
      say("changed", next.item, { zh: `移动了入口${name.zh}`, en: `entry ${name.en} moved` });
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
  return quoted(name ?? document?.name ?? sameText(target ?? ""));
}
