import { sql } from "kysely";
import { PREPARED } from "../database/preparing-client.ts";
import type { Sql } from "../records/sql-text.ts";
import type { JournalDb } from "./journal-db.ts";

/** What somebody was given by flows, of the records of one entity. */
export interface TallyRow {
  /** The last day on which they were given something: `2026-11-22`. */
  readonly day: string;
  /** How many on that day. */
  readonly given: number;
  /** When they were given the last one. */
  readonly last: string | null;
  /** The greater, the later they were given it. */
  readonly turn: number;
}

/** Records that somebody was given, to be kept. */
export interface GivenRow {
  readonly app: string;
  readonly entity: string;
  readonly account: string;
  readonly day: string;
  /** Negative when somebody gave back what they had been offered. */
  readonly given: number;
  readonly last: string | null;
}

/** Of which app and entity. */
export interface TallyPlace {
  readonly app: string;
  readonly entity: string;
}

/** What everybody was given of an entity, by person; nothing is locked. */
export async function readTallies(
  db: JournalDb,
  { app, entity }: TallyPlace,
): Promise<Readonly<Record<string, TallyRow>>> {
  const { rows } = await sql<TallyRow & { readonly account: string }>`
    ${PREPARED} select account, day::text as day, greatest(given, 0) as given, last_at as last, turn::float8 as turn
    from mortise.assign_tally where app = ${app} and entity = ${entity}`.execute(db);
  return Object.fromEntries(rows.map(({ account, ...row }) => [account, row]));
}

/**
 * The same, and whoever else wants to share out records of the entity by it waits until the transaction ends: what was read
 * stays true for as long.
 */
export async function lockTallies(
  db: JournalDb,
  place: TallyPlace,
): Promise<Readonly<Record<string, TallyRow>>> {
  const key = `assign/${place.app}/${place.entity}`;
  await sql`${PREPARED} select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(db);
  return readTallies(db, place);
}

/** Adds what people were given, as a part of a statement; whoever comes later in the list has waited less long. */
export function talliesPart(rows: readonly GivenRow[]): Sql {
  // Rows are written in one order by everybody, so that two batches never wait for each other.
  return sql`
    insert into mortise.assign_tally as t (app, entity, account, day, given, last_at, turn)
    select app, entity, account, day, given, last, turn from (
      select r.*, case when r.last is null then 0 else nextval('mortise.decision_turn') end as turn
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r(app text, entity text, account uuid, day date, given integer, last timestamptz) offset 0) as g
    order by app, entity, account
    on conflict (app, entity, account) do update set
      given = case when t.day = excluded.day then greatest(t.given + excluded.given, 0)
        when t.day < excluded.day then excluded.given else t.given end,
      day = greatest(t.day, excluded.day), last_at = greatest(t.last_at, excluded.last_at),
      turn = greatest(t.turn, excluded.turn)`;
}
