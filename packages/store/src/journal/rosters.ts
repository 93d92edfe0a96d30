import { createHash } from "node:crypto";
import { sql } from "kysely";
import { PREPARED } from "../database/preparing-client.ts";
import type { JournalDb } from "./journal-db.ts";
import { readRosterVersion, type RosterTeamRow, type RosterUserRow } from "./roster-rows.ts";

/** The people and teams of one moment, as one app saw them. */
export interface RosterRow {
  readonly users: readonly RosterUserRow[];
  readonly teams: readonly RosterTeamRow[];
  /** Who stood in for whom, as whoever keeps it has it. */
  readonly standIns: unknown;
  /** The work calendar of then; null where it was not kept. */
  readonly calendar: unknown;
}

/** The same as whoever keeps it has it. */
interface KeptRoster {
  readonly users: readonly object[];
  readonly teams: readonly object[];
  readonly standIns: object;
  readonly calendar: object;
}

/** Keys that lasting transactions have written, each with the mark of the people it stands for; so many are remembered. */
const KNOWN = new Set<string>();
const MOST_KNOWN = 1_000;
/** What a transaction has written last. */
const written = new WeakMap<JournalDb, string>();

/** By what key people and teams are kept: the same people give the same key. */
export function rosterKey({ users, teams, standIns, calendar }: KeptRoster): string {
  return createHash("sha256")
    .update(JSON.stringify([users, teams, standIns, calendar]))
    .digest("base64url")
    .slice(0, 22);
}

/** Keeps the people and teams among whom decisions of now are made, once for as long as nothing about them changes. */
export async function keepRoster(
  db: JournalDb,
  { key, now, ...roster }: KeptRoster & { readonly key: string; readonly now: Date },
): Promise<void> {
  // The mark is of one database only, the key is not.
  const known = `${await readRosterVersion(db)} ${key}`;
  if (KNOWN.has(known)) return;
  const { rows } = await sql`${PREPARED} select from mortise.flow_roster where key = ${key}`.execute(db);
  if (rows.length > 0) {
    // What this very transaction wrote may still be taken back.
    if (written.get(db) === key) return;
    if (KNOWN.size >= MOST_KNOWN) KNOWN.clear();
    KNOWN.add(known);
    return;
  }
  written.set(db, key);
  await sql`insert into mortise.flow_roster (key, users, teams, stand_ins, calendar, kept_at)
    values (${key}, ${JSON.stringify(roster.users)}::jsonb, ${JSON.stringify(roster.teams)}::jsonb,
      ${JSON.stringify(roster.standIns)}::jsonb, ${JSON.stringify(roster.calendar)}::jsonb, ${now.toISOString()}::timestamptz)
    on conflict do nothing`.execute(db);
}

/** People and teams by their keys. */
export async function rostersByKey(
  db: JournalDb,
  keys: readonly string[],
): Promise<ReadonlyMap<string, RosterRow>> {
  const { rows } = await sql<RosterRow & { readonly key: string }>`
    select key, users, teams, stand_ins as "standIns", calendar from mortise.flow_roster where key = any(${[...new Set(keys)]}::text[])`.execute(
    db,
  );
  return new Map(rows.map(({ key, ...roster }) => [key, roster]));
}
