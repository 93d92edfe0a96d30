import type { FieldDefinition } from "@mortise/metadata";
import { newRow, type SubTableRow } from "./rows.ts";

interface AddedTo {
  /** The column that refers to the chosen records. */
  readonly column: string;
  readonly columns: readonly FieldDefinition[];
  readonly rows: readonly SubTableRow[];
  readonly mostRows: number;
  readonly uniqueColumns: readonly string[];
}

/**
 * The rows with one more for each chosen record, as many as there may be. Where a record may stand in one row only, those
 * that have one already get no other.
 */
export function addedRows(
  ids: readonly string[],
  { column, columns, rows, mostRows, uniqueColumns }: AddedTo,
): readonly SubTableRow[] {
  const isOnce = uniqueColumns.length === 1 && uniqueColumns[0] === column;
  const there = new Set(isOnce ? rows.map((row) => row[column]) : []);
  const added = [...new Set(ids)]
    .filter((id) => !there.has(id))
    .map((id) => ({ ...newRow(columns), [column]: id }));
  return [...rows, ...added].slice(0, Math.max(mostRows, rows.length));
}
