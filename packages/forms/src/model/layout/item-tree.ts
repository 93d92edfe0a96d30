import type { FormFieldItem, FormItem, FormSectionItem } from "@mortise/metadata";

/** Where an item stands: in a section, or on the form itself (`null`), at a place among its neighbours. */
export interface ItemPlace {
  readonly section: string | null;
  readonly index: number;
}

/** An item together with its place. */
export interface PlacedItem {
  readonly item: FormItem;
  readonly place: ItemPlace;
}

/** Finds an item anywhere on the form. */
export function findItem(
  items: readonly FormItem[],
  id: string,
  section: string | null = null,
): PlacedItem | undefined {
  for (const [index, item] of items.entries()) {
    if (item.id === id) return { item, place: { section, index } };
    const inner = item.type === "section" ? findItem(item.items, id, item.id) : undefined;
    if (inner) return inner;
  }
  return undefined;
}

/** The items of a section, or of the form itself; undefined when there is no such section. */
export function itemsAt(items: readonly FormItem[], section: string | null): readonly FormItem[] | undefined {
  if (section === null) return items;
  const found = findItem(items, section)?.item;
  return found?.type === "section" ? found.items : undefined;
}

/** Puts an item at a place; a place beyond the end means the end. */
export function insertItem(
  items: readonly FormItem[],
  item: FormItem,
  place: ItemPlace,
): readonly FormItem[] {
  if (place.section === null) return items.toSpliced(Math.min(place.index, items.length), 0, item);
  return mapSections(items, place.section, (section) => ({
    ...section,
    items: insertItem(section.items, item, { section: null, index: place.index }),
  }));
}

/** Takes an item out, with everything in it. */
export function removeItem(items: readonly FormItem[], id: string): readonly FormItem[] {
  return items
    .filter((item) => item.id !== id)
    .map((item) => (item.type === "section" ? { ...item, items: removeItem(item.items, id) } : item));
}

/** Replaces one item. */
export function replaceItem(items: readonly FormItem[], id: string, next: FormItem): readonly FormItem[] {
  return items.map((item) => {
    if (item.id === id) return next;
    return item.type === "section" ? { ...item, items: replaceItem(item.items, id, next) } : item;
  });
}

/** Every field on the form in reading order, those in sections included. */
export function fieldItems(items: readonly FormItem[]): readonly FormFieldItem[] {
  return items.flatMap((item) => {
    if (item.type === "section") return fieldItems(item.items);
    return item.type === "field" ? [item] : [];
  });
}

/** Ids of every item on the form in reading order. */
export function itemIds(items: readonly FormItem[]): readonly string[] {
  return items.flatMap((item) => [item.id, ...(item.type === "section" ? itemIds(item.items) : [])]);
}

function mapSections(
  items: readonly FormItem[],
  id: string,
  change: (section: FormSectionItem) => FormItem,
): readonly FormItem[] {
  return items.map((item) => {
    if (item.type !== "section") return item;
    return item.id === id ? change(item) : { ...item, items: mapSections(item.items, id, change) };
  });
}
