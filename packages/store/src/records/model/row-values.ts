import { rangeLiteral, type Value } from "@mortise/expression";
import { isPlainObject } from "@mortise/kit";
import { sql } from "kysely";
import { quoteIdentifier } from "../../schema/names.ts";
import type { Sql } from "../sql-text.ts";
import type { EntityModel } from "./entity-model.ts";
import type { ModelField } from "./model-field.ts";

/** A row as the driver gives it. */
export type DatabaseRow = Readonly<Record<string, unknown>>;

/** A record in memory: every column's value in the form records have outside. */
export type Values = Record<string, Value>;

/** The select list of some fields of table `t`, in a form that does not depend on the driver's type parsers. */
export function selectList(fields: readonly ModelField[]): Sql {
  const known = selectLists.get(fields);
  if (known) return known;
  // One piece of text instead of a node per column: statements are put together for every request.
  const made = sql.raw(
    fields
      .filter((field) => field.columnType !== null)
      .map(readColumn)
      .join(", "),
  );
  selectLists.set(fields, made);
  return made;
}

/** By the very list of fields: that of a model lives as long as its release. */
const selectLists = new WeakMap<readonly ModelField[], Sql>();

/** The names of columns, quoted and listed; of a table when it is named. */
export function columnList(fields: readonly ModelField[], table?: string): Sql {
  const ofFields = columnLists.get(fields) ?? new Map<string | undefined, Sql>();
  columnLists.set(fields, ofFields);
  const known = ofFields.get(table);
  if (known) return known;
  const prefix = table === undefined ? "" : `${quoteIdentifier(table)}.`;
  const made = sql.raw(fields.map(({ id }) => prefix + quoteIdentifier(id)).join(", "));
  ofFields.set(table, made);
  return made;
}

const columnLists = new WeakMap<readonly ModelField[], Map<string | undefined, Sql>>();

function readColumn({ id, kind }: ModelField): string {
  const name = quoteIdentifier(id);
  // Dates as text: the driver would make midnight of the machine's zone of them.
  return kind === "date" ? `t.${name}::text as ${name}` : `t.${name}`;
}

/** The value of one column as records have it. */
export function fromDatabase(raw: unknown, field: Pick<ModelField, "kind" | "columnType" | "system">): Value {
  if (raw === null || raw === undefined) return null;
  if (field.kind === "datetime") return instant(raw);
  if (field.kind === "duration") return scalarText(raw);
  if (field.kind === "dateRange") return dayRange(raw);
  if (field.kind === "number") return field.system ? Number(raw) : scalarText(raw);
  if (typeof raw === "string" && field.columnType === "jsonb") return raw;
  if (typeof raw === "boolean" || typeof raw === "string" || typeof raw === "number") return raw;
  // Arrays of text and of plain objects are what array and jsonb columns hold.
  if (Array.isArray(raw)) return raw as readonly string[];
  return isPlainObject(raw) ? [raw] : scalarText(raw);
}

const RANGE = /^\[(\d{4}-\d\d-\d\d),(\d{4,5}-\d\d-\d\d)\)$/;

/** PostgreSQL gives the day after the last one: `[2026-11-01,2026-12-01)` is `2026-11-01/2026-11-30`. */
function dayRange(raw: unknown): Value {
  const [, start, after = ""] = (typeof raw === "string" ? RANGE.exec(raw) : null) ?? [];
  if (start === undefined) return null;
  const end =
    after === "10000-01-01"
      ? "9999-12-31"
      : new Date(Date.parse(after) - 86_400_000).toISOString().slice(0, 10);
  return `${start}/${end}`;
}

/** A value in the form in which its column takes it from JSON. */
export function forColumn(value: Value, columnType: string | null): Value {
  return columnType === "daterange" && typeof value === "string" ? rangeLiteral(value) : value;
}

const ISO_INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

function instant(raw: unknown): Value {
  if (typeof raw === "string" && ISO_INSTANT.test(raw)) return raw;
  const time = raw instanceof Date ? raw : new Date(scalarText(raw));
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}

/** A single value as text; lists and objects as JSON. */
export function scalarText(value: unknown): string {
  if (typeof value === "string") return value;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "number" || typeof value === "boolean" || typeof value === "bigint") return `${value}`;
  return JSON.stringify(value) ?? "";
}

/** The text in a column that always holds one, such as an id. */
export function textAt(row: Readonly<Record<string, unknown>>, column: string): string {
  const value = row[column];
  return typeof value === "string" ? value : "";
}

/** A row with all its columns as a record in memory. */
export function toValues(row: DatabaseRow, model: EntityModel): Values {
  const values: Values = {};
  for (const field of model.columns) values[field.id] = fromDatabase(row[field.id], field);
  return values;
}
