import type { SortKey } from "@mortise/metadata";
import { sql } from "kysely";
import type { Actor } from "../../actor.ts";
import type { DatabaseRow } from "../model/row-values.ts";
import { requireReadable } from "../permission/field-guard.ts";
import { accessRows, type RowAccess } from "../permission/row-access.ts";
import { namesOf } from "../query/labels.ts";
import type { ReadScope } from "../query/read-scope.ts";
import { rowConditions } from "../query/row-conditions.ts";
import { fieldUnknown, fieldUnsuitable, queryInvalid } from "../record-errors.ts";
import type { AggregateQuery, AggregateResult, AggregateRow } from "../record-query.ts";
import type { Sql } from "../sql-text.ts";
import { type DimensionPlan, planDimension } from "./dimension-sql.ts";
import { toGroup } from "./group-answer.ts";
import { type Grouping, groupedSql } from "./group-statement.ts";
import { type MeasurePlan, planMeasure } from "./measure-sql.ts";
import { PathJoins } from "./path-source.ts";
import { readTotals } from "./read-totals.ts";

const DEFAULT_GROUPS = 1_000;
const MAX_GROUPS = 10_000;
const MAX_DIMENSIONS = 8;
const MAX_MEASURES = 40;

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
  const grouping = planGrouping(access, query);
  const { dimensions, measures } = grouping;
  const limit = clampLimit(query.limit);
  const gathers = grouping.kept?.rest === true;
  const order = orderSql(query, { dimensions, measures, gathers });
  const { rows } = await sql<DatabaseRow>`
    select ${shownList({ dimensions, measures, gathers })} from (${groupedSql(grouping)}) as g ${order}
    limit ${limit + 1}`.execute(scope.db);
  const groups = rows.slice(0, limit).map((row) => toGroup(row, grouping));
  const totals = query.totals === undefined ? undefined : await readTotals(scope.db, grouping, query.totals);
  const labels = await namesOf({ scope, actor, access }, keyIds(dimensions, groups));
  return { rows: groups, labels, truncated: rows.length > limit, ...(totals ? { totals } : {}) };
}

function planGrouping(access: RowAccess, query: AggregateQuery): Grouping {
  const paths = new PathJoins();
  const dimensions = query.dimensions.map((dimension, index) =>
    planDimension(access, dimension, { index, paths }),
  );
  const measures = query.measures.map((measure) => planMeasure(access, measure, paths));
  checkPassages(query);
  const { kept } = query;
  const [first] = dimensions;
  if (kept?.rest === true && first?.list) {
    // A record may be in a kept group and in another one: there is no filter that says "the others".
    throw fieldUnsuitable({ field: first.dimension.field, operation: "other" });
  }
  return { table: access.model.table, dimensions, measures, conditions: rowConditions(access, query), kept };
}

/** What stages were to a record is told of each stage: one dimension goes through them, and totals go through it as well. */
function checkPassages({ dimensions, measures, totals }: AggregateQuery): void {
  const [place, ...more] = dimensions.flatMap(({ passed }, index) => (passed === true ? [index] : []));
  if (more.length > 0) throw queryInvalid({ part: "dimensions", reason: "passed" });
  const asks = measures.find(({ passage }) => passage !== undefined);
  const isTold = place !== undefined && (totals ?? []).every((set) => set.includes(place));
  if (asks && !isTold) throw queryInvalid({ part: `measures.${asks.id}`, reason: "passage" });
}

function checkSize(query: AggregateQuery): void {
  if (query.dimensions.length > MAX_DIMENSIONS) {
    throw queryInvalid({ part: "dimensions", reason: `≤ ${MAX_DIMENSIONS}` });
  }
  if (query.measures.length === 0 || query.measures.length > MAX_MEASURES) {
    throw queryInvalid({ part: "measures", reason: `1–${MAX_MEASURES}` });
  }
  if (query.kept && (query.dimensions.length === 0 || query.kept.groups.length > MAX_GROUPS)) {
    throw queryInvalid({ part: "kept", reason: `≤ ${MAX_GROUPS}` });
  }
}

function clampLimit(limit: number | undefined): number {
  if (limit === undefined) return DEFAULT_GROUPS;
  if (!Number.isInteger(limit)) throw queryInvalid({ part: "limit", reason: String(limit) });
  return Math.min(Math.max(limit, 1), MAX_GROUPS);
}

interface Shown {
  readonly dimensions: readonly DimensionPlan[];
  readonly measures: readonly MeasurePlan[];
  readonly gathers: boolean;
}

function shownList({ dimensions, measures, gathers }: Shown): Sql {
  return sql.join([
    ...dimensions.map((plan, index) => {
      const alias = sql.id(`k${index}`);
      return sql`${plan.shown(sql`g.${alias}`)} as ${alias}`;
    }),
    ...(gathers ? [sql`g.o`] : []),
    ...measures.map((_, index) => sql`g.${sql.id(`m${index}`)}`),
  ]);
}

function orderSql(query: AggregateQuery, shown: Shown): Sql {
  const { dimensions, gathers } = shown;
  const byKey = dimensions.map((plan, index) => sql`${plan.order(sql.id("g", `k${index}`))} asc nulls last`);
  const asked = (query.sort ?? []).map((key) => sortSql(key, query, shown));
  const terms = [...(gathers ? [sql`g.o`] : []), ...asked, ...byKey];
  return terms.length > 0 ? sql`order by ${sql.join(terms)}` : sql``;
}

function sortSql(key: SortKey, query: AggregateQuery, { dimensions, measures }: Shown): Sql {
  const direction = key.descending === true ? sql`desc nulls last` : sql`asc nulls last`;
  const measure = measures.findIndex((plan) => plan.id === key.field);
  if (measure >= 0) return sql`${sql.id("g", `m${measure}`)} ${direction}`;
  const dimension = query.dimensions.findIndex((one) => one.field === key.field);
  const plan = dimensions[dimension];
  if (!plan) throw fieldUnknown({ field: String(key.field) });
  return sql`${plan.order(sql.id("g", `k${dimension}`))} ${direction}`;
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
