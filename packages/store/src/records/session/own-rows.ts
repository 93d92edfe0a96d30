import type { Kysely } from "kysely";
import type { SystemDatabase } from "../../system-schema.ts";
import type { EntityModel } from "../model/entity-model.ts";
import type { Values } from "../model/row-values.ts";
import type { Write } from "./write-session.ts";

type RowsById = Map<string, Values>;

/** By transaction and `app/entity`. */
const own = new WeakMap<Kysely<SystemDatabase>, Map<string, RowsById>>();
/** So many rows of one entity are remembered; a transaction that makes more reads them again. */
const MOST_ROWS = 5_000;

/**
 * Remembers rows that this transaction has inserted. Nobody else sees them before it commits: until then they need no
 * lock and are not read again.
 */
export function keepOwn({ session, app }: Write, model: EntityModel, records: readonly Values[]): void {
  const ofEntities = own.get(session.db) ?? new Map<string, RowsById>();
  own.set(session.db, ofEntities);
  const key = `${app}/${model.id}`;
  const rows: RowsById = ofEntities.get(key) ?? new Map<string, Values>();
  if (rows.size + records.length > MOST_ROWS) return;
  ofEntities.set(key, rows);
  for (const values of records) rows.set(String(values["id"]), columnsOf(model, values));
}

/** The rows with these ids, when the transaction knows all of them as its own; the caller may change what it gets. */
export function ownRows(
  { session, app }: Write,
  model: EntityModel,
  ids: readonly string[],
): ReadonlyMap<string, Values> | undefined {
  const rows = own.get(session.db)?.get(`${app}/${model.id}`);
  if (!rows) return undefined;
  const found = new Map<string, Values>();
  for (const id of ids) {
    const values = rows.get(id);
    if (!values) return undefined;
    found.set(id, { ...values });
  }
  return found;
}

/** Takes over what was written to rows of which some may be the transaction's own; they come with all their values. */
export function changeOwn(
  { session, app }: Write,
  model: EntityModel,
  stored: ReadonlyMap<string, Values>,
): void {
  const rows = own.get(session.db)?.get(`${app}/${model.id}`);
  if (!rows) return;
  for (const [id, values] of stored) if (rows.has(id)) rows.set(id, columnsOf(model, values));
}

/** Forgets the rows: something else has changed some of them, or a part of the transaction was taken back. */
export function forgetOwn(db: Kysely<SystemDatabase>): void {
  own.delete(db);
}

function columnsOf(model: EntityModel, values: Values): Values {
  const row: Values = {};
  for (const { id } of model.columns) row[id] = values[id] ?? null;
  return row;
}
