import type { Value } from "@mortise/expression";
import { sql } from "kysely";
import { quoteIdentifier } from "../../schema/names.ts";
import type { EntityModel } from "../model/entity-model.ts";
import type { ModelField } from "../model/model-field.ts";
import {
  columnList,
  type DatabaseRow,
  selectList,
  toValues,
  type Values,
  textAt,
} from "../model/row-values.ts";
import { typeText } from "../sql-text.ts";
import type { Write } from "../session/write-session.ts";

/** Rows of one statement: few enough for the memory of a parameter, many enough for speed. */
const CHUNK = 2_000;

/** Inserts complete records and answers them as stored, in the given order. One parameter per statement, whatever the number of rows. */
export async function insertRows(
  write: Write,
  model: EntityModel,
  records: readonly Values[],
): Promise<readonly Values[]> {
  const stored = new Map<string, Values>();
  const columns = model.columns;
  for (let start = 0; start < records.length; start += CHUNK) {
    const chunk = records.slice(start, start + CHUNK);
    const { rows } = await sql<DatabaseRow>`
      ${model.prepared} insert into ${model.table} as t (${columnList(columns)})
      select ${columnList(columns, "r")} from ${recordset(columns, chunk)}
      returning ${selectList(columns)}`.execute(write.session.db);
    for (const row of rows) stored.set(textAt(row, "id"), toValues(row, model));
  }
  return records.map((record) => stored.get(textAt(record, "id")) ?? record);
}

/** Writes the given columns of existing records and answers the whole records as stored. */
export async function updateRows(
  write: Write,
  model: EntityModel,
  { records, columns }: { readonly records: readonly Values[]; readonly columns: readonly ModelField[] },
): Promise<ReadonlyMap<string, Values>> {
  const stored = new Map<string, Values>();
  const id = model.need("id");
  const written = columns.filter((column) => column.id !== "id");
  for (let start = 0; start < records.length; start += CHUNK) {
    const chunk = records.slice(start, start + CHUNK);
    const { rows } = await sql<DatabaseRow>`
      ${model.prepared} update ${model.table} as t
      set ${sql.join(written.map((column) => sql`${sql.id(column.id)} = ${sql.id("r", column.id)}`))}
      from ${recordset([id, ...written], chunk)} where t.id = r.id
      returning ${selectList(model.columns)}`.execute(write.session.db);
    for (const row of rows) stored.set(textAt(row, "id"), toValues(row, model));
  }
  return stored;
}

function recordset(columns: readonly ModelField[], records: readonly Values[]) {
  const rows = records.map((record) => pick(record, columns));
  const shape = columns.map(
    ({ id, columnType }) => `${quoteIdentifier(id)} ${typeText(columnType ?? "text")}`,
  );
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(${sql.raw(shape.join(", "))})`;
}

function pick(record: Values, columns: readonly ModelField[]): Readonly<Record<string, Value>> {
  return Object.fromEntries(columns.map((column) => [column.id, record[column.id] ?? null]));
}
