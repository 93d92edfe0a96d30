import type { RecordData } from "@mortise/contract";
import { type FieldContext, fieldType } from "@mortise/fields";
import { fillText, localize } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import type { GridRange } from "@mortise/ui";

/** A cell that is left as it is, and why. */
export interface SkippedCell {
  readonly row: number;
  readonly field: FieldDefinition;
  readonly reason: string;
}

/** What is to be written to one record. */
export interface PlannedRow {
  /** Its place in the list, from 0. */
  readonly row: number;
  readonly record: RecordData;
  readonly values: Record<string, unknown>;
}

/** What a paste, a fill or a clearing comes to, before anything is written. */
export interface CellPlan {
  readonly rows: readonly PlannedRow[];
  readonly cells: number;
  readonly skipped: readonly SkippedCell[];
}

/** One cell's new value, or why it cannot be had. */
export type NewCell = { readonly value: unknown } | { readonly problem: string };

interface PlanInput {
  readonly range: GridRange;
  readonly fields: readonly FieldDefinition[];
  /** The records of the range from its first row on; undefined for those that are not at hand. */
  readonly records: readonly (RecordData | undefined)[];
  readonly mayWrite: (field: FieldDefinition, record: RecordData) => boolean;
  /** Said of cells that the person may not change. */
  readonly mayNot: string;
  readonly cellAt: (row: number, column: number, field: FieldDefinition) => NewCell;
}

/** Goes through the cells of a range: what may be written is planned, the rest is named. */
export function planCells({ range, fields, records, mayWrite, mayNot, cellAt }: PlanInput): CellPlan {
  const rows: PlannedRow[] = [];
  const skipped: SkippedCell[] = [];
  let cells = 0;
  for (const [index, record] of records.entries()) {
    if (!record) continue;
    const row = range.top + index;
    const values: Record<string, unknown> = {};
    for (let column = range.left; column <= range.right; column += 1) {
      const field = fields[column];
      if (!field) continue;
      const cell = mayWrite(field, record) ? cellAt(row, column, field) : { problem: mayNot };
      if ("problem" in cell) skipped.push({ row, field, reason: cell.problem });
      else values[field.id] = cell.value;
    }
    const count = Object.keys(values).length;
    if (count > 0) rows.push({ row, record, values });
    cells += count;
  }
  return { rows, cells, skipped };
}

/** Reads a pasted text as a value of a field; an empty one clears. */
export function readCell(
  text: string,
  field: FieldDefinition,
  context: FieldContext,
  unread: string,
): NewCell {
  if (text.trim() === "") return { value: null };
  const read = fieldType(field.type).fromText(text, field, context);
  if (read.ok) return { value: read.value };
  return { problem: fillText(unread, { text, reason: localize(read.error, context.locale) }) };
}
