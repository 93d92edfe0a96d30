import type { FieldDefinition } from "@mortise/metadata";
import type { FieldContext } from "../field-type.ts";
import { findFieldType } from "../registry.ts";
import { newRow, type SubTableRow } from "./rows.ts";

/** Cells copied from a spreadsheet: lines of cells between tabs; quotes hold cells with line breaks together. */
export function readCells(text: string): readonly (readonly string[])[] {
  const lines: string[][] = [[]];
  const pattern = /"((?:[^"]|"")*)"(?=[\t\r\n]|$)|[^\t\r\n]*/y;
  let at = 0;
  const body = text.replace(/(?:\r?\n)+$/, "");
  for (;;) {
    pattern.lastIndex = at;
    const found = pattern.exec(body);
    const cell = found?.[1] === undefined ? (found?.[0] ?? "") : found[1].replaceAll('""', '"');
    lines.at(-1)?.push(cell);
    at = pattern.lastIndex;
    const next = body[at];
    if (next === undefined) return lines;
    if (next === "\t") at += 1;
    else {
      at += next === "\r" && body[at + 1] === "\n" ? 2 : 1;
      lines.push([]);
    }
  }
}

/** Where cells are pasted and what they become. */
export interface PastedCells {
  readonly cells: readonly (readonly string[])[];
  readonly rows: readonly SubTableRow[];
  /** The fields of all columns, in the order in which they stand. */
  readonly fields: readonly FieldDefinition[];
  readonly at: { readonly row: number; readonly column: number };
  readonly mostRows: number;
  readonly context: FieldContext;
}

/**
 * The rows with the cells put in from a place on, with new rows as far as there may be more. What does not fit its
 * column stands there as it was copied, marked for mending; columns that nobody fills in are passed over.
 */
export function pasteCells({
  cells,
  rows,
  fields,
  at,
  mostRows,
  context,
}: PastedCells): readonly SubTableRow[] {
  const next = [...rows];
  for (const [line, texts] of cells.entries()) {
    const index = at.row + line;
    if (index >= mostRows) break;
    const row: Record<string, unknown> = { ...(next[index] ?? newRow(fields)) };
    for (const [offset, text] of texts.entries()) {
      const field = fields[at.column + offset];
      const type = field && findFieldType(field.type);
      if (!field || !type || field.readOnly === true || type.computed !== undefined) continue;
      const result = type.fromText(text, field, context);
      row[field.id] = result.ok ? result.value : text;
    }
    next[index] = row;
  }
  return next;
}
