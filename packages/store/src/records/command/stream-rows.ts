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
/** Bytes that are sent together. */
const PIECE = 131_072;
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
 * Inserts rows by COPY, with their search keys, and answers those that it left out: a value of theirs has no binary form
 * here. The values of records are in the form in which the database gives them back: empty columns become null, nothing
 * is read.
 */
export async function streamRows(
  write: Write,
  model: EntityModel,
  { columns, rows }: StreamedRows,
): Promise<readonly Values[]> {
  const writers: StreamedColumn[] = [];
  for (const { id, columnType } of columns) {
    const writer = binaryValue(columnType ?? "");
    if (!writer) return rows;
    writers.push({ id, write: writer });
  }
  if (rows.length >= MANY) await prepare(write, model, rows.length);
  const names = [...columns.map(({ id }) => id), SEARCH_COLUMN].map(quoteIdentifier);
  const left: Values[] = [];
  const target = `${tableName(model.app, model.id)} (${names.join(", ")})`;
  await copyInto(write.session.db, target, rowPieces(model.searched, writers, { rows, left }));
  // Whoever reacts is promised complete values; an import without flows need not make them.
  if (write.cause.skipFlows !== true)
    for (const values of rows) for (const { id } of model.columns) values[id] ??= null;
  return left;
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

/**
 * The rows in binary form with their keys, some at a time: the database takes the first in while the next are being
 * written. Those of which a value has no binary form are put into `left`.
 */
export async function* rowPieces(
  searched: EntityModel["searched"],
  columns: readonly StreamedColumn[],
  { rows, left }: { readonly rows: readonly Values[]; readonly left: Values[] },
): AsyncGenerator<Buffer> {
  const out = new BinaryWriter(PIECE * 2);
  const breath = new Breath();
  out.bytes(HEAD);
  for (const values of rows) {
    if (breath.isDue()) await breath.take();
    const start = out.length;
    if (writeRow(out, columns, values)) {
      const place = out.reserve();
      writeSearchVector(values, searched, out);
      out.fill(place);
    } else {
      out.backTo(start);
      left.push(values);
    }
    if (out.length >= PIECE) yield out.take();
  }
  out.int16(END);
  yield out.take();
}

/** False when a value has no binary form. */
function writeRow(out: BinaryWriter, columns: readonly StreamedColumn[], values: Values): boolean {
  out.int16(columns.length + 1);
  for (const { id, write } of columns) {
    const value = values[id] ?? null;
    if (value === null) {
      out.int32(NULL_LENGTH);
      continue;
    }
    const place = out.reserve();
    if (!write(value, out)) return false;
    out.fill(place);
  }
  return true;
}
