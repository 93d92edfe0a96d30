import type { Expression, Value } from "@mortise/expression";
import { fieldType, findFieldType } from "@mortise/fields";
import type { DateGrain, FieldDefinition, RecordMeasure } from "@mortise/metadata";
import type { EntityPermission } from "../app/app-model.ts";

/** Kinds of which a record has one value, or none: it stands in exactly one group. */
const SINGLE: ReadonlySet<string> = new Set([
  "option",
  "user",
  "team",
  "reference",
  "boolean",
  "region",
  "text",
]);
const TIMES: ReadonlySet<string> = new Set(["date", "datetime"]);
const MOST_SUMS = 3;

/** Whether a field's values are few enough to be the groups of a list. Dates go by months. */
export function mayGroup(field: FieldDefinition): boolean {
  const type = findFieldType(field.type);
  const kind = type?.kind(field) ?? "null";
  return type?.groupable === true && (SINGLE.has(kind) || TIMES.has(kind));
}

/** The fields by which a person may group a list: masked ones are left out. */
export function groupFields(
  fields: readonly FieldDefinition[],
  permission: EntityPermission,
): readonly FieldDefinition[] {
  return fields.filter((field) => mayGroup(field) && permission.fields[field.id] !== "masked");
}

/** How a field's values become groups: days would be too many. */
export function groupGrain(field: FieldDefinition): DateGrain | undefined {
  return TIMES.has(fieldType(field.type).kind(field)) ? "month" : undefined;
}

/** The number columns of a list whose sums stand beside each group. */
export function summedFields(
  columns: readonly string[],
  fields: readonly FieldDefinition[],
  permission: EntityPermission,
): readonly FieldDefinition[] {
  return columns
    .flatMap((id) => fields.find((field) => field.id === id) ?? [])
    .filter(
      (field) =>
        findFieldType(field.type)?.aggregates.includes("sum") === true &&
        permission.fields[field.id] !== "masked",
    )
    .slice(0, MOST_SUMS);
}

/** What is computed for each group: the number of records and the sums. */
export function groupMeasures(sums: readonly FieldDefinition[]): readonly RecordMeasure[] {
  const name = { zh: "", en: "" };
  return [
    { id: "n", name, function: "count" },
    ...sums.map(({ id }): RecordMeasure => ({ id: `sum_${id}`, name, function: "sum", field: id })),
  ];
}

/** The records of one group, as a condition; months begin at midnight in the reader's own zone. */
export function groupCondition(field: FieldDefinition, key: Value): Expression {
  const path = { var: field.id };
  if (key === null || key === undefined) return { empty: [path] };
  const kind = fieldType(field.type).kind(field);
  if (kind === "boolean") return { "==": [path, key === true || key === "true"] };
  const text = typeof key === "string" ? key : JSON.stringify(key);
  if (!TIMES.has(kind)) return { "==": [path, text] };
  const [from, to] = monthOf(text);
  const at = (day: string): string => (kind === "date" ? day : new Date(`${day}T00:00:00`).toISOString());
  return { and: [{ ">=": [path, at(from)] }, { "<": [path, at(to)] }] };
}

function monthOf(day: string): readonly [string, string] {
  const [year = 0, month = 1] = day.split("-").map(Number);
  const next = month === 12 ? [year + 1, 1] : [year, month + 1];
  const text = ([y = 0, m = 1]: readonly number[]) => `${y}-${String(m).padStart(2, "0")}-01`;
  return [text([year, month]), text(next)];
}
