import { sql } from "kysely";
import type { JournalDb } from "../journal/journal-db.ts";

/** What a code is for: the answer of a field, by its hash. */
export interface CodeTarget {
  readonly app: string;
  readonly form: string;
  readonly field: string;
  readonly target: string;
}

/** A code that is about to be sent. */
export interface VisitorCode extends CodeTarget {
  readonly id: string;
  /** Whose request it was: the hash of the network address. */
  readonly peer: string;
  readonly at: Date;
  readonly until: Date;
}

/** At most so many codes within so many seconds. */
export interface CodeLimit {
  readonly of: "target" | "peer" | "form";
  readonly count: number;
  readonly seconds: number;
}

/** Wrong codes that are looked at; then a new one has to be asked for. */
const MOST_TRIES = 5;

/** Notes a code, unless a limit is reached: then the seconds until it may be asked for again. Requests wait for each other. */
export async function noteCode(
  db: JournalDb,
  code: VisitorCode,
  limits: readonly CodeLimit[],
): Promise<"noted" | number> {
  await sql`select pg_advisory_xact_lock(hashtextextended('visitor-code', 0))`.execute(db);
  const at = sql`${code.at.toISOString()}::timestamptz`;
  const waits = limits.map(({ of, count, seconds }) => {
    const same =
      of === "form" ? sql`app = ${code.app} and form = ${code.form}` : sql`${sql.ref(of)} = ${code[of]}`;
    const since = sql`${at} - make_interval(secs => ${seconds})`;
    // The one that has to leave the window first.
    return sql`(select ceil(extract(epoch from at - (${since}))) from mortise.visitor_code
      where ${same} and at > ${since} order by at desc offset ${count - 1} limit 1)`;
  });
  const { rows } = await sql<{ wait: string | null }>`select greatest(${sql.join(waits)}) as wait`.execute(
    db,
  );
  const wait = rows[0]?.wait ?? null;
  if (wait !== null) return Math.max(1, Number(wait));
  await sql`insert into mortise.visitor_code (id, app, form, field, target, peer, at, until)
    values (${code.id}::uuid, ${code.app}, ${code.form}, ${code.field}, ${code.target}, ${code.peer},
      ${at}, ${code.until.toISOString()}::timestamptz)`.execute(db);
  return "noted";
}

/**
 * Counts a try and gives the id of the code that was sent last, while it is good: not too old, not tried too often, and
 * not used but by the same submission, which may be repeated.
 */
export async function tryCode(
  db: JournalDb,
  { app, form, field, target }: CodeTarget,
  { at, holder }: { readonly at: Date; readonly holder: string },
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    update mortise.visitor_code set tries = tries + 1
    where id = (select id from mortise.visitor_code
        where target = ${target} and app = ${app} and form = ${form} and field = ${field}
        order by at desc limit 1)
      and until > ${at.toISOString()}::timestamptz and tries < ${MOST_TRIES}
      and (used_by is null or used_by = ${holder})
    returning id`.execute(db);
  return rows[0]?.id;
}

/** Uses up a code, in the transaction of the write; false when another submission has. */
export async function useCode(db: JournalDb, id: string, holder: string): Promise<boolean> {
  const { rows } = await sql`update mortise.visitor_code set used_by = ${holder}
    where id = ${id}::uuid and used_by is null returning id`.execute(db);
  return rows.length > 0;
}
