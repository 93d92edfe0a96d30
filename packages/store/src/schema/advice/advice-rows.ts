import type { DocumentKey } from "@mortise/metadata";
import { type Kysely, sql } from "kysely";
import type { SystemDatabase } from "../../system-schema.ts";
import { schemaName } from "../names.ts";
import type { AdviceState } from "../task/structure-task.ts";

type Database = Kysely<SystemDatabase>;

/** An index for saved views and reports with what it cost and brought; times in milliseconds. */
export interface IndexAdvice {
  readonly name: string;
  readonly entity: string;
  readonly columns: readonly string[];
  readonly wantedBy: readonly DocumentKey[];
  readonly state: AdviceState;
  /** Size on disk. */
  readonly bytes: number | null;
  readonly buildMilliseconds: number | null;
  /** What the statement it was built for took before and after. */
  readonly millisecondsBefore: number | null;
  readonly millisecondsAfter: number | null;
  /** The planner's own measure of the same. */
  readonly costBefore: number | null;
  readonly costAfter: number | null;
  /** How often it has been used since it was built. */
  readonly uses: number;
  readonly at: string;
}

/** What is written down when an index has been built. */
export type BuiltIndex = Omit<IndexAdvice, "state" | "uses" | "at">;

/** Writes down that an index was built, and what was measured. */
export async function saveAdvice(db: Database, app: string, built: BuiltIndex): Promise<void> {
  const row = {
    entity: built.entity,
    columns: JSON.stringify(built.columns),
    wanted_by: JSON.stringify(built.wantedBy),
    state: "built" as const,
    bytes: built.bytes,
    build_milliseconds: built.buildMilliseconds,
    milliseconds_before: built.millisecondsBefore,
    milliseconds_after: built.millisecondsAfter,
    cost_before: built.costBefore,
    cost_after: built.costAfter,
    // What was measured just now is no use of it.
    scans: (await scansOf(db, app, built.name)) + 1,
  };
  await db
    .insertInto("index_advice")
    .values({ app, name: built.name, ...row })
    .onConflict((conflict) => conflict.columns(["app", "name"]).doUpdateSet({ ...row, at: sql`now()` }))
    .execute();
}

/** The indexes of an app that were built for views and reports, or were and are no more. */
export async function listAdvice(db: Database, app: string): Promise<readonly IndexAdvice[]> {
  const { rows } = await sql<IndexAdvice & { scans: number }>`
    select a.name, a.entity, a.columns, a.wanted_by as "wantedBy", a.state, a.build_milliseconds as "buildMilliseconds",
      a.milliseconds_before as "millisecondsBefore", a.milliseconds_after as "millisecondsAfter",
      a.cost_before as "costBefore", a.cost_after as "costAfter", a.at,
      case when a.state = 'built' then coalesce(pg_relation_size(s.indexrelid), a.bytes) end as bytes,
      greatest(coalesce(s.idx_scan, 0) - a.scans, 0)::int as uses
    from mortise.index_advice a left join pg_stat_user_indexes s
      on s.schemaname = ${schemaName(app)} and s.indexrelname = a.name
    where a.app = ${app} and (a.state <> 'built' or s.indexrelid is not null)
    order by a.entity, a.at`.execute(db);
  return rows;
}

/** Names that are not to be built (again): nobody used them, or a builder declined them. */
export async function refusedAdvice(db: Database, app: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom("index_advice")
    .select("name")
    .where("app", "=", app)
    .where("state", "<>", "built")
    .execute();
  return new Set(rows.map(({ name }) => name));
}

/** Moves an index to another state; `allowed` forgets what was decided about it. */
export async function decideAdvice(
  db: Database,
  app: string,
  { name, state }: { readonly name: string; readonly state: AdviceState | "allowed" },
): Promise<void> {
  if (state === "allowed") {
    await db.deleteFrom("index_advice").where("app", "=", app).where("name", "=", name).execute();
  } else {
    await db
      .updateTable("index_advice")
      .set({ state })
      .where("app", "=", app)
      .where("name", "=", name)
      .execute();
  }
}

/** The indexes that nobody has used for two weeks. */
export async function unusedAdvice(db: Database, app: string): Promise<readonly IndexAdvice[]> {
  const rows = await listAdvice(db, app);
  const { rows: old } = await sql<{ name: string }>`
    select name from mortise.index_advice
    where app = ${app} and state = 'built' and at < now() - interval '14 days'`.execute(db);
  const names = new Set(old.map(({ name }) => name));
  return rows.filter(({ name, uses }) => names.has(name) && uses === 0);
}

async function scansOf(db: Database, app: string, name: string): Promise<number> {
  const { rows } = await sql<{ scans: number }>`
    select idx_scan as scans from pg_stat_user_indexes
    where schemaname = ${schemaName(app)} and indexrelname = ${name}`.execute(db);
  return Number(rows[0]?.scans ?? 0);
}
