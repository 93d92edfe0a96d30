import type { MenuItem } from "@mortise/metadata";

/** Moves an entry of the menu into a group, or to the top with undefined. */
export function moveToGroup(
  items: readonly MenuItem[],
  id: string,
  group: string | undefined,
): readonly MenuItem[] {
  const all = items.flatMap((item) => [item, ...(item.items ?? [])]);
  const item = all.find((each) => each.id === id);
  if (!item) return items;
  const without = withoutItem(items, id);
  if (group === undefined) return [...without, item];
  return without.map((each) =>
    each.id === group ? { ...each, items: [...(each.items ?? []), item] } : each,
  );
}

/** The menu without an entry, wherever it stands. */
export function withoutItem(items: readonly MenuItem[], id: string): readonly MenuItem[] {
  return items
    .filter((item) => item.id !== id)
    .map((item) => (item.items ? { ...item, items: withoutItem(item.items, id) } : item));
}
