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
