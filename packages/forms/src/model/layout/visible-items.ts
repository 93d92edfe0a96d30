import { type FormItem, isContainer, withInnerItems } from "@mortise/metadata";

/** What a group does not stay for when its fields are hidden. */
const DECORATION: ReadonlySet<FormItem["type"]> = new Set(["text", "divider"]);

/** The items that are left when fields are hidden; a section or page goes with the last of its fields. */
export function visibleItems(items: readonly FormItem[], hidden: ReadonlySet<string>): readonly FormItem[] {
  if (hidden.size === 0) return items;
  return items.flatMap((item): readonly FormItem[] => {
    if (item.type === "field") return hidden.has(item.field) ? [] : [item];
    if (!isContainer(item)) return [item];
    const inner = visibleItems(item.items, hidden);
    const isLeft = inner.some(({ type }) => !DECORATION.has(type)) || item.items.length === inner.length;
    return isLeft ? [withInnerItems(item, inner)] : [];
  });
}
