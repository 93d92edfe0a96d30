import type { SystemDatabase } from "../../system-schema.ts";
import { sql, type Kysely } from "kysely";
import type { ModelField } from "../model/model-field.ts";
import { accessTo } from "../permission/field-guard.ts";
import { rightsList } from "../permission/row-rights.ts";
import type { RowAccess } from "../permission/row-access.ts";
import { fieldNotAllowed, queryInvalid } from "../record-errors.ts";
import type { RecordQuery } from "../record-query.ts";
import { allOf, type Sql } from "../sql-text.ts";
import { type CompiledStatement, compileStatement, Slot } from "../statement/compiled-statement.ts";
import { PlannedStatement } from "../statement/planned-statement.ts";
import { countSql } from "./count-rows.ts";
import { readCursor } from "./cursor.ts";
import { commonSql, MOST_HITS } from "./hit-plan.ts";
import { type InlineNames, inlineNames } from "./inline-names.ts";
import { collectedSql } from "./collected-rows.ts";
import { projection } from "./projection.ts";
import { rowConditions } from "./row-conditions.ts";
import { searchSql } from "./search-sql.ts";
import { afterSql, type OrderKey, orderBySql, orderValuesSql, sortOrder } from "./sort-order.ts";

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 500;
/** Rows that one read may skip: their index entries are walked, so this bounds what a jump costs. */
const MAX_OFFSET = 200_000;

/** Everything about a page that depends on who asks and on the question alone, not on where in the list it stands. */
export interface PagePlan {
  readonly fields: readonly ModelField[];
  readonly children: readonly ModelField[];
  readonly names: InlineNames;
  readonly order: readonly OrderKey[];
  readonly limit: number;
  /** Walks the order until the page is full. */
  readonly inOrder: PlannedStatement;
  /** Collects what fits by an index and sorts it, up to a number of rows that comes along as `$collected`. */
  readonly collected?: PlannedStatement;
  /** The most rows that are collected. */
  readonly most: number;
  /** For keywords: whether the newest rows hold it so often that a walk meets its hits soon. */
  readonly common?: CompiledStatement;
  readonly count?: PlannedStatement;
}

/** The question of a page that a plan is kept under: a cursor of the standing order is a value of the run, not a part of it. */
export function pageQuestion(access: RowAccess, { after, ...query }: RecordQuery): string {
  const place = after === undefined ? "" : isNewestFirst(access, query) ? "after" : after;
  return `page ${place} ${JSON.stringify(query)}`;
}

/** Whether the rows stand in the order of the newest, whose values are never empty. */
function isNewestFirst({ permission }: RowAccess, { sort = [] }: Pick<RecordQuery, "sort">): boolean {
  const [first] = sort;
  if (!first) return true;
  const isNewest = first.field === "created_at" && first.descending === true;
  return isNewest && sort.length === 1 && !permission.limits.has("created_at");
}

/** The values of a cursor's slots. */
export function cursorSlots(plan: PagePlan, { after }: RecordQuery): Readonly<Record<string, unknown>> {
  if (after === undefined) return {};
  return Object.fromEntries(readCursor(plan.order, after).map((value, index) => [`after${index}`, value]));
}

/** Puts the statements of a page together. */
export function planPage(db: Kysely<SystemDatabase>, access: RowAccess, query: RecordQuery): PagePlan {
  const fields = selectedFields(access, query);
  const names = inlineNames(access, fields);
  const order = sortOrder(access, query.sort);
  const limit = clampLimit(query.limit);
  const rows: PageRows = {
    access,
    query,
    order,
    limit,
    offset: checkedOffset(query.offset),
    list: sql`${projection(fields, access)}${rightsList(access)}${names.list}${orderValuesSql(order)}`,
    conditions: rowConditions(access, query),
    after: placeAfter(access, order, query),
  };
  const planned = (statement: Sql) =>
    new PlannedStatement(compileStatement(db, statement), access.model.preparedText);
  return {
    fields,
    children: childFields(access, query.children ?? []),
    names,
    order,
    limit,
    inOrder: planned(inOrderSql(rows)),
    ...collecting(db, rows, planned),
    ...(query.count ? { count: planned(countSql(access, rows.conditions, query.count)) } : {}),
  };
}

interface PageRows {
  readonly access: RowAccess;
  readonly query: RecordQuery;
  readonly order: readonly OrderKey[];
  readonly limit: number;
  readonly offset: number;
  /** The select list over table `t`. */
  readonly list: Sql;
  readonly conditions: readonly Sql[];
  readonly after: readonly Sql[];
}

function placeAfter(access: RowAccess, order: readonly OrderKey[], query: RecordQuery): readonly Sql[] {
  if (query.after === undefined) return [];
  const values = readCursor(order, query.after);
  return [
    afterSql(
      order,
      isNewestFirst(access, query) ? order.map((_, index) => new Slot(`after${index}`)) : values,
    ),
  ];
}

function inOrderSql(rows: PageRows): Sql {
  const { access, list, offset, after } = rows;
  const place = sql`order by ${orderBySql(rows.order)} limit ${sql.lit(rows.limit + 1)}`;
  // Skipped rows are walked by their ids alone: an index that holds the order is enough, and nothing of them is shown.
  const walked = allOf([...walkConditions(rows), ...after]);
  const wanted =
    offset === 0
      ? sql`${walked} ${place}`
      : sql`t.id = any(array(select t.id from ${access.model.table} as t where ${walked} ${place} offset ${sql.lit(offset)})) ${place}`;
  return sql`select ${list} from ${access.model.table} as t where ${wanted}`;
}

/** The conditions of a walk: the keyword in a form that its index cannot serve, or all its hits would be collected first. */
function walkConditions({ access, query, conditions }: PageRows): readonly Sql[] {
  const { search, ...others } = query;
  if (!isKeyword(search)) return conditions;
  return [...rowConditions(access, others), sql`(${searchSql(access, search ?? "")}) is true`];
}

function isKeyword(search: string | undefined): boolean {
  return search !== undefined && search.trim() !== "";
}

/** Further than that a list is not counted, and so not collected to be counted on the way. */
const MOST_COUNTED = 10_000;

function collecting(
  db: Kysely<SystemDatabase>,
  rows: PageRows,
  planned: (statement: Sql) => PlannedStatement,
): Pick<PagePlan, "collected" | "common" | "most"> {
  const { query, access } = rows;
  const shape = { ...rows, conditions: [...rows.conditions, ...rows.after] };
  if (isKeyword(query.search)) {
    const common = commonSql(access, query.search ?? "");
    return {
      most: MOST_HITS,
      common: compileStatement(db, sql`select ${common} as common`),
      collected: planned(collectedSql(shape, { most: MOST_HITS, unless: common })),
    };
  }
  // The count wants all rows that fit, up to its cap: their newest are found on the way.
  const isCounted = query.count === "capped" && query.after === undefined && rows.offset === 0;
  if (!isCounted || !isNewestFirst(access, query) || query.filter === undefined || query.filter === null)
    return { most: 0 };
  return { most: MOST_COUNTED, collected: planned(collectedSql(shape, { most: MOST_COUNTED })) };
}

/** The fields that a query answers: those it asks for, or all that are not hidden. */
export function selectedFields(access: RowAccess, query: RecordQuery): readonly ModelField[] {
  const { model, permission } = access;
  if (!query.fields) {
    return model.values.filter((field) => accessTo(permission, field.id) !== "hidden");
  }
  const asked = new Set(["id", "revision", ...query.fields]);
  return [...asked]
    .map((id) => model.need(id))
    .filter((field) => {
      if (accessTo(permission, field.id) === "hidden") throw fieldNotAllowed({ field: field.id });
      return field.valueType !== null;
    });
}

function childFields(access: RowAccess, asked: readonly string[]): readonly ModelField[] {
  return asked.map((id) => {
    const field = access.model.need(id);
    if (field.kind !== "rows") throw queryInvalid({ part: "children", reason: id });
    if (accessTo(access.permission, id) === "hidden") throw fieldNotAllowed({ field: id });
    return field;
  });
}

/** Rows that a page leaves out. */
export function checkedOffset(offset: number | undefined): number {
  if (offset === undefined) return 0;
  if (Number.isInteger(offset) && offset >= 0 && offset <= MAX_OFFSET) return offset;
  throw queryInvalid({ part: "offset", reason: `0–${MAX_OFFSET}` });
}

/** Rows on a page. */
export function clampLimit(limit: number | undefined): number {
  if (limit === undefined) return DEFAULT_LIMIT;
  if (!Number.isInteger(limit)) throw queryInvalid({ part: "limit", reason: String(limit) });
  return Math.min(Math.max(limit, 1), MAX_LIMIT);
}
