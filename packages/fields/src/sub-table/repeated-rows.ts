import type { LocalizedText } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { definedField } from "../field-type.ts";

/** A row with the values of an earlier one. */
export interface RepeatedRow {
  readonly index: number;
  /** The earlier row. */
  readonly first: number;
}

/**
 * Rows whose values in the given columns stand in an earlier row already; a row without one of them repeats nothing.
 * Values are compared as they are stored: 1 is 1.00.
 */
export function repeatedRows(
  columns: readonly string[],
  rows: readonly Readonly<Record<string, unknown>>[],
  fields: readonly FieldDefinition[],
): readonly RepeatedRow[] {
  if (columns.length === 0) return [];
  const seen = new Map<string, number>();
  return rows.flatMap((row, index) => {
    const values = columns.map((column) => stored(row[column] ?? null, column, fields));
    if (values.some((value) => value === null || value === "")) return [];
    const key = JSON.stringify(values);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, index);
    return first === undefined ? [] : [{ index, first }];
  });
}

function stored(value: unknown, column: string, fields: readonly FieldDefinition[]): unknown {
  const field = fields.find(({ id }) => id === column);
  const type = field && definedField(field.type);
  const fit = field && type?.parse(value, field);
  if (!field || !fit?.ok) return value;
  const isDecimal =
    type?.kind(field) === "number" && typeof fit.value === "string" && fit.value.includes(".");
  return isDecimal ? String(fit.value).replace(/\.?0+$/, "") : fit.value;
}

/** 第 2 行与第 1 行的“产品”重复 / Row 2 repeats “Product” of row 1. */
export function repetitionText(
  { index, first }: RepeatedRow,
  columns: readonly string[],
  fields: readonly FieldDefinition[],
): LocalizedText {
  const names = columns.flatMap((column) => fields.find(({ id }) => id === column)?.name ?? []);
  const zh = names.map((name) => name.zh || name.en).join("、");
  const en = names.map((name) => name.en || name.zh).join(", ");
  return {
    zh: `第 ${index + 1} 行与第 ${first + 1} 行的“${zh}”重复`,
    en: `Row ${index + 1} repeats “${en}” of row ${first + 1}`,
  };
}
