import type { Expression, ValueKind } from "@mortise/expression";
import { isPlainObject, type Json, type JsonObject } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { Settings } from "../settings.ts";

/** A column of conditions: each row says which values of the field it takes. */
export interface TableInput {
  readonly id: string;
  /** A field of the record, or a variable. */
  readonly field: string;
}

/** A column of results: what a row gives. */
export interface TableResult {
  readonly id: string;
  readonly field: FieldDefinition;
}

/** What a row takes in one column: some values, or an amount or time from (included) up to (not included). Absent: anything. */
export type TableCell =
  | { readonly kind: "values"; readonly values: readonly string[] }
  | { readonly kind: "range"; readonly from: string | null; readonly to: string | null };

/** One row: it fits when all of its cells do. */
export interface TableRow {
  readonly when: Readonly<Record<string, TableCell>>;
  readonly give: Readonly<Record<string, Json>>;
}

/** A table that leads from values to results. */
export interface DecisionTable {
  readonly inputs: readonly TableInput[];
  readonly results: readonly TableResult[];
  readonly rows: readonly TableRow[];
}

/** Kinds of which a cell takes a range; of the others it takes some values. */
const RANGED: ReadonlySet<ValueKind> = new Set<ValueKind>(["number", "date", "datetime", "duration"]);
/** Kinds that a column of conditions may have. */
export const INPUT_KINDS: readonly ValueKind[] = [
  "option",
  "region",
  "user",
  "team",
  "reference",
  "text",
  "boolean",
  "number",
  "date",
  "datetime",
];
/** Field types of results, by the `kind` of the stored column. */
export const RESULT_TYPES = ["user", "team", "text", "number"] as const;

/** Whether cells of a kind take a range. */
export function isRanged(kind: ValueKind): boolean {
  return RANGED.has(kind);
}

/** Reads the stored table; what does not fit is left out. */
export function readTable(stored: Json | undefined): DecisionTable {
  const table = new Settings(isPlainObject(stored) ? stored : {});
  return {
    inputs: table
      .items("inputs")
      .map((item) => ({ id: item.text("id") ?? "", field: item.text("field") ?? "" })),
    results: table.items("results").map(readResult),
    rows: table
      .items("rows")
      .map((row) => ({ when: readCells(row.group("when").raw), give: row.group("give").raw })),
  };
}

function readResult(item: Settings, index: number): TableResult {
  const type = RESULT_TYPES.find((known) => known === item.text("kind")) ?? "text";
  const name = item.localized("name") ?? { zh: `结果 ${index + 1}`, en: `Result ${index + 1}` };
  return { id: item.text("id") ?? "", field: { id: item.text("id") ?? "", type, name } };
}

function readCells(stored: JsonObject): TableRow["when"] {
  return Object.fromEntries(
    Object.entries(stored).flatMap(([id, value]) => {
      const cell = readCell(value);
      return cell ? [[id, cell] as const] : [];
    }),
  );
}

/** Reads a stored cell; undefined when it takes anything. */
export function readCell(stored: Json | undefined): TableCell | undefined {
  if (Array.isArray(stored)) {
    const values = stored.filter((value) => typeof value === "string");
    return values.length > 0 ? { kind: "values", values } : undefined;
  }
  if (!isPlainObject(stored)) return undefined;
  const range = new Settings(stored);
  const [from = null, to = null] = [range.text("from"), range.text("to")];
  return from === null && to === null ? undefined : { kind: "range", from, to };
}

/** The condition of one cell. */
export function cellCondition({ field }: TableInput, kind: ValueKind, cell: TableCell): Expression {
  const variable = { var: field };
  if (cell.kind === "range") {
    const parts = [
      ...(cell.from === null ? [] : [{ ">=": [variable, cell.from] }]),
      ...(cell.to === null ? [] : [{ "<": [variable, cell.to] }]),
    ];
    return parts.length === 1 ? (parts[0] ?? true) : { and: parts };
  }
  const [only] = cell.values;
  if (kind === "boolean") return { "==": [variable, only === "true"] };
  if (kind === "region") {
    const parts = cell.values.map((code) => ({ within: [variable, code] }));
    return parts.length === 1 ? (parts[0] ?? true) : { or: parts };
  }
  return cell.values.length === 1 ? { "==": [variable, only ?? null] } : { in: [variable, [...cell.values]] };
}
