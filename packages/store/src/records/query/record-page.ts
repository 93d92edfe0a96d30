import type { SystemDatabase } from "../../system-schema.ts";
import { sql, type Kysely } from "kysely";
import type { Actor } from "../../actor.ts";
import type { ModelField } from "../model/model-field.ts";
import { type DatabaseRow, textAt } from "../model/row-values.ts";
import { accessTo, requireReadable } from "../permission/field-guard.ts";
import { onRow } from "../permission/limit-sql.ts";
import { accessRows, type RowAccess } from "../permission/row-access.ts";
import { rightsList, rowDenials } from "../permission/row-rights.ts";
import { cursorInvalid, fieldNotAllowed, queryInvalid } from "../record-errors.ts";
import type { RecordPage, RecordQuery } from "../record-query.ts";
import { allOf, type Sql } from "../sql-text.ts";
import { attachChildren } from "./child-rows.ts";
import { countRows } from "./count-rows.ts";
import { readCursor, writeCursor } from "./cursor.ts";
import { fetchLabels } from "./labels.ts";
import { hitPlan, MOST_HITS } from "./hit-plan.ts";
import { inlineNames } from "./inline-names.ts";
import { projection, rowLimits, toRecordRow } from "./projection.ts";
import type { ReadScope } from "./read-scope.ts";
import { rowConditions } from "./row-conditions.ts";
import { searchSql } from "./search-sql.ts";
import { afterSql, type OrderKey, orderBySql, orderValuesSql, sortOrder } from "./sort-order.ts";

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 500;
/** Rows that one read may skip: their index entries are walked, so this bounds what a jump costs. */
const MAX_OFFSET = 200_000;

/** Reads one page of records. */
export async function readPage(
  scope: ReadScope,
  actor: Actor,
  target: { readonly app: string; readonly query: RecordQuery },
): Promise<RecordPage> {
  const { query, app } = target;
  const access = accessRows(scope.context, actor, {
    app,
    entity: query.entity,
    ...(scope.now ? { now: scope.now } : {}),
  });
  requireReadable(access.permission);
  const fields = selectedFields(access, query);
  const children = childFields(access, query.children ?? []);
  const limit = clampLimit(query.limit);
  const order = sortOrder(access, query.sort);
  const conditions = rowConditions(access, query);
  const names = inlineNames(access, fields);
  const rows = await fetchRows(scope.db, {
    access,
    list: sql`${projection(fields, access)}${rightsList(access)}${names.list}`,
    order,
    conditions,
    limit,
    query,
  });
  const page = rows.slice(0, limit);
  const items = page.map((row) => toRecordRow(row, fields, access));
  const hidden = hiddenChildren(page, access);
  const withChildren = await attachChildren({ scope, actor, access, fields: children, hidden }, items);
  const count = query.count
    ? await countRows(scope.db, {
        access,
        conditions,
        mode: query.count,
        known: rows.length <= limit && !query.after && !query.offset ? rows.length : undefined,
      })
    : undefined;
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: withChildren.items,
    ...(last ? { next: writeCursor(order, orderValues(last)) } : {}),
    ...(count ? { count } : {}),
    labels: {
      ...names.read(page),
      ...(await fetchLabels({ scope, actor, access }, names.others, items)),
      ...withChildren.labels,
    },
    ...rowLimits(page, access),
    ...rowDenials(page, access),
  };
}

/** Whether a record's state hides the child rows of a field. */
function hiddenChildren(page: readonly DatabaseRow[], { permission }: RowAccess) {
  if (permission.limits.size === 0) return undefined;
  const byId = new Map(page.map((row) => [textAt(row, "id"), onRow(permission, row)]));
  return (id: string, field: string): boolean => accessTo(byId.get(id) ?? permission, field) === "hidden";
}

interface RowFetch {
  readonly access: RowAccess;
  /** The select list over table `t`. */
  readonly list: Sql;
  readonly order: readonly OrderKey[];
  readonly conditions: readonly Sql[];
  readonly limit: number;
  readonly query: RecordQuery;
}

async function fetchRows(db: Kysely<SystemDatabase>, fetch: RowFetch): Promise<readonly DatabaseRow[]> {
  const { access, order, query, list } = fetch;
  const after = query.after === undefined ? [] : [afterSql(order, readCursor(order, query.after))];
  const where = allOf([...fetch.conditions, ...after]);
  // Without a condition but that of being live, the walk down the sort order is the plan whatever the parameters.
  const mark = fetch.conditions.length === 1 ? access.model.prepared : sql``;
  const offset = checkedOffset(query.offset);
  const place = sql`order by ${orderBySql(order)} limit ${fetch.limit + 1}`;
  // Skipped rows are walked by their ids alone: an index that holds the order is enough, and nothing of them is shown.
  const walked = allOf([...walkConditions(fetch), ...after]);
  const wanted =
    offset === 0
      ? sql`${walked} ${place}`
      : sql`t.id = any(array(select t.id from ${access.model.table} as t where ${walked} ${place} offset ${offset})) ${place}`;
  const inOrder = sql<DatabaseRow>`${mark} select ${list}, ${orderValuesSql(order)}
    from ${access.model.table} as t where ${wanted}`;
  try {
    if ((await hitPlan(db, access, query.search)) === "hits-first") {
      // The fence keeps the planner from walking the sort index past a million rows in search of a few hits.
      const { rows } = await sql<DatabaseRow>`
        with hit as materialized (select * from ${access.model.table} as t where ${where} limit ${MOST_HITS + 1})
        select ${list}, ${orderValuesSql(order)}, (select count(*) from hit) as "$hits"
        from hit as t ${place} offset ${offset}`.execute(db);
      if (Number(rows[0]?.["$hits"] ?? 0) <= MOST_HITS) return rows;
    }
    return (await inOrder.execute(db)).rows;
  } catch (error) {
    throw query.after !== undefined && isCastError(error) ? cursorInvalid({}, { cause: error }) : error;
  }
}

/** The conditions of a walk: the keyword in a form that its index cannot serve, or all its hits would be collected first. */
function walkConditions({ access, query, conditions }: RowFetch): readonly Sql[] {
  const { search, ...others } = query;
  if (search === undefined || search.trim() === "") return conditions;
  return [...rowConditions(access, others), sql`(${searchSql(access, search)}) is true`];
}

/** PostgreSQL could not read a value as the type it should have: only a cursor's values come as bare text. */
function isCastError(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return code.startsWith("22");
}

/** The values of a row that its order compares, as text. */
export function orderValues(row: DatabaseRow): readonly (string | null)[] {
  // The select list made this an array of text, written as JSON.
  return JSON.parse(textAt(row, "$order")) as readonly (string | null)[];
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

function checkedOffset(offset: number | undefined): number {
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
