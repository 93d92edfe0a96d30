import type { Value } from "@mortise/expression";
import { isPlainObject } from "@mortise/kit";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import { sumDecimals } from "../decimals.ts";
import { findFieldType } from "../registry.ts";

/** One child row as records hold it. */
export type SubTableRow = Readonly<Record<string, unknown>>;

/** The rows of a value; empty for null and for anything else. */
export function rowsOf(value: unknown): readonly SubTableRow[] {
  return Array.isArray(value) ? value.filter(isPlainObject) : [];
}

/** A row as it is added: with the defaults that are plain values; the server fills in the others. */
export function newRow(fields: readonly FieldDefinition[]): SubTableRow {
  return Object.fromEntries(
    fields.flatMap(({ id, default: value }) =>
      value === undefined || value === null || typeof value === "object" ? [] : [[id, value]],
    ),
  );
}

/** A row's value of a field. */
export function rowValue(row: SubTableRow, field: FieldDefinition): Value {
  // Rows come from the record gateway or from editors, both of which hold values only.
  return (row[field.id] as Value | undefined) ?? null;
}

/** The fields that columns show: not those that hold rows themselves. */
export function columnsOf(entity: EntityDocument): readonly FieldDefinition[] {
  return entity.fields.filter((field) => findFieldType(field.type)?.column(field) != null);
}

/** Whether adding up a column makes sense. */
export function isSummable(field: FieldDefinition): boolean {
  const type = findFieldType(field.type);
  return type !== undefined && type.aggregates.includes("sum") && type.kind(field) === "number";
}

/** Exact total of a column, in the form of its values. */
export function columnTotal(rows: readonly SubTableRow[], field: FieldDefinition): Value {
  const sum = sumDecimals(rows.map((row) => row[field.id]));
  const free = { ...field, settings: { ...field.settings, min: null, max: null } };
  const shaped = findFieldType(field.type)?.parse(sum, free);
  return shaped?.ok ? shaped.value : sum;
}
