import { isId } from "@mortise/kit";
import { type Kysely, sql } from "kysely";
import type { SystemDatabase } from "../../system-schema.ts";
import type { DatabaseRow } from "../model/row-values.ts";
import { queryInvalid, recordNotFound } from "../record-errors.ts";
import type { RecordQuery } from "../record-query.ts";
import { allOf } from "../sql-text.ts";
import { compileStatement, runStatement } from "../statement/compiled-statement.ts";
import { readCursor, writeCursor } from "./cursor.ts";
import { checkedOffset } from "./page-plan.ts";
import { type OrderKey, orderValues } from "./sort-order.ts";
import { type AskedPage, walkRows } from "./walk-rows.ts";

/** Rows of a list, in its order, and whether others stand before and after them. */
export interface PageWindow {
  readonly rows: readonly DatabaseRow[];
  readonly precede: boolean;
  readonly follow: boolean;
  /** How many rows the list has, when that was found on the way. */
  readonly total?: number;
}

/** Reads the rows of a page: from the beginning, behind or before a cursor, or around a record. */
export async function readWindow(
  db: Kysely<SystemDatabase>,
  asked: AskedPage,
  query: RecordQuery,
): Promise<PageWindow> {
  const { after, before, around } = onePlace(query);
  const offset = checkedOffset(query.offset);
  const { order, limit } = asked.plan;
  if (around !== undefined) return readAround(db, asked, around);
  const direction = before === undefined ? "forward" : "backward";
  const cursor = before ?? after;
  const from = cursor === undefined ? undefined : readCursor(order, cursor);
  const { rows, collected } = await walkRows(db, asked, { from, direction, most: limit + 1, offset });
  const hasMore = rows.length > limit;
  const shown = rows.slice(0, limit);
  if (direction === "backward") return { rows: shown.toReversed(), precede: hasMore, follow: true };
  const isWhole = cursor === undefined && collected !== undefined;
  return {
    rows: shown,
    precede: cursor !== undefined || offset > 0,
    follow: hasMore,
    ...(isWhole ? { total: collected } : {}),
  };
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
async function readAround(db: Kysely<SystemDatabase>, asked: AskedPage, id: string): Promise<PageWindow> {
  if (!isId(id)) throw recordNotFound();
  const { access, list, order, conditions, limit } = asked.plan;
  const statement = sql`select ${list}
    from ${access.model.table} as t where ${allOf([...conditions, sql`t.id = ${id}::uuid`])}`;
  const [record] = await runStatement<DatabaseRow>(db, compileStatement(db, statement), asked.keyword);
  if (!record) throw recordNotFound();
  const from = orderValues(order, record);
  const half = Math.floor((limit - 1) / 2);
  const { rows: above } = await walkRows(db, asked, {
    from,
    direction: "backward",
    most: half + 1,
    offset: 0,
  });
  const before = above.slice(0, half).toReversed();
  const room = limit - 1 - before.length;
  const { rows: below } = await walkRows(db, asked, {
    from,
    direction: "forward",
    most: room + 1,
    offset: 0,
  });
  return {
    rows: [...before, record, ...below.slice(0, room)],
    precede: above.length > half,
    follow: below.length > room,
  };
}

/** The cursors of a page: where the rows before it end and those after it begin. */
export function pageCursors(
  order: readonly OrderKey[],
  { rows, precede, follow }: PageWindow,
): { readonly next?: string; readonly previous?: string } {
  const [first, last] = [rows[0], rows.at(-1)];
  return {
    ...(follow && last ? { next: writeCursor(order, orderValues(order, last)) } : {}),
    ...(precede && first ? { previous: writeCursor(order, orderValues(order, first)) } : {}),
  };
}
