import { sql } from "kysely";
import { type FlowKey, flowSet } from "./flow-plans.ts";
import { chunks, type JournalDb } from "./journal-db.ts";

/** One flow and one record. */
export interface AppointmentKey {
  readonly app: string;
  readonly flow: string;
  readonly record: string;
}

/** When a flow starts for a record; null when it has started and is not to start again yet. */
export interface AppointmentRow extends AppointmentKey {
  readonly due_at: string | null;
}

/** Keeps appointments; those of `rows` take the place of older ones, those of `unlessKept` only stand where there is none. */
export async function keepAppointments(
  db: JournalDb,
  {
    rows,
    unlessKept,
  }: { readonly rows: readonly AppointmentRow[]; readonly unlessKept: readonly AppointmentRow[] },
): Promise<void> {
  for (const some of chunks(rows))
    await sql`
      insert into mortise.appointment as kept (app, flow, record, due_at) select * from ${recordset(some)}
      on conflict (app, flow, record) do update set due_at = excluded.due_at
        where kept.due_at is distinct from excluded.due_at`.execute(db);
  for (const some of chunks(unlessKept))
    await sql`
      insert into mortise.appointment (app, flow, record, due_at) select * from ${recordset(some)}
      on conflict (app, flow, record) do nothing`.execute(db);
}

function recordset(rows: readonly AppointmentRow[]) {
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(app text, flow text, record uuid, due_at timestamptz)`;
}

/** Forgets appointments. */
export async function dropAppointments(db: JournalDb, keys: readonly AppointmentKey[]): Promise<void> {
  for (const some of chunks(keys))
    await sql`
      delete from mortise.appointment a
      using jsonb_to_recordset(${JSON.stringify(some)}::jsonb) as r(app text, flow text, record uuid)
      where a.app = r.app and a.flow = r.flow and a.record = r.record`.execute(db);
}

/**
 * Locks due appointments of some flows, earliest first, so that this transaction alone keeps them; others skip them. Flows
 * that this process does not know yet are left to those that do.
 */
export async function takeDueAppointments(
  db: JournalDb,
  now: Date,
  { among, limit }: { readonly among: readonly FlowKey[]; readonly limit: number },
): Promise<readonly (AppointmentKey & { readonly due_at: string })[]> {
  const { rows } = await sql<AppointmentKey & { readonly due_at: string }>`
    select a.app, a.flow, a.record, a.due_at from mortise.appointment a
    join ${flowSet(among)} on a.app = f.app and a.flow = f.flow
    where a.due_at <= ${now.toISOString()}::timestamptz
    order by a.due_at limit ${limit} for update of a skip locked`.execute(db);
  return rows;
}
