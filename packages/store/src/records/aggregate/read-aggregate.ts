import type { SortKey } from "@mortise/metadata";
import { sql } from "kysely";
import type { Actor } from "../../actor.ts";
import type { DatabaseRow } from "../model/row-values.ts";
import { requireReadable } from "../permission/field-guard.ts";
import { accessRows } from "../permission/row-access.ts";
import { namesOf } from "../query/labels.ts";
import type { ReadScope } from "../query/read-scope.ts";
import { rowConditions } from "../query/row-conditions.ts";
import { fieldUnknown, queryInvalid } from "../record-errors.ts";
import type { AggregateQuery, AggregateResult, AggregateRow } from "../record-query.ts";
import { allOf, type Sql } from "../sql-text.ts";
import { type DimensionPlan, keyValue, planDimension } from "./dimension-sql.ts";
import { type MeasurePlan, planMeasure } from "./measure-sql.ts";

const DEFAULT_GROUPS = 1_000;
const MAX_GROUPS = 10_000;
const MAX_DIMENSIONS = 4;
const MAX_MEASURES = 20;

/** Computes figures per group over the rows the actor may see. */
export async function readAggregate(
  scope: ReadScope,
  actor: Actor,
  target: { readonly app: string; readonly query: AggregateQuery },
): Promise<AggregateResult> {
  const { query, app } = target;
  const access = accessRows(scope.context, actor, {
    app,
    entity: query.entity,
    ...(scope.now ? { now: scope.now } : {}),
  });
  requireReadable(access.permission);
  checkSize(query);
  const dimensions = query.dimensions.map((dimension, index) => planDimension(access, dimension, index));
  const measures = query.measures.map((measure) => planMeasure(access, measure));
  const limit = clampLimit(query.limit);
  const conditions = rowConditions(access, query);
  const inner = groupedSql({ table: access.model.table, dimensions, measures, conditions });
  const order = orderSql(query, dimensions, measures);
  const { rows } = await sql<DatabaseRow>`
    select ${shownList(dimensions, measures)} from (${inner}) as g ${order} limit ${limit + 1}`.execute(
    scope.db,
  );
  const groups = rows.slice(0, limit).map((row) => toGroup(row, dimensions, measures));
  const labels = await namesOf({ scope, actor, access }, keyIds(dimensions, groups));
  return { rows: groups, labels, truncated: rows.length > limit };
}

function checkSize(query: AggregateQuery): void {
  if (query.dimensions.length > MAX_DIMENSIONS) {
    throw queryInvalid({ part: "dimensions", reason: `≤ ${MAX_DIMENSIONS}` });
  }
  if (query.measures.length === 0 || query.measures.length > MAX_MEASURES) {
    throw queryInvalid({ part: "measures", reason: `1–${MAX_MEASURES}` });
  }
}

function clampLimit(limit: number | undefined): number {
  if (limit === undefined) return DEFAULT_GROUPS;
  if (!Number.isInteger(limit)) throw queryInvalid({ part: "limit", reason: String(limit) });
  return Math.min(Math.max(limit, 1), MAX_GROUPS);
}

interface Grouping {
  readonly table: Sql;
  readonly dimensions: readonly DimensionPlan[];
  readonly measures: readonly MeasurePlan[];
  readonly conditions: readonly Sql[];
}

/** Names inside the statement are positions (`k0`, `m0`): nothing of the query's own wording reaches SQL. */
function groupedSql({ table, dimensions, measures, conditions }: Grouping): Sql {
  const list = [
    ...dimensions.map((plan, index) => sql`${plan.key} as ${sql.id(`k${index}`)}`),
    ...measures.map((plan, index) => sql`${plan.value} as ${sql.id(`m${index}`)}`),
  ];
  const joins = [
    ...dimensions.flatMap((plan) => (plan.join ? [plan.join] : [])),
    ...measures.flatMap((plan) => plan.joins),
  ];
  const positions = dimensions.map((_, index) => sql.lit(index + 1));
  const groupBy = positions.length > 0 ? sql`group by ${sql.join(positions)}` : sql``;
  return sql`select ${sql.join(list)} from ${table} as t ${sql.join(joins, sql` `)}
    where ${allOf(conditions)} ${groupBy}`;
}

function shownList(dimensions: readonly DimensionPlan[], measures: readonly MeasurePlan[]): Sql {
  return sql.join([
    ...dimensions.map((plan, index) => {
      const alias = sql.id(`k${index}`);
      return sql`${plan.shown(sql`g.${alias}`)} as ${alias}`;
    }),
    ...measures.map((_, index) => sql`g.${sql.id(`m${index}`)}`),
  ]);
}

function orderSql(
  query: AggregateQuery,
  dimensions: readonly DimensionPlan[],
  measures: readonly MeasurePlan[],
): Sql {
  const byKey = dimensions.map((plan, index) => sql`${plan.order(sql.id("g", `k${index}`))} asc nulls last`);
  const asked = (query.sort ?? []).map((key) => sortSql(key, query, { dimensions, measures }));
  const terms = [...asked, ...byKey];
  return terms.length > 0 ? sql`order by ${sql.join(terms)}` : sql``;
}

function sortSql(
  key: SortKey,
  query: AggregateQuery,
  { dimensions, measures }: Pick<Grouping, "dimensions" | "measures">,
): Sql {
  const direction = key.descending === true ? sql`desc nulls last` : sql`asc nulls last`;
  const measure = measures.findIndex((plan) => plan.id === key.field);
  if (measure >= 0) return sql`${sql.id("g", `m${measure}`)} ${direction}`;
  const dimension = query.dimensions.findIndex((one) => one.field === key.field);
  const plan = dimensions[dimension];
  if (!plan) throw fieldUnknown({ field: String(key.field) });
  return sql`${plan.order(sql.id("g", `k${dimension}`))} ${direction}`;
}

function toGroup(
  row: DatabaseRow,
  dimensions: readonly DimensionPlan[],
  measures: readonly MeasurePlan[],
): AggregateRow {
  return {
    keys: dimensions.map((_, index) => keyValue(row[`k${index}`])),
    values: Object.fromEntries(measures.map((plan, index) => [plan.id, plan.read(row[`m${index}`])])),
  };
}

function keyIds(
  dimensions: readonly DimensionPlan[],
  groups: readonly AggregateRow[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const wanted = new Map<string, Set<string>>();
  for (const [index, { field }] of dimensions.entries()) {
    if (field.target === undefined) continue;
    const ids = wanted.get(field.target) ?? new Set<string>();
    for (const group of groups) {
      const key = group.keys[index];
      if (typeof key === "string") ids.add(key);
    }
    wanted.set(field.target, ids);
  }
  return wanted;
}
