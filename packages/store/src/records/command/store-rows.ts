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
  fromDatabase,
  selectList,
  toValues,
  type Values,
  textAt,
} from "../model/row-values.ts";
import { typeText } from "../sql-text.ts";
import type { Write } from "../session/write-session.ts";

/** Rows of one statement: few enough for the memory of a parameter, many enough for speed. */
const CHUNK = 2_000;
/** From so many rows on, it pays to leave out the columns that none of them fills; below, one prepared shape serves all. */
const BULK = 50;

/** Inserts complete records and answers them as stored, in the given order. One parameter per statement, whatever the number of rows. */
export async function insertRows(
  write: Write,
  model: EntityModel,
  records: readonly Values[],
): Promise<readonly Values[]> {
  const stored = new Map<string, Values>();
  for (let start = 0; start < records.length; start += CHUNK) {
    const chunk = records.slice(start, start + CHUNK);
    const isBulk = chunk.length >= BULK;
    const columns = isBulk ? filledColumns(model, chunk) : model.columns;
    const { rows } = await sql<DatabaseRow>`
      ${isBulk ? sql`` : model.prepared} insert into ${model.table} as t (${columnList(columns)}, ${sql.id(SEARCH_COLUMN)})
      select ${columnList(columns, "r")}, ${sql.id("r", SEARCH_COLUMN)} from ${recordset(columns, chunk, model.searched)}
      returning ${selectList(columns)}`.execute(write.session.db);
    for (const row of rows) stored.set(textAt(row, "id"), toValues(row, model));
  }
  return records.map((record) => stored.get(textAt(record, "id")) ?? record);
}

function filledColumns(model: EntityModel, records: readonly Values[]): readonly ModelField[] {
  return model.columns.filter(({ id }) => records.some((record) => (record[id] ?? null) !== null));
}

/** Writes the given columns of existing records, which come with all their values, and answers the records as stored. */
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
      returning ${selectList([id, ...written])}`.execute(write.session.db);
    const given = new Map(chunk.map((record) => [textAt(record, "id"), record]));
    for (const row of rows) {
      const values: Values = { ...given.get(textAt(row, "id")) };
      for (const column of written) values[column.id] = fromDatabase(row[column.id], column);
      stored.set(textAt(row, "id"), values);
    }
  }
  return stored;
}

/** The records as rows; with the searched fields also their keys, made here because that costs the database ten times as much. */
function recordset(
  columns: readonly ModelField[],
  records: readonly Values[],
  searched: SearchFields | undefined,
) {
  const rows = records.map((record) => {
    const row: Record<string, Value> = {};
    for (const { id } of columns) row[id] = record[id] ?? null;
    if (searched) row[SEARCH_COLUMN] = searchVector(record, searched);
    return row;
  });
  const shape = columns.map(
    ({ id, columnType }) => `${quoteIdentifier(id)} ${typeText(columnType ?? "text")}`,
  );
  if (searched) shape.push(`${quoteIdentifier(SEARCH_COLUMN)} tsvector`);
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(${sql.raw(shape.join(", "))})`;
}
