import {
  allItems,
  type FormFieldItem,
  type FormItem,
  innerItems,
  isContainer,
  withInnerItems,
} from "@mortise/metadata";

/** Where an item stands: in a section, page or set of pages, or on the form itself (`null`), at a place among its neighbours. */
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
    const inner = findItem(innerItems(item), id, item.id);
    if (inner) return inner;
  }
  return undefined;
}

/** The items of a section, page or set of pages, or of the form itself; undefined when there is no such thing. */
export function itemsAt(items: readonly FormItem[], section: string | null): readonly FormItem[] | undefined {
  if (section === null) return items;
  const found = findItem(items, section)?.item;
  return found && isContainer(found) ? found.items : undefined;
}

/** Whether an item may stand there: pages stand among pages, and nothing else does. */
export function canStandIn(items: readonly FormItem[], item: FormItem, section: string | null): boolean {
  const holder = section === null ? undefined : findItem(items, section)?.item;
  if (section !== null && !(holder && isContainer(holder))) return false;
  return (item.type === "page") === (holder?.type === "pages");
}

/** Puts an item at a place; a place beyond the end means the end. */
export function insertItem(
  items: readonly FormItem[],
  item: FormItem,
  place: ItemPlace,
): readonly FormItem[] {
  if (place.section === null) return items.toSpliced(Math.min(place.index, items.length), 0, item);
  return items.map((each) => {
    const inner = innerItems(each);
    const at = { section: each.id === place.section ? null : place.section, index: place.index };
    return isContainer(each) ? withInnerItems(each, insertItem(inner, item, at)) : each;
  });
}

/** Takes an item out, with everything in it. */
export function removeItem(items: readonly FormItem[], id: string): readonly FormItem[] {
  return items
    .filter((item) => item.id !== id)
    .map((item) => (isContainer(item) ? withInnerItems(item, removeItem(item.items, id)) : item));
}

/** Replaces one item. */
export function replaceItem(items: readonly FormItem[], id: string, next: FormItem): readonly FormItem[] {
  return items.map((item) => {
    if (item.id === id) return next;
    return isContainer(item) ? withInnerItems(item, replaceItem(item.items, id, next)) : item;
  });
}

/** Every field on the form in reading order, those in sections and pages included. */
export function fieldItems(items: readonly FormItem[]): readonly FormFieldItem[] {
  return allItems(items).filter((item) => item.type === "field");
}

/** The fields that stand on the items, by id, in reading order. */
export function fieldsOn(items: readonly FormItem[]): readonly string[] {
  return fieldItems(items).map(({ field }) => field);
}

/** Ids of every item on the form in reading order. */
export function itemIds(items: readonly FormItem[]): readonly string[] {
  return allItems(items).map(({ id }) => id);
}

/** The sections and pages that an item stands in, the outermost first. */
export function holdersOf(items: readonly FormItem[], id: string): readonly FormItem[] {
  const section = findItem(items, id)?.place.section ?? null;
  const holder = section === null ? undefined : findItem(items, section)?.item;
  return holder ? [...holdersOf(items, holder.id), holder] : [];
}
