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

/** For how long submissions are counted: all the time, the calendar month, the calendar day. */
export type EntrySpan = "ever" | "month" | "day";

/** How many submissions a public form takes from everybody together; nothing set limits nothing. */
export interface PlaceLimits {
  readonly counted: CountedTogether;
  readonly total?: number;
  readonly perMonth?: number;
  readonly perDay?: number;
  /** By whose clock months and days begin. */
  readonly timeZone: string;
}

/** How many submissions a public form takes, and how many from one person. */
export interface EntryLimits extends PlaceLimits {
  readonly perPerson?: { readonly times: number; readonly within: "day" | "ever" };
}

/** What becomes of a submission: `full` says for how long nobody's is taken, `again` that this person's is not. */
export type Admission =
  | { readonly kind: "noted" | "again" }
  | { readonly kind: "full"; readonly within: EntrySpan };

/**
 * Notes a submission, unless the form has all it takes (`full`) or this person has filled it in often enough (`again`).
 * Inside the transaction of the write: submissions of a limited form wait for each other, so no limit is overrun.
 */
export async function admitEntry(db: JournalDb, entry: PublicEntry, limits: EntryLimits): Promise<Admission> {
  const { counted, perPerson, timeZone } = limits;
  const { app, form, link, at } = entry;
  // Where people are limited, those who say nothing of themselves count as one.
  const told = entry.person ?? (perPerson ? "" : null);
  const person = told === null ? null : hashOf(told, form);
  if (limitsPlaces(limits) || perPerson !== undefined)
    await sql`select pg_advisory_xact_lock(hashtextextended(${`public-form/${app}/${form}`}, 0))`.execute(db);
  const within = await fullWithin(db, { app, form, at }, limits);
  if (within !== undefined) return { kind: "full", within };
  if (perPerson !== undefined) {
    const since = beginningOf(perPerson.within, at, timeZone);
    const { rows } = await sql<{ times: string }>`select count(*) as times from mortise.public_entry
      where app = ${app} and form = ${form} and person = ${person} and at >= ${since}
        and ${countedBy(counted)}`.execute(db);
    if (Number(rows[0]?.times ?? 0) >= perPerson.times) return { kind: "again" };
  }
  await sql`insert into mortise.public_entry (app, form, link, person, at)
    values (${app}, ${form}, ${link}, ${person}, ${at.toISOString()}::timestamptz)`.execute(db);
  return { kind: "noted" };
}

/** A form of an app. */
export interface FormPlace {
  readonly app: string;
  readonly form: string;
}

function limitsPlaces({ total, perMonth, perDay }: PlaceLimits): boolean {
  return total !== undefined || perMonth !== undefined || perDay !== undefined;
}

/** For how long, from a moment on, a form has all the submissions that it takes; undefined while there are places left. */
export async function fullWithin(
  db: JournalDb,
  { app, form, at }: FormPlace & Pick<PublicEntry, "at">,
  { counted, total, perMonth, perDay, timeZone }: PlaceLimits,
): Promise<EntrySpan | undefined> {
  // The longest first: whoever is told of tomorrow has to find a place then.
  const limits = [
    ["ever", total],
    ["month", perMonth],
    ["day", perDay],
  ] as const;
  for (const [within, most] of limits) {
    if (most === undefined) continue;
    const { rows } = await sql<{ entries: string }>`select count(*) as entries from (
        select 1 from mortise.public_entry where app = ${app} and form = ${form}
          and at >= ${beginningOf(within, at, timeZone)} and ${countedBy(counted)} limit ${most}
      ) entry`.execute(db);
    if (Number(rows[0]?.entries ?? 0) >= most) return within;
  }
  return undefined;
}

function beginningOf(within: EntrySpan, at: Date, timeZone: string): RawBuilder<Date> {
  if (within === "ever") return sql<Date>`'-infinity'::timestamptz`;
  return sql<Date>`date_trunc(${within}, ${at.toISOString()}::timestamptz, ${timeZone})`;
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
