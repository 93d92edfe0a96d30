import type { Value } from "@mortise/expression";
import { sql } from "kysely";
import type { KeptGroups } from "../record-query.ts";
import { allOf, anyOf, FALSE, type Sql } from "../sql-text.ts";
import type { DimensionPlan } from "./dimension-sql.ts";
import type { MeasurePlan } from "./measure-sql.ts";

/** What a grouped statement is made from. */
export interface Grouping {
  readonly table: Sql;
  readonly dimensions: readonly DimensionPlan[];
  readonly measures: readonly MeasurePlan[];
  readonly conditions: readonly Sql[];
  readonly kept?: KeptGroups | undefined;
  /** Sets of places of dimensions to group by, each on its own; all dimensions together when absent. */
  readonly sets?: readonly (readonly number[])[];
}

/**
 * The groups with their figures: columns `k0…` for the keys, `m0…` for the figures, `o` where groups beyond the kept
 * ones are gathered, `s` for the dimensions that a row is not split by. Names inside the statement are positions:
 * nothing of the query's own wording reaches SQL.
 */
export function groupedSql(grouping: Grouping): Sql {
  const { table, measures, conditions, dimensions, kept, sets } = grouping;
  const used = [...new Set(sets?.flat() ?? dimensions.keys())].toSorted((a, b) => a - b);
  const [first] = dimensions;
  const isKept = kept && first ? keptSql(first, keptKeys(kept)) : undefined;
  const gathers = isKept !== undefined && kept?.rest === true && used.includes(0);
  const keys = keyColumns(dimensions, used, gathers ? isKept : undefined);
  const figures = measures.map((plan, index) => sql`${plan.value} as ${sql.id(`m${index}`)}`);
  const names = [...used.map((index) => sql.id("k", `k${index}`)), ...(gathers ? [sql.id("k", "o")] : [])];
  const rows =
    isKept && first && !gathers
      ? [...conditions, rowsKept(first, isKept, { keys: keptKeys(kept), isSpread: used.includes(0) })]
      : conditions;
  const mark = sets ? [sql`${maskSql(used)} as s`] : [];
  // A name for each key, so that grouping sets can say it again; the planner sees through it.
  const named = names.length > 0 ? sql`cross join lateral (select ${sql.join(keys)}) as k` : sql``;
  return sql`select ${sql.join([...names, ...figures, ...mark])} from ${table} as t ${joinsSql(grouping, used)} ${named}
    where ${allOf(rows)} ${groupBySql(sets, { names, gathers })}`;
}

function keptKeys(kept: KeptGroups | undefined): readonly Value[] {
  return (kept?.groups ?? []).map(({ key }) => key);
}

function keyColumns(
  dimensions: readonly DimensionPlan[],
  used: readonly number[],
  isKept: Sql | undefined,
): readonly Sql[] {
  const keys = used.flatMap((index) => {
    const plan = dimensions[index];
    if (!plan) return [];
    const key = isKept && index === 0 ? sql`(case when ${isKept} then ${plan.key} end)` : plan.key;
    return [sql`${key} as ${sql.id(`k${index}`)}`];
  });
  return isKept ? [...keys, sql`not (${isKept}) as o`] : keys;
}

function joinsSql({ dimensions, measures }: Grouping, used: readonly number[]): Sql {
  const joins = [
    ...dimensions.flatMap((plan, index) => [
      ...plan.joins,
      ...(plan.list && used.includes(index) ? [plan.list.spread] : []),
    ]),
    ...measures.flatMap((plan) => plan.joins),
  ];
  return sql.join(joins, sql` `);
}

function groupBySql(
  sets: Grouping["sets"],
  { names, gathers }: { readonly names: readonly Sql[]; readonly gathers: boolean },
): Sql {
  if (!sets) return names.length > 0 ? sql`group by ${sql.join([...names])}` : sql``;
  const each = sets.map((set) => {
    const own = set.map((index) => sql.id("k", `k${index}`));
    const all = gathers && set.includes(0) ? [...own, sql.id("k", "o")] : own;
    return all.length > 0 ? sql`(${sql.join(all)})` : sql`()`;
  });
  return sql`group by grouping sets (${sql.join(each)})`;
}

/** Bits of the used dimensions that a row of the answer is not split by, the first of them highest. */
function maskSql(used: readonly number[]): Sql {
  if (used.length === 0) return sql`0`;
  return sql`grouping(${sql.join(used.map((index) => sql.id("k", `k${index}`)))})`;
}

/** Whether the row's key is one of the kept ones. */
function keptSql(plan: DimensionPlan, keys: readonly Value[]): Sql {
  const { key, type } = plan;
  const texts = keptTexts(plan, keys);
  const isOne = sql`coalesce(${key} = any(${texts}::text[]::${type}[]), false)`;
  return keys.includes(null) ? anyOf([sql`${key} is null`, isOne]) : isOne;
}

/** A total over records whose list holds a kept key counts each of them once. */
function rowsKept(
  plan: DimensionPlan,
  isKept: Sql,
  { keys, isSpread }: { readonly keys: readonly Value[]; readonly isSpread: boolean },
): Sql {
  const { list, type } = plan;
  if (!list || isSpread) return isKept;
  const texts = keptTexts(plan, keys);
  const overlaps = sql`coalesce(${list.value} && ${texts}::text[]::${type}[], false)`;
  const isEmpty = keys.includes(null) ? sql`coalesce(cardinality(${list.value}), 0) = 0` : FALSE;
  return anyOf([overlaps, isEmpty]);
}

function keptTexts(plan: DimensionPlan, keys: readonly Value[]): string[] {
  return keys.flatMap((one) => (one === null ? [] : plan.raws(String(one))));
}
