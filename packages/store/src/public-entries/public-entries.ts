import { createHash } from "node:crypto";
import { type RawBuilder, sql } from "kysely";
import type { JournalDb } from "../journal/journal-db.ts";

/** A submission of a public form that is about to be written. */
export interface PublicEntry {
  readonly app: string;
  readonly form: string;
  /** The link it came by; empty for the form's first one. */
  readonly link: string;
  /** What tells people apart, in clear; kept as a hash. */
  readonly person: string | null;
  readonly at: Date;
}

/** Which submissions are counted together: those by one link, or those by all links but some. */
export type CountedTogether = { readonly only: string } | { readonly except: readonly string[] };

/** How many submissions a public form takes; nothing set limits nothing. */
export interface EntryLimits {
  readonly counted: CountedTogether;
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
  { counted, total, perPerson }: EntryLimits,
): Promise<"noted" | "full" | "again"> {
  const { app, form, link, at } = entry;
  // Where people are limited, those who say nothing of themselves count as one.
  const told = entry.person ?? (perPerson ? "" : null);
  const person = told === null ? null : hashOf(told, form);
  if (total !== undefined || perPerson !== undefined)
    await sql`select pg_advisory_xact_lock(hashtextextended(${`public-form/${app}/${form}`}, 0))`.execute(db);
  if (total !== undefined && (await isFull(db, { app, form, counted, total }))) return "full";
  if (perPerson !== undefined) {
    const since =
      perPerson.within === "ever"
        ? sql`'-infinity'::timestamptz`
        : sql`date_trunc('day', ${at.toISOString()}::timestamptz, ${perPerson.timeZone})`;
    const { rows } = await sql<{ times: string }>`select count(*) as times from mortise.public_entry
      where app = ${app} and form = ${form} and person = ${person} and at >= ${since}
        and ${countedBy(counted)}`.execute(db);
    if (Number(rows[0]?.times ?? 0) >= perPerson.times) return "again";
  }
  await sql`insert into mortise.public_entry (app, form, link, person, at)
    values (${app}, ${form}, ${link}, ${person}, ${at.toISOString()}::timestamptz)`.execute(db);
  return "noted";
}

/** A form of an app. */
export interface FormPlace {
  readonly app: string;
  readonly form: string;
}

/** Whether a form has all the submissions that it takes. */
export async function isFull(
  db: JournalDb,
  { app, form, counted, total }: FormPlace & Pick<EntryLimits, "counted"> & { readonly total: number },
): Promise<boolean> {
  const { rows } = await sql<{ entries: string }>`select count(*) as entries from (
      select 1 from mortise.public_entry where app = ${app} and form = ${form}
        and ${countedBy(counted)} limit ${total}
    ) entry`.execute(db);
  return Number(rows[0]?.entries ?? 0) >= total;
}

function countedBy(counted: CountedTogether): RawBuilder<boolean> {
  if ("only" in counted) return sql<boolean>`link = ${counted.only}`;
  return sql<boolean>`not link = any(${[...counted.except]}::text[])`;
}

/** How often a form was filled in by one of its links. */
export interface LinkCount {
  readonly link: string;
  readonly submissions: number;
  /** Of the last one. */
  readonly last: Date;
}

/** Counting ends there: more is told as “so many, and more”. */
export const MOST_COUNTED = 100_000;

/** How often a form was filled in, by link; links without a submission are left out. */
export async function countByLink(
  db: JournalDb,
  { app, form, links }: FormPlace & { readonly links: readonly string[] },
): Promise<readonly LinkCount[]> {
  const { rows } = await sql<{ link: string; submissions: string; last: string }>`
    select given.link, counted.submissions, newest.at as last
    from unnest(${[...links]}::text[]) given(link)
    cross join lateral (select count(*) as submissions from (
      select 1 from mortise.public_entry entry
      where entry.app = ${app} and entry.form = ${form} and entry.link = given.link
      limit ${MOST_COUNTED + 1}) few) counted
    cross join lateral (select entry.at from mortise.public_entry entry
      where entry.app = ${app} and entry.form = ${form} and entry.link = given.link
      order by entry.at desc limit 1) newest`.execute(db);
  return rows.map(({ link, submissions, last }) => ({
    link,
    submissions: Number(submissions),
    last: new Date(last),
  }));
}

function hashOf(person: string, form: string): string {
  return createHash("sha256").update(`${form}\n${person}`).digest("hex");
}
