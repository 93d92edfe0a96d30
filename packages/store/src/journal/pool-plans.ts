import { sql } from "kysely";
import type { JournalDb } from "./journal-db.ts";

/** For which rules the dates of an entity's records were worked out, and how far that has come. */
export interface PoolPlan {
  readonly app: string;
  readonly entity: string;
  /** What the rules are, as one text. */
  readonly plan: string;
  /** The rules that were in force before, by how `recycle_rule` names them. */
  readonly rules: Readonly<Record<string, string>>;
  /** The last record that was looked at. */
  readonly page: string | null;
  readonly done: boolean;
}

/** All plans. */
export async function poolPlans(db: JournalDb): Promise<readonly PoolPlan[]> {
  const { rows } = await sql<PoolPlan>`select * from mortise.pool_plan`.execute(db);
  return rows;
}

/** Has the records of an entity looked through from the first on, for other rules; what was in force stays known. */
export async function beginPoolPlan(
  db: JournalDb,
  { app, entity, plan }: Pick<PoolPlan, "app" | "entity" | "plan">,
): Promise<void> {
  await sql`
    insert into mortise.pool_plan as p (app, entity, plan) values (${app}, ${entity}, ${plan})
    on conflict (app, entity) do update set plan = excluded.plan, page = null, done = false
      where p.plan <> excluded.plan`.execute(db);
}

/** A plan that is not done, for the caller's transaction alone; undefined when another process has it or it is done. */
export async function takePoolPlan(
  db: JournalDb,
  { app, entity, plan }: Pick<PoolPlan, "app" | "entity" | "plan">,
): Promise<PoolPlan | undefined> {
  const { rows } = await sql<PoolPlan>`
    select * from mortise.pool_plan where app = ${app} and entity = ${entity} and plan = ${plan} and not done
    for update skip locked`.execute(db);
  return rows[0];
}

/** Says how far a plan has come; once it is done, its rules are the ones in force. */
export async function movePoolPlan(
  db: JournalDb,
  { app, entity, page, done, rules }: Omit<PoolPlan, "plan">,
): Promise<void> {
  await sql`
    update mortise.pool_plan set page = ${page}::uuid, done = ${done}, rules = ${JSON.stringify(rules)}::jsonb
    where app = ${app} and entity = ${entity}`.execute(db);
}
