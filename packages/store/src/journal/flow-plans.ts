import { sql } from "kysely";
import type { JournalDb } from "./journal-db.ts";

/** How far a flow is that starts at moments of its own. */
export interface FlowPlan {
  readonly app: string;
  readonly flow: string;
  readonly entity: string;
  /** Says what it was planned from; another text means that it has to be planned anew. */
  readonly plan: string;
  /** Number of the release it was planned under. */
  readonly release: number;
  /** When something is to be done next; null when nothing is. */
  readonly next_at: string | null;
  /** The round under way, since when. */
  readonly round_at: string | null;
  /** Where in the list of records it goes on; null at its beginning. */
  readonly page: string | null;
}

/** One flow of an app. */
export type FlowKey = Pick<FlowPlan, "app" | "flow">;

/** Flows as rows of a statement, called `f`. */
export function flowSet(flows: readonly FlowKey[]) {
  const keys = flows.map(({ app, flow }) => ({ app, flow }));
  return sql`jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as f(app text, flow text)`;
}

/** All plans. */
export async function flowPlans(db: JournalDb): Promise<readonly FlowPlan[]> {
  const { rows } = await sql<FlowPlan>`select * from mortise.flow_plan`.execute(db);
  return rows;
}

/**
 * Keeps a plan, also in place of an older one, whose appointments are forgotten; of two processes that see
 * different releases the newer one is right. Answers whether it was kept.
 */
export async function plan(db: JournalDb, row: FlowPlan): Promise<boolean> {
  const { rows } = await sql`
    insert into mortise.flow_plan (app, flow, entity, plan, release, next_at, round_at, page)
    values (${row.app}, ${row.flow}, ${row.entity}, ${row.plan}, ${row.release}, ${row.next_at}::timestamptz, ${row.round_at}::timestamptz, ${row.page})
    on conflict (app, flow) do update set entity = excluded.entity, plan = excluded.plan, release = excluded.release,
      next_at = excluded.next_at, round_at = excluded.round_at, page = excluded.page
    where flow_plan.release <= excluded.release and flow_plan.plan <> excluded.plan
    returning 1`.execute(db);
  if (rows.length === 0) return false;
  await sql`delete from mortise.appointment where app = ${row.app} and flow = ${row.flow}`.execute(db);
  return true;
}

/** Forgets the plan and the appointments of a flow that is gone, unless a newer release planned it. */
export async function dropPlan(
  db: JournalDb,
  { app, flow, release }: Pick<FlowPlan, "app" | "flow" | "release">,
): Promise<void> {
  const { rows } = await sql`
    delete from mortise.flow_plan where app = ${app} and flow = ${flow} and release <= ${release} returning 1`.execute(
    db,
  );
  if (rows.length > 0)
    await sql`delete from mortise.appointment where app = ${app} and flow = ${flow}`.execute(db);
}

/**
 * Locks the plan of some flows that is due longest, so that this transaction alone carries on with it; others skip it.
 * Flows that this process does not know yet are left to those that do.
 */
export async function takeDuePlan(
  db: JournalDb,
  now: Date,
  among: readonly FlowKey[],
): Promise<FlowPlan | undefined> {
  const { rows } = await sql<FlowPlan>`
    select p.* from mortise.flow_plan p join ${flowSet(among)} on p.app = f.app and p.flow = f.flow
    where p.next_at <= ${now.toISOString()}::timestamptz
    order by p.next_at limit 1 for update of p skip locked`.execute(db);
  return rows[0];
}

/** Notes how far a locked plan is. */
export async function movePlan(
  db: JournalDb,
  { app, flow, next_at, round_at, page }: Pick<FlowPlan, "app" | "flow" | "next_at" | "round_at" | "page">,
): Promise<void> {
  await sql`
    update mortise.flow_plan set next_at = ${next_at}::timestamptz, round_at = ${round_at}::timestamptz, page = ${page}
    where app = ${app} and flow = ${flow}`.execute(db);
}
