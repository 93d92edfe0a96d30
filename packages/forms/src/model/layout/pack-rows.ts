import type { FormItem } from "@mortise/metadata";

/** Columns of the grid that forms are laid out on. */
export const GRID_COLUMNS = 12;

/** An item whose width can be set. */
export type SizedItem = Extract<FormItem, { readonly span: number }>;

/** Whether an item has a width of its own; sections, pages and lines are as wide as what they stand in. */
export function isSized(item: FormItem): item is SizedItem {
  return "span" in item;
}

/** An item's width in columns. */
export function spanOf(item: FormItem): number {
  return isSized(item) ? Math.min(GRID_COLUMNS, Math.max(1, item.span)) : GRID_COLUMNS;
}

/** Items as they stand beside and below one another: a new row begins where the next item does not fit any more. */
export function packRows(items: readonly FormItem[]): readonly (readonly FormItem[])[] {
  const rows: FormItem[][] = [];
  let used = GRID_COLUMNS;
  for (const item of items) {
    const span = spanOf(item);
    if (used + span > GRID_COLUMNS) {
      rows.push([]);
      used = 0;
    }
    rows.at(-1)?.push(item);
    used += span;
  }
  return rows;
}

/** The row of its neighbours in which an item stands. */
export function rowOf(items: readonly FormItem[], id: string): readonly FormItem[] {
  return packRows(items).find((row) => row.some((item) => item.id === id)) ?? [];
}
