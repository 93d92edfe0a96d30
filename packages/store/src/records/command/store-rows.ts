import type { Value } from "@mortise/expression";
import { sql } from "kysely";
import { quoteIdentifier } from "../../schema/names.ts";
import type { EntityModel } from "../model/entity-model.ts";
import type { ModelField } from "../model/model-field.ts";
import { SEARCH_COLUMN } from "../../schema/physical-table.ts";
import type { SearchFields } from "../../search/search-fields.ts";
import { searchVector } from "../../search/search-vector.ts";
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
      ${model.prepared} insert into ${model.table} as t (${columnList(columns)}, ${sql.id(SEARCH_COLUMN)})
      select ${columnList(columns, "r")}, ${sql.id("r", SEARCH_COLUMN)} from ${recordset(columns, chunk, model.searched)}
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
  const search = written.some((column) => column.searchable) ? model.searched : undefined;
  const assigned = [...written.map((column) => column.id), ...(search ? [SEARCH_COLUMN] : [])];
  for (let start = 0; start < records.length; start += CHUNK) {
    const chunk = records.slice(start, start + CHUNK);
    const { rows } = await sql<DatabaseRow>`
      ${model.prepared} update ${model.table} as t
      set ${sql.join(assigned.map((column) => sql`${sql.id(column)} = ${sql.id("r", column)}`))}
      from ${recordset([id, ...written], chunk, search)} where t.id = r.id
      returning ${selectList(model.columns)}`.execute(write.session.db);
    for (const row of rows) stored.set(textAt(row, "id"), toValues(row, model));
  }
  return stored;
}

/** The records as rows; with the searched fields also their keys, made here because that costs the database ten times as much. */
function recordset(
  columns: readonly ModelField[],
  records: readonly Values[],
  searched: SearchFields | undefined,
) {
  const rows = records.map((record) => ({
    ...pick(record, columns),
    ...(searched ? { [SEARCH_COLUMN]: searchVector(record, searched) } : {}),
  }));
  const shape = columns.map(
    ({ id, columnType }) => `${quoteIdentifier(id)} ${typeText(columnType ?? "text")}`,
  );
  if (searched) shape.push(`${quoteIdentifier(SEARCH_COLUMN)} tsvector`);
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(${sql.raw(shape.join(", "))})`;
}

function pick(record: Values, columns: readonly ModelField[]): Readonly<Record<string, Value>> {
  return Object.fromEntries(columns.map((column) => [column.id, record[column.id] ?? null]));
}
