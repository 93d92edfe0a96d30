import { sumDecimals } from "@mortise/fields";
import { sql } from "kysely";
import type { Actor } from "../../actor.ts";
import { clearField, requireReadable } from "../permission/field-guard.ts";
import { atLeastSql } from "../permission/limit-sql.ts";
import { accessRows } from "../permission/row-access.ts";
import type { ReadScope } from "../query/read-scope.ts";
import { isFunnelLayer } from "../query/reached-sql.ts";
import { rowConditions } from "../query/row-conditions.ts";
import { fieldUnsuitable } from "../record-errors.ts";
import { allOf } from "../sql-text.ts";
import { fieldSql } from "../values/sql-of.ts";
import type { StageFunnelQuery, StageFunnelStep } from "./funnel-query.ts";
import { planMeasure } from "./measure-sql.ts";

interface ReachedRow {
  readonly option: string | null;
  readonly depth: number | null;
  readonly n: number;
  readonly amount: string | null;
}

/** Counts records per stage, now and ever, from the rows and the log of stages. */
export async function readStageFunnel(
  scope: ReadScope,
  actor: Actor,
  target: { readonly app: string; readonly query: StageFunnelQuery },
): Promise<readonly StageFunnelStep[]> {
  const { query, app } = target;
  const access = accessRows(scope.context, actor, { app, entity: query.entity });
  requireReadable(access.permission);
  const field = clearField(access.model, access.permission, query.field);
  const options = (field.definition && field.type?.options?.(field.definition)) ?? [];
  if (field.type?.logsTransitions !== true)
    throw fieldUnsuitable({ field: query.field, operation: "funnel" });
  const amount =
    query.amount === undefined
      ? undefined
      : planMeasure(access, { id: "amount", function: "sum", field: query.amount });
  const stage = fieldSql(access, field);
  const conditions = allOf(rowConditions(access, query));
  const figure =
    query.amount === undefined ? sql`null::numeric` : fieldSql(access, access.model.need(query.amount));
  // What a record went through is told only where its stage may be seen.
  const shown = access.permission.limits.has(field.id) ? atLeastSql(access, field.id, "read") : sql`true`;
  const rows = sql`select t.id, ${stage} as stage, ${figure} as amount, ${shown} as shown from ${access.model.table} as t where ${conditions}`;
  const current = await sql<{ option: string; current: number; amount: string | null }>`
    select ${stage} as option, count(*)::int as current, ${amount?.value ?? sql`null`} as amount
    from ${access.model.table} as t where ${conditions} and ${stage} is not null group by 1`.execute(
    scope.db,
  );
  const layers = options.filter(isFunnelLayer).map((option) => option.key);
  // Each record counts once per option it ever entered, and by the deepest layer among them.
  const reached = await sql<ReachedRow>`
    with entered as (
      select r.id, r.stage as option, r.amount from (${rows}) r where r.stage is not null
      union
      select r.id, l.to_key, r.amount from (${rows}) r join mortise.stage_log l
        on l.record = r.id and l.field = ${field.id} where l.to_key is not null and r.shown)
    select null as option, depth, count(*)::int as n, sum(amount) as amount from (
      select max(array_position(${layers}::text[], option)) as depth, max(amount) as amount from entered group by id) d
      where depth is not null group by depth
    union all
    select option, null, count(*)::int, sum(amount) from entered where option <> all(${layers}::text[])
      group by option`.execute(scope.db);
  return options.map((option) => {
    const now = current.rows.find((row) => row.option === option.key);
    const layer = layers.indexOf(option.key) + 1;
    const ever = reached.rows.filter((row) =>
      layer > 0 ? row.depth !== null && row.depth >= layer : row.option === option.key,
    );
    return {
      option: option.key,
      current: now?.current ?? 0,
      ...(amount ? { amount: amount.read(now?.amount) ?? "0" } : {}),
      reached: ever.reduce((sum, row) => sum + row.n, 0),
      ...(amount ? { reachedAmount: sumDecimals(ever.map((row) => row.amount)) } : {}),
    };
  });
}
