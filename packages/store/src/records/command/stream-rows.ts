import { sql } from "kysely";
import { BinaryWriter } from "../../database/binary-writer.ts";
import { copyInto, PREPARED } from "../../database/preparing-client.ts";
import { quoteIdentifier, tableName } from "../../schema/names.ts";
import { SEARCH_COLUMN } from "../../schema/physical-table.ts";
import { writeSearchVector } from "../../search/search-vector.ts";
import type { EntityModel } from "../model/entity-model.ts";
import type { ModelField } from "../model/model-field.ts";
import type { Values } from "../model/row-values.ts";
import type { Write } from "../session/write-session.ts";
import { type BinaryValue, binaryValue } from "./binary-values.ts";
import { Breath } from "../../breath.ts";

/** What a stream begins with: a mark that tells damage by other programs, no flags, nothing further. */
const HEAD = Buffer.from("PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0", "latin1");
/** From so many rows on, their search keys fill a good part of the list that an index has by default. */
const MANY = 500;
const LONG_LIST = "256MB";
const END = -1;
const NULL_LENGTH = -1;

/** Rows and the columns that some of them fill. */
export interface StreamedRows {
  readonly columns: readonly ModelField[];
  readonly rows: readonly Values[];
}

interface StreamedColumn {
  readonly id: string;
  readonly write: BinaryValue;
}

/**
 * Inserts rows by COPY, with their search keys. False, and nothing is done, when a value has no binary form here. The
 * values of records are in the form in which the database gives them back: empty columns become null, nothing is read.
 */
export async function streamRows(
  write: Write,
  model: EntityModel,
  { columns, rows }: StreamedRows,
): Promise<boolean> {
  const writers: StreamedColumn[] = [];
  for (const { id, columnType } of columns) {
    const writer = binaryValue(columnType ?? "");
    if (!writer) return false;
    writers.push({ id, write: writer });
  }
  const stream = await streamOf(model, writers, rows);
  if (!stream) return false;
  const names = [...columns.map(({ id }) => id), SEARCH_COLUMN].map(quoteIdentifier);
  if (rows.length >= MANY) await prepare(write, model, rows.length);
  await copyInto(write.session.db, `${tableName(model.app, model.id)} (${names.join(", ")})`, stream);
  // Whoever reacts is promised complete values; an import without flows need not make them.
  if (write.cause.skipFlows !== true)
    for (const values of rows) for (const { id } of model.columns) values[id] ??= null;
  return true;
}

/** Has the keys of many rows taken to their places by another connection, beside this one. */
async function prepare(write: Write, model: EntityModel, rows: number): Promise<void> {
  const { bulk, lasting, db } = write.session;
  const commit = lasting ? sql`` : sql`, set_config('synchronous_commit', 'off', true)`;
  await sql`${PREPARED} select set_config('gin_pending_list_limit', ${LONG_LIST}, true) ${commit}`.execute(
    db,
  );
  const key = `${model.app}/${model.id}`;
  bulk.set(key, {
    table: tableName(model.app, model.id),
    rows: (bulk.get(key)?.rows ?? 0) + rows,
    hasKeys: model.searched.words.length + model.searched.digits.length > 0,
  });
}

async function streamOf(
  model: EntityModel,
  columns: readonly StreamedColumn[],
  rows: readonly Values[],
): Promise<Buffer | undefined> {
  const out = new BinaryWriter();
  const breath = new Breath();
  out.bytes(HEAD);
  for (const values of rows) {
    if (breath.isDue()) await breath.take();
    out.int16(columns.length + 1);
    for (const { id, write } of columns) {
      const value = values[id] ?? null;
      if (value === null) {
        out.int32(NULL_LENGTH);
        continue;
      }
      const place = out.reserve();
      if (!write(value, out)) return undefined;
      out.fill(place);
    }
    const place = out.reserve();
    writeSearchVector(values, model.searched, out);
    out.fill(place);
  }
  out.int16(END);
  return out.take();
}
