import { sql } from "kysely";
import type { JournalDb } from "../journal/journal-db.ts";

/** Days that settled sends are kept where an app does not say otherwise. */
export const SENDS_KEPT_DAYS = 30;
/** Days after which also those go that failed and that nobody has dealt with. */
const DEAD_KEPT_DAYS = 365;
/** Rows deleted in one statement. */
const AT_ONCE = 2_000;

/** For how many days an app keeps what was sent. */
export async function sendRetention(db: JournalDb, app: string): Promise<number> {
  const { rows } = await sql<{ days: number }>`
    select days from mortise.outbox_retention where app = ${app}`.execute(db);
  return rows[0]?.days ?? SENDS_KEPT_DAYS;
}

/** Says for how many days an app keeps what was sent. */
export async function setSendRetention(db: JournalDb, app: string, days: number): Promise<void> {
  await sql`
    insert into mortise.outbox_retention (app, days) values (${app}, ${days})
    on conflict (app) do update set days = excluded.days`.execute(db);
}

/**
 * Deletes what was sent or dropped longer ago than its app keeps it, and what failed and nobody has dealt with for a year. What
 * a run still has to hear of stays. Says how many went; call again while it is not 0.
 */
export async function tidySends(db: JournalDb, now: Date): Promise<number> {
  const at = now.toISOString();
  const { rows } = await sql<{ n: number }>`
    with old as (
      select o.id from mortise.outbox o left join mortise.outbox_retention k on k.app = o.app
      where o.settled_at < ${at}::timestamptz - make_interval(days => case o.status when 'dead'
          then greatest(${DEAD_KEPT_DAYS}, coalesce(k.days, 0)) else coalesce(k.days, ${SENDS_KEPT_DAYS}) end)
        and not (o.tells and exists (select from mortise.flow_run r where r.id = o.run and r.status not in ('done', 'cancelled')))
      limit ${AT_ONCE} for update of o skip locked),
    gone as (delete from mortise.outbox o using old where o.id = old.id returning o.id)
    select count(*)::int as n from gone`.execute(db);
  if (rows[0]?.n === 0)
    await sql`delete from mortise.outbox_target t where not exists (
      select from mortise.outbox o where o.target = t.target) and (t.rests_until is null or t.rests_until < ${at}::timestamptz)`.execute(
      db,
    );
  return rows[0]?.n ?? 0;
}
