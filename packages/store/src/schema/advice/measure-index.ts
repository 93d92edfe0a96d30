import { type Kysely, sql } from "kysely";
import type { SystemDatabase } from "../../system-schema.ts";
import { quoteIdentifier, schemaName } from "../names.ts";
import { buildIndex } from "../task/run-index.ts";
import type { IndexTask } from "../task/structure-task.ts";
import { saveAdvice } from "./advice-rows.ts";

type Database = Kysely<SystemDatabase>;

/** A statement that would run longer without its index is not waited for. */
const MOST_WAIT = "10s";

/** Builds an index for views and reports, and writes down what it cost and what it brought. */
export async function buildMeasured(
  session: Database,
  app: string,
  task: IndexTask & { readonly advice: NonNullable<IndexTask["advice"]> },
): Promise<void> {
  const { probe, wantedBy, columns } = task.advice;
  const before = await measure(session, probe);
  const begun = performance.now();
  await buildIndex(session, app, task);
  const buildMilliseconds = Math.round(performance.now() - begun);
  const after = await measure(session, probe);
  const index = `${quoteIdentifier(schemaName(app))}.${quoteIdentifier(task.name)}`;
  const { rows } = await sql<{ bytes: number }>`select pg_relation_size(${index}::regclass) as bytes`.execute(
    session,
  );
  await saveAdvice(session, app, {
    name: task.name,
    entity: task.entity,
    columns,
    wantedBy,
    bytes: Number(rows[0]?.bytes ?? 0),
    buildMilliseconds,
    millisecondsBefore: before.milliseconds,
    millisecondsAfter: after.milliseconds,
    costBefore: before.cost,
    costAfter: after.cost,
  });
}

interface Explained {
  readonly "Execution Time"?: number;
  readonly Plan?: { readonly "Total Cost"?: number };
}

/** What a statement costs: the planner's measure, and the time unless it takes too long. */
async function measure(
  session: Database,
  probe: string,
): Promise<{ readonly milliseconds: number | null; readonly cost: number | null }> {
  const explain = async (options: string): Promise<Explained> =>
    session.transaction().execute(async (transaction) => {
      await sql.raw(`set local statement_timeout = '${MOST_WAIT}'`).execute(transaction);
      const { rows } = await sql
        .raw<{ "QUERY PLAN": readonly Explained[] }>(`explain (${options}format json) ${probe}`)
        .execute(transaction);
      return rows[0]?.["QUERY PLAN"][0] ?? {};
    });
  const plan = await explain("");
  const run = await explain("analyze, ").catch(() => undefined);
  return { cost: plan.Plan?.["Total Cost"] ?? null, milliseconds: run?.["Execution Time"] ?? null };
}
