import { sql } from "kysely";
import type { Write } from "../session/write-session.ts";
import type { EntityModel } from "../model/entity-model.ts";
import type { ModelField } from "../model/model-field.ts";
import { scalarText } from "../model/row-values.ts";
import { valueTaken } from "../record-errors.ts";
import { typeSql } from "../sql-text.ts";
import { ruleDetails } from "./check-unique-rules.ts";
import { describeOthers } from "./describe-other.ts";
import { problemText } from "./problems.ts";
import type { UniqueRow } from "./unique-row.ts";
import type { ErrorDetail } from "@mortise/kit";

/**
 * Refuses values of unique fields that another live record or another row of the write has: STORE_VALUE_TAKEN with
 * one detail per row. The unique index is what guarantees it; this is what can name all rows at once.
 */
export async function checkUnique(
  write: Write,
  model: EntityModel,
  rows: readonly UniqueRow[],
): Promise<void> {
  const details: ErrorDetail[] = [];
  for (const field of uniqueFields(model)) details.push(...(await duplicatesOf(write, model, field, rows)));
  details.push(...(await ruleDetails(write, model, rows)));
  const [first] = details;
  if (!first) return;
  const id = first.path.split(".").at(-1) ?? "";
  throw valueTaken({ field: model.field(id)?.name[write.actor.locale] ?? id }, { details });
}

/** Fields whose value another live record has already, by row; a row may have several. */
export async function takenValues(
  write: Write,
  model: EntityModel,
  row: UniqueRow,
): Promise<readonly { readonly field: ModelField; readonly other: string }[]> {
  const taken: { readonly field: ModelField; readonly other: string }[] = [];
  for (const field of uniqueFields(model)) {
    const others = await othersWith(write, model, field, { byValue: rowsByValue(field, [row]), rows: [row] });
    for (const other of others.values()) taken.push({ field, other });
  }
  return taken;
}

function uniqueFields(model: EntityModel): readonly ModelField[] {
  return model.columns.filter((field) => field.definition?.unique === true);
}

/** Rows, and those of them that hold something in a field. */
interface ValuedRows {
  readonly byValue: ReadonlyMap<string, readonly UniqueRow[]>;
  readonly rows: readonly UniqueRow[];
}

async function duplicatesOf(
  write: Write,
  model: EntityModel,
  field: ModelField,
  rows: readonly UniqueRow[],
): Promise<readonly ErrorDetail[]> {
  const byValue = rowsByValue(field, rows);
  const taken = await othersWith(write, model, field, { byValue, rows });
  const others = await describeOthers(write, model, { ids: [...taken.values()], fields: [field.id] });
  return [...byValue].flatMap(([value, same]) => [
    ...(taken.has(value) ? same.slice(0, 1) : []).map((row) =>
      detail(row, field, others.get(taken.get(value) ?? "") ?? problemText.taken),
    ),
    ...same.slice(1).map((row) => detail(row, field, problemText.repeated)),
  ]);
}

/** The rows that hold something in the field, by what they hold. */
function rowsByValue(
  field: ModelField,
  rows: readonly UniqueRow[],
): ReadonlyMap<string, readonly UniqueRow[]> {
  const held = rows.filter((row) => (row.values[field.id] ?? null) !== null);
  return Map.groupBy(held, (row) => scalarText(row.values[field.id]));
}

/** Other live records that have the values of the rows, by value. */
async function othersWith(
  write: Write,
  model: EntityModel,
  field: ModelField,
  { byValue, rows }: ValuedRows,
): Promise<ReadonlyMap<string, string>> {
  if (byValue.size === 0) return new Map();
  const values = [...byValue.values()].flatMap((same) => same.slice(0, 1)).map((row) => row.values[field.id]);
  const column = sql.id("t", field.id);
  // As the unique index has it: see uniqueIndex in schema/physical-index.ts.
  const isLong = field.definition && field.type?.hasLongText?.(field.definition);
  const digest = sql`md5(${column}) = any(array(select md5(v) from unnest(${values}::text[]) as v)) and`;
  const found = await sql<{ value: string; id: string }>`
    select ${column}::text as value, t.id from ${model.table} as t
    where ${isLong ? digest : sql``} ${column} = any(${values}::${typeSql(`${field.columnType}[]`)}) and t.deleted_at is null
      and t.id <> all(${rows.map((row) => row.id)}::uuid[])`.execute(write.session.db);
  return new Map(found.rows.map((row) => [row.value, row.id]));
}

function detail(row: UniqueRow, field: ModelField, message: ErrorDetail["message"]): ErrorDetail {
  return { path: `${row.path}${field.id}`, message };
}
