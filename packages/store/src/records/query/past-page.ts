import { variablesOf } from "@mortise/expression";
import { sql } from "kysely";
import type { Actor } from "../../actor.ts";
import type { DatabaseRow } from "../model/row-values.ts";
import { requireReadable } from "../permission/field-guard.ts";
import { predicateSql } from "../permission/predicate-sql.ts";
import { accessRows, type RowAccess } from "../permission/row-access.ts";
import { queryInvalid } from "../record-errors.ts";
import type { RecordPage, RecordQuery } from "../record-query.ts";
import { allOf, type Sql } from "../sql-text.ts";
import { filterSql } from "./condition-sql.ts";
import { readCursor } from "./cursor.ts";
import { fetchLabels } from "./labels.ts";
import {
  existedSql,
  inThePast,
  pastMoment,
  pastSql,
  presentList,
  requireNear,
  unknownThen,
} from "./past-rows.ts";
import { projection, toRecordRow } from "./projection.ts";
import type { ReadScope } from "./read-scope.ts";
import { onePlace, pageCursors, type PageStart } from "./page-window.ts";
import { checkedOffset, clampLimit, selectedFields } from "./page-plan.ts";
import {
  beyondSql,
  type Direction,
  type OrderKey,
  orderBySql,
  orderValuesSql,
  sortOrder,
} from "./sort-order.ts";

const COUNT_CAP = 10_000;
/** When and by whom a record was changed before a moment is not kept with it. */
const UNKNOWN: ReadonlySet<string> = new Set(["updated_at", "updated_by"]);

/**
 * A page of records as they were at a moment, under the permission of now: rows that the actor may see today, fields
 * that are clear today. Rows that did not change since come from the table in its order; only the others are rebuilt
 * from the history.
 */
export async function readPastPage(
  scope: ReadScope,
  actor: Actor,
  target: { readonly app: string; readonly query: RecordQuery & { readonly asOf: string } },
): Promise<RecordPage> {
  const { query, app } = target;
  const today = accessRows(scope.context, actor, { app, entity: query.entity });
  requireReadable(today.permission);
  const lost = unknownThen(today.model);
  refuseUnknown(query, lost);
  const at = pastMoment(query.asOf, today.now);
  const access: RowAccess = { ...today, permission: inThePast(today.permission), past: { at } };
  const fields = selectedFields(access, query).filter(({ id }) => !lost.has(id));
  const limit = clampLimit(query.limit);
  const skipped = checkedOffset(query.offset);
  const order = sortOrder(access, query.sort);
  const filter = query.filter === undefined || query.filter === null ? [] : [filterSql(query.filter, access)];
  const { before, after: behind = before } = placeInPast(query);
  const direction = before === undefined ? "forward" : "backward";
  const beyond = behind === undefined ? [] : [beyondSql(order, readCursor(order, behind), direction)];
  await requireNear(scope.db, access, at);
  const shape = { access, at, conditions: [existedSql(at), ...filter], order, direction } as const;
  const { rows } = await sql<DatabaseRow>`
    with ${pastSql(access, at)} select ${projection(fields, access)}${orderValuesSql(order)}
    from (${unionSql({ ...shape, conditions: [...shape.conditions, ...beyond], limit: skipped + limit + 1 })}) as t
    order by ${orderBySql(order, direction)} limit ${limit + 1} offset ${skipped}`.execute(scope.db);
  const hasMore = rows.length > limit;
  const shown = rows.slice(0, limit);
  const page = direction === "forward" ? shown : shown.toReversed();
  const items = page.map((row) => toRecordRow(row, fields, access));
  return {
    items,
    ...pageCursors(order, {
      rows: page,
      precede: before === undefined ? behind !== undefined || skipped > 0 : hasMore,
      follow: before === undefined ? hasMore : true,
    }),
    ...(query.count ? { count: await countPast(scope, shape, query.count) } : {}),
    labels: await fetchLabels({ scope, actor, access }, fields, items),
  };
}

/** A keyword index, the stages gone through, the bin and other records are of today; better no answer than a wrong one. */
function refuseUnknown(
  { search, reached, state, children, sort, filter }: RecordQuery,
  lost: ReadonlySet<string>,
): void {
  const refuse = (part: string): never => {
    throw queryInvalid({ part, reason: "asOf" });
  };
  if (search !== undefined && search.trim() !== "") refuse("search");
  if (reached !== undefined) refuse("reached");
  if (state === "deleted") refuse("state");
  if (children !== undefined && children.length > 0) refuse("children");
  if (sort?.some(({ field }) => UNKNOWN.has(field) || lost.has(field))) refuse("sort");
  const asked = filter === undefined || filter === null ? [] : variablesOf(filter);
  if (asked.some((path) => lost.has(path))) refuse("filter");
}

/** Where a past list is read on from; a single record's place in it would cost as much as the whole list. */
function placeInPast(query: RecordQuery): Omit<PageStart, "around"> {
  const { around, ...place } = onePlace(query);
  if (around !== undefined) throw queryInvalid({ part: "around", reason: "asOf" });
  return place;
}

interface PastShape {
  readonly access: RowAccess;
  readonly at: Date;
  /** Over table `t`, which is the table itself or the rebuilt rows. */
  readonly conditions: readonly Sql[];
  readonly order: readonly OrderKey[];
  readonly direction: Direction;
}

/** Rows that are what they were; `not in` is a filter beside the walk down an index, a join would lose its order. */
function unchangedSql(access: RowAccess): Sql {
  const { past: _, ...today } = access;
  return sql`(select ${presentList(access.model)} from ${access.model.table} as t
    where t.id not in (select record from changed) and ${predicateSql(access.permission.read, today)})`;
}

function unionSql({
  access,
  conditions,
  order,
  direction,
  limit,
}: PastShape & { readonly limit: number }): Sql {
  return sql`
    (select t.* from ${unchangedSql(access)} as t where ${allOf(conditions)}
      order by ${orderBySql(order, direction)} limit ${limit})
    union all
    (select t.* from past as t where ${allOf(conditions)} order by ${orderBySql(order, direction)} limit ${limit})`;
}

async function countPast(scope: ReadScope, shape: PastShape, mode: "capped" | "exact") {
  const limit = mode === "capped" ? COUNT_CAP + 1 : 2_000_000_000;
  const { access, at, conditions } = shape;
  const { rows } = await sql<{ n: number }>`
    with ${pastSql(access, at)} select count(*)::int as n from (
      (select 1 from ${unchangedSql(access)} as t where ${allOf(conditions)} limit ${limit})
      union all
      (select 1 from past as t where ${allOf(conditions)} limit ${limit})) as found`.execute(scope.db);
  const value = rows[0]?.n ?? 0;
  const capped = mode === "capped" && value > COUNT_CAP;
  return { value: capped ? COUNT_CAP : value, capped };
}
