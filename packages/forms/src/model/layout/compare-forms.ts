import { canonicalJson } from "@mortise/kit";
import { allItems, type FormDocument, type FormItem, withInnerItems } from "@mortise/metadata";
import { findItem, type PlacedItem } from "./item-tree.ts";

/** How a form differs from an earlier state, item by item. */
export interface FormComparison {
  readonly marks: ReadonlyMap<string, "added" | "changed">;
  /** Items that are gone with where they stood; those inside a gone one go with it. */
  readonly removed: readonly PlacedItem[];
}

/** Compares the items of two states of a form; an item that stands in another group counts as changed. */
export function compareForms(before: FormDocument, after: FormDocument): FormComparison {
  const marks = new Map<string, "added" | "changed">();
  for (const item of allItems(after.items)) {
    const old = findItem(before.items, item.id);
    const now = findItem(after.items, item.id);
    if (!old) marks.set(item.id, "added");
    else if (alone(old.item) !== alone(item) || old.place.section !== now?.place.section)
      marks.set(item.id, "changed");
  }
  const gone = allItems(before.items).filter((item) => !findItem(after.items, item.id));
  const inside = new Set(gone.flatMap((item) => allItems([item]).slice(1)).map(({ id }) => id));
  const removed = gone.flatMap((item) =>
    inside.has(item.id) ? [] : (findItem(before.items, item.id) ?? []),
  );
  return { marks, removed };
}

function alone(item: FormItem): string {
  return canonicalJson(withInnerItems(item, []));
}
