import type { GridCell } from "./grid-keys.ts";

/** A block of cells; all four edges belong to it. */
export interface GridRange {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** The block between two corners, in whichever order they were chosen. */
export function rangeBetween(one: GridCell, other: GridCell): GridRange {
  return {
    top: Math.min(one.row, other.row),
    bottom: Math.max(one.row, other.row),
    left: Math.min(one.column, other.column),
    right: Math.max(one.column, other.column),
  };
}

/** How many rows, columns and cells a block has. */
export function rangeSize({ top, bottom, left, right }: GridRange) {
  const rows = bottom - top + 1;
  const columns = right - left + 1;
  return { rows, columns, cells: rows * columns };
}

/** The block that a fill reaches when it is dragged from a range over a cell: further rows or further columns, never both. */
export function filledRange(range: GridRange, over: GridCell): GridRange {
  const down = Math.max(0, over.row - range.bottom, range.top - over.row);
  const aside = Math.max(0, over.column - range.right, range.left - over.column);
  return down >= aside
    ? { ...range, top: Math.min(range.top, over.row), bottom: Math.max(range.bottom, over.row) }
    : { ...range, left: Math.min(range.left, over.column), right: Math.max(range.right, over.column) };
}

/** What a filled block has beyond the range it was filled from; undefined when that is nothing. */
export function beyond(range: GridRange, filled: GridRange): GridRange | undefined {
  if (filled.bottom > range.bottom) return { ...filled, top: range.bottom + 1 };
  if (filled.top < range.top) return { ...filled, bottom: range.top - 1 };
  if (filled.right > range.right) return { ...filled, left: range.right + 1 };
  return filled.left < range.left ? { ...filled, right: range.left - 1 } : undefined;
}

/** The block that pasted lines cover: one value or one line fills what was chosen, more begin at its corner. */
export function pastedRange(
  range: GridRange,
  lines: readonly (readonly string[])[],
  grid: { readonly rows: number; readonly columns: number },
): GridRange {
  const chosen = rangeSize(range);
  const width = widthOf(lines);
  const rows = chosen.rows % lines.length === 0 ? chosen.rows : lines.length;
  const columns = chosen.columns % width === 0 ? chosen.columns : width;
  return {
    top: range.top,
    left: range.left,
    bottom: Math.min(grid.rows, range.top + rows) - 1,
    right: Math.min(grid.columns, range.left + columns) - 1,
  };
}

/** Finds the text that pasted lines put into a cell of the block they cover; lines repeat where the block is larger. */
export function pastedText(
  { top, left }: GridRange,
  lines: readonly (readonly string[])[],
): (row: number, column: number) => string {
  const width = widthOf(lines);
  return (row, column) => lines[(row - top) % lines.length]?.[(column - left) % width] ?? "";
}

function widthOf(lines: readonly (readonly string[])[]): number {
  return lines.reduce((most, line) => Math.max(most, line.length), 1);
}
