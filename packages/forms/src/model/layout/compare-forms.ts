import { canonicalJson } from "@mortise/kit";
import { allItems, type FormDocument, type FormItem, innerItems, withInnerItems } from "@mortise/metadata";
import { findItem, type PlacedItem } from "./item-tree.ts";

/** How an item differs from an earlier state of the form; one that was changed and moved counts as changed. */
export type ItemMark = "added" | "changed" | "moved";

/** How a form differs from an earlier state, item by item. */
export interface FormComparison {
  readonly marks: ReadonlyMap<string, ItemMark>;
  /** Items that are gone with where they stood; those inside a gone one go with it. */
  readonly removed: readonly PlacedItem[];
}

/** Compares the items of two states of a form. As few items as possible count as moved. */
export function compareForms(before: FormDocument, after: FormDocument): FormComparison {
  const old = new Map(allItems(before.items).map((item) => [item.id, item]));
  const next = new Set(allItems(after.items).map(({ id }) => id));
  const moved = movedItems(before.items, after.items);
  const marks = new Map<string, ItemMark>();
  for (const item of allItems(after.items)) {
    const counterpart = old.get(item.id);
    if (!counterpart) marks.set(item.id, "added");
    else if (alone(counterpart) !== alone(item)) marks.set(item.id, "changed");
    else if (moved.has(item.id)) marks.set(item.id, "moved");
  }
  const gone = [...old.values()].filter(({ id }) => !next.has(id));
  const inside = new Set(gone.flatMap((item) => allItems([item]).slice(1)).map(({ id }) => id));
  const removed = gone.flatMap((item) =>
    inside.has(item.id) ? [] : (findItem(before.items, item.id) ?? []),
  );
  return { marks, removed };
}

/** An item without what stands in it, as text. */
function alone(item: FormItem): string {
  return canonicalJson(withInnerItems(item, []));
}

/** Items that stand in another group, or in another order among those that stayed in theirs. */
function movedItems(before: readonly FormItem[], after: readonly FormItem[]): ReadonlySet<string> {
  const places = new Map<string, { readonly holder: string; readonly index: number }>();
  eachGroup(before, "", (holder, items) => {
    for (const [index, { id }] of items.entries()) places.set(id, { holder, index });
  });
  const moved = new Set<string>();
  eachGroup(after, "", (holder, items) => {
    const known = items.flatMap(({ id }) => {
      const place = places.get(id);
      return place ? [{ id, ...place }] : [];
    });
    const stayed = known.filter((each) => each.holder === holder);
    const inOrder = longestRising(stayed.map(({ index }) => index));
    for (const each of known) if (each.holder !== holder || !inOrder.has(each.index)) moved.add(each.id);
  });
  return moved;
}

function eachGroup(
  items: readonly FormItem[],
  holder: string,
  visit: (holder: string, items: readonly FormItem[]) => void,
): void {
  visit(holder, items);
  for (const item of items) if (innerItems(item).length > 0) eachGroup(innerItems(item), item.id, visit);
}

/** The most numbers of a list that rise from left to right. */
function longestRising(numbers: readonly number[]): ReadonlySet<number> {
  const best: (readonly number[])[] = [];
  for (const number of numbers) {
    const before = best.findLast((run) => (run.at(-1) ?? -1) < number) ?? [];
    const run = [...before, number];
    // Of runs of the same length, the one that ends lowest can go on best.
    best[before.length] = run;
  }
  return new Set(best.at(-1));
}
