import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { JournalDb } from "../journal/journal-db.ts";

/** A submission of a public form that is about to be written. */
export interface PublicEntry {
  readonly app: string;
  readonly form: string;
  /** What tells people apart, in clear; kept as a hash. */
  readonly person: string | null;
  readonly at: Date;
}

/** How many submissions a public form takes; nothing set limits nothing. */
export interface EntryLimits {
  readonly total?: number;
  readonly perPerson?: { readonly times: number; readonly within: "day" | "ever"; readonly timeZone: string };
}

/**
 * Notes a submission, unless the form has all it takes (`full`) or this person has filled it in often enough (`again`).
 * Inside the transaction of the write: submissions of a limited form wait for each other, so no limit is overrun.
 */
export async function admitEntry(
  db: JournalDb,
  entry: PublicEntry,
  { total, perPerson }: EntryLimits,
): Promise<"noted" | "full" | "again"> {
  const { app, form, at } = entry;
  // Where people are limited, those who say nothing of themselves count as one.
  const told = entry.person ?? (perPerson ? "" : null);
  const person = told === null ? null : hashOf(told, form);
  if (total !== undefined || perPerson !== undefined)
    await sql`select pg_advisory_xact_lock(hashtextextended(${`public-form/${app}/${form}`}, 0))`.execute(db);
  if (total !== undefined && (await isFull(db, { app, form, total }))) return "full";
  if (perPerson !== undefined) {
    const since =
      perPerson.within === "ever"
        ? sql`'-infinity'::timestamptz`
        : sql`date_trunc('day', ${at.toISOString()}::timestamptz, ${perPerson.timeZone})`;
    const { rows } = await sql<{ times: string }>`select count(*) as times from mortise.public_entry
      where app = ${app} and form = ${form} and person = ${person} and at >= ${since}`.execute(db);
    if (Number(rows[0]?.times ?? 0) >= perPerson.times) return "again";
  }
  await sql`insert into mortise.public_entry (app, form, person, at)
    values (${app}, ${form}, ${person}, ${at.toISOString()}::timestamptz)`.execute(db);
  return "noted";
}

/** Whether a form has all the submissions that it takes. */
export async function isFull(
  db: JournalDb,
  { app, form, total }: { readonly app: string; readonly form: string; readonly total: number },
): Promise<boolean> {
  const { rows } = await sql<{ entries: string }>`select count(*) as entries from (
      select 1 from mortise.public_entry where app = ${app} and form = ${form} limit ${total}
    ) entry`.execute(db);
  return Number(rows[0]?.entries ?? 0) >= total;
}

function hashOf(person: string, form: string): string {
  return createHash("sha256").update(`${form}\n${person}`).digest("hex");
}
