import { sql } from "kysely";
import { SEARCH_COLUMN } from "../../schema/physical-table.ts";
import type { EntityModel } from "../model/entity-model.ts";
import type { ModelField } from "../model/model-field.ts";
import {
  columnList,
  type DatabaseRow,
  fromDatabase,
  selectList,
  toValues,
  type Values,
  textAt,
} from "../model/row-values.ts";
import { changeOwn, keepOwn } from "../session/own-rows.ts";
import type { Write } from "../session/write-session.ts";
import type { StatementParts } from "../history/record-history.ts";
import { noteRosterVersion } from "../../journal/roster-rows.ts";
import { recordset } from "./recordset.ts";
import { sealValues } from "./seal-values.ts";
import { storeParts } from "./store-parts.ts";
import { streamRows } from "./stream-rows.ts";

/** Rows of one statement: few enough for the memory of a parameter, many enough for speed. */
const CHUNK = 2_000;
/** From so many rows on, it pays to leave out the columns that none of them fills; below, one prepared shape serves all. */
const BULK = 50;
/** From so many rows on, streaming them costs less than what it takes to begin. */
const STREAMED = 100;

/**
 * Inserts complete records and answers them as stored, in the given order. One statement per chunk, whatever the number
 * of rows: many are streamed, few come as one parameter.
 */
export async function insertRows(
  write: Write,
  model: EntityModel,
  records: readonly Values[],
): Promise<readonly Values[]> {
  sealValues(model, records);
  const stored =
    records.length < STREAMED
      ? await insertChunks(write, model, records)
      : await streamAll(write, model, records);
  keepOwn(write, model, stored);
  return stored;
}

async function streamAll(
  write: Write,
  model: EntityModel,
  records: readonly Values[],
): Promise<readonly Values[]> {
  const stored: Values[] = [];
  for (let start = 0; start < records.length; start += CHUNK) {
    const chunk = records.slice(start, start + CHUNK);
    const columns = filledColumns(model.columns, chunk);
    const left = model.parts.length > 0 ? chunk : await streamRows(write, model, { columns, rows: chunk });
    const others = await insertChunks(write, model, left);
    for (const values of withOthers(chunk, others)) stored.push(values);
  }
  return stored;
}

/** The records, with those that the database gave back in their places. */
function withOthers(records: readonly Values[], others: readonly Values[]): readonly Values[] {
  if (others.length === 0) return records;
  const byId = new Map(others.map((values) => [textAt(values, "id"), values]));
  return records.map((record) => byId.get(textAt(record, "id")) ?? record);
}

async function insertChunks(
  write: Write,
  model: EntityModel,
  records: readonly Values[],
): Promise<readonly Values[]> {
  const stored = new Map<string, Values>();
  const home = homeColumns(model, model.columns);
  for (let start = 0; start < records.length; start += CHUNK) {
    const chunk = records.slice(start, start + CHUNK);
    const isBulk = chunk.length >= BULK;
    const columns = isBulk ? filledColumns(home, chunk) : home;
    const { rows } = await sql<DatabaseRow>`
      ${isBulk ? sql`` : model.prepared} insert into ${model.home} as t (${columnList(columns)}, ${sql.id(SEARCH_COLUMN)})
      select ${columnList(columns, "r")}, ${sql.id("r", SEARCH_COLUMN)} from ${recordset(columns, chunk, model.searched)}
      returning ${selectList(columns)}`.execute(write.session.db);
    if (model.parts.length > 0)
      await keepParts(write, model, { stored, records: chunk, columns: model.columns });
    else for (const row of rows) stored.set(textAt(row, "id"), toValues(row, model));
  }
  return records.map((record) => stored.get(textAt(record, "id")) ?? record);
}

function filledColumns(columns: readonly ModelField[], records: readonly Values[]): readonly ModelField[] {
  const filled = new Set<string>();
  for (const record of records)
    for (const id in record) if (!filled.has(id) && (record[id] ?? null) !== null) filled.add(id);
  return columns.filter(({ id }) => filled.has(id));
}

/** Existing records with all their values, and which columns of them are written. */
export interface RowUpdate {
  readonly records: readonly Values[];
  readonly columns: readonly ModelField[];
  /** What the same statement does besides; rows of one chunk only, of an entity in one table. */
  readonly beside?: StatementParts;
}

/** So many rows are changed by one statement. */
export const MOST_UPDATED = CHUNK;

/** Writes the given columns of existing records and answers the records as stored. */
export async function updateRows(
  write: Write,
  model: EntityModel,
  { records, columns, beside }: RowUpdate,
): Promise<ReadonlyMap<string, Values>> {
  sealValues(model, records);
  const stored = new Map<string, Values>();
  const id = model.need("id");
  const written = columns.filter((column) => column.id !== "id");
  const search = written.some((column) => column.searchable) ? model.searched : undefined;
  const own = homeColumns(model, written);
  const assigned = [...own.map((column) => column.id), ...(search ? [SEARCH_COLUMN] : [])];
  for (let start = 0; start < records.length; start += CHUNK) {
    const chunk = records.slice(start, start + CHUNK);
    const update = sql`update ${model.home} as t
      set ${sql.join(assigned.map((column) => sql`${sql.id(column)} = ${sql.id("r", column)}`))}
      from ${recordset([id, ...own], chunk, search)} where t.id = r.id
      returning ${selectList([id, ...own])}`;
    const statement = beside
      ? sql<DatabaseRow>`${model.prepared} with stored as (${update}), ${sql.join([...beside.parts])} select *${beside.list} from stored`
      : sql<DatabaseRow>`${model.prepared} ${update}`;
    const { rows } = await statement.execute(write.session.db);
    if (beside) noteRosterVersion(write.session.db, rows);
    if (model.parts.length > 0) await keepParts(write, model, { stored, records: chunk, columns: written });
    else for (const [key, values] of writtenValues(chunk, rows, own)) stored.set(key, values);
  }
  changeOwn(write, model, stored);
  return stored;
}

/** The records with what the database made of the columns that were written. */
function writtenValues(
  records: readonly Values[],
  rows: readonly DatabaseRow[],
  columns: readonly ModelField[],
): readonly (readonly [id: string, values: Values])[] {
  const given = new Map(records.map((record) => [textAt(record, "id"), record]));
  return rows.map((row) => {
    const id = textAt(row, "id");
    const values: Values = { ...given.get(id) };
    for (const column of columns) values[column.id] = fromDatabase(row[column.id], column);
    return [id, values];
  });
}

function homeColumns(model: EntityModel, columns: readonly ModelField[]): readonly ModelField[] {
  if (model.parts.length === 0) return columns;
  return columns.filter(({ id }) => !model.parts.some(({ fields }) => fields.has(id)));
}

async function keepParts(
  write: Write,
  model: EntityModel,
  {
    stored,
    ...change
  }: {
    readonly stored: Map<string, Values>;
    readonly records: readonly Values[];
    readonly columns: readonly ModelField[];
  },
): Promise<void> {
  for (const [id, values] of await storeParts(write, model, change)) stored.set(id, values);
}
