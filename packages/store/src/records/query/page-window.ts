import { isId } from "@mortise/kit";
import { type Kysely, sql } from "kysely";
import type { SystemDatabase } from "../../system-schema.ts";
import { type DatabaseRow, textAt } from "../model/row-values.ts";
import type { RowAccess } from "../permission/row-access.ts";
import { cursorInvalid, queryInvalid, recordNotFound } from "../record-errors.ts";
import type { RecordQuery } from "../record-query.ts";
import { allOf, type Sql } from "../sql-text.ts";
import { readCursor, writeCursor } from "./cursor.ts";
import { hitPlan, MOST_HITS } from "./hit-plan.ts";
import { rowConditions } from "./row-conditions.ts";
import { searchSql } from "./search-sql.ts";
import { beyondSql, type Direction, type OrderKey, orderBySql, orderValuesSql } from "./sort-order.ts";

/** What one page is read from. */
export interface RowFetch {
  readonly access: RowAccess;
  /** The select list over table `t`. */
  readonly list: Sql;
  readonly order: readonly OrderKey[];
  readonly conditions: readonly Sql[];
  readonly limit: number;
  readonly query: RecordQuery;
  readonly offset: number;
}

/** Rows of a list, in its order, and whether others stand before and after them. */
export interface PageWindow {
  readonly rows: readonly DatabaseRow[];
  readonly precede: boolean;
  readonly follow: boolean;
}

/** A row from which a list is walked on, without the row itself. */
interface Walk {
  readonly from?: readonly (string | null)[] | undefined;
  readonly direction: Direction;
  /** So many rows at most, one more than shown to know whether others follow. */
  readonly most: number;
  readonly offset: number;
}

/** Reads the rows of a page: from the beginning, behind or before a cursor, or around a record. */
export async function readWindow(db: Kysely<SystemDatabase>, fetch: RowFetch): Promise<PageWindow> {
  const { after, before, around } = onePlace(fetch.query);
  const { order, limit, offset } = fetch;
  if (around !== undefined) return readAround(db, fetch, around);
  const direction = before === undefined ? "forward" : "backward";
  const cursor = before ?? after;
  const from = cursor === undefined ? undefined : readCursor(order, cursor);
  const rows = await walk(db, fetch, { from, direction, most: limit + 1, offset });
  const hasMore = rows.length > limit;
  const shown = rows.slice(0, limit);
  if (direction === "backward") return { rows: shown.toReversed(), precede: hasMore, follow: true };
  return { rows: shown, precede: cursor !== undefined || offset > 0, follow: hasMore };
}

/** Where a page is asked for; at most one of them is given. */
export interface PageStart {
  readonly after: string | undefined;
  readonly before: string | undefined;
  readonly around: string | undefined;
}

/** The places from which a page may be asked for; one at a time. */
export function onePlace({ after, before, around, offset }: RecordQuery): PageStart {
  const given = [after, before, around].filter((place) => place !== undefined);
  if (given.length > 1) throw queryInvalid({ part: "before", reason: "after | before | around" });
  if (offset !== undefined && offset > 0 && (before !== undefined || around !== undefined)) {
    throw queryInvalid({ part: "offset", reason: "before | around" });
  }
  return { after, before, around };
}

/** Half a page before the record, the record, and what follows; STORE_RECORD_NOT_FOUND when it is not in the list. */
async function readAround(db: Kysely<SystemDatabase>, fetch: RowFetch, id: string): Promise<PageWindow> {
  if (!isId(id)) throw recordNotFound();
  const { access, list, order, conditions, limit } = fetch;
  const { rows: found } = await sql<DatabaseRow>`select ${list}, ${orderValuesSql(order)}
    from ${access.model.table} as t where ${allOf([...conditions, sql`t.id = ${id}::uuid`])}`.execute(db);
  const [record] = found;
  if (!record) throw recordNotFound();
  const from = orderValues(record);
  const half = Math.floor((limit - 1) / 2);
  const above = await walk(db, fetch, { from, direction: "backward", most: half + 1, offset: 0 });
  const before = above.slice(0, half).toReversed();
  const room = limit - 1 - before.length;
  const below = await walk(db, fetch, { from, direction: "forward", most: room + 1, offset: 0 });
  return {
    rows: [...before, record, ...below.slice(0, room)],
    precede: above.length > half,
    follow: below.length > room,
  };
}

async function walk(db: Kysely<SystemDatabase>, fetch: RowFetch, way: Walk): Promise<readonly DatabaseRow[]> {
  const { access, order, query, list } = fetch;
  const { from, direction, most, offset } = way;
  const beyond = from === undefined ? [] : [beyondSql(order, from, direction)];
  const where = allOf([...fetch.conditions, ...beyond]);
  // Without a condition but that of being live, the walk down the sort order is the plan whatever the parameters.
  const mark = fetch.conditions.length === 1 ? access.model.prepared : sql``;
  const place = sql`order by ${orderBySql(order, direction)} limit ${most}`;
  // Skipped rows are walked by their ids alone: an index that holds the order is enough, and nothing of them is shown.
  const walked = allOf([...walkConditions(fetch), ...beyond]);
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
    throw from !== undefined && isCastError(error) ? cursorInvalid({}, { cause: error }) : error;
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

/** The cursors of a page: where the rows before it end and those after it begin. */
export function pageCursors(
  order: readonly OrderKey[],
  { rows, precede, follow }: PageWindow,
): { readonly next?: string; readonly previous?: string } {
  const [first, last] = [rows[0], rows.at(-1)];
  return {
    ...(follow && last ? { next: writeCursor(order, orderValues(last)) } : {}),
    ...(precede && first ? { previous: writeCursor(order, orderValues(first)) } : {}),
  };
}
