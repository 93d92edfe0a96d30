import { sql } from "kysely";
import type { Actor } from "../../actor.ts";
import type { ModelField } from "../model/model-field.ts";
import { type DatabaseRow, textAt } from "../model/row-values.ts";
import { accessTo, requireReadable } from "../permission/field-guard.ts";
import { onRow } from "../permission/limit-sql.ts";
import { accessRows, type RowAccess } from "../permission/row-access.ts";
import { rightsList, rowDenials } from "../permission/row-rights.ts";
import { fieldNotAllowed, queryInvalid } from "../record-errors.ts";
import type { RecordPage, RecordQuery } from "../record-query.ts";
import { attachChildren } from "./child-rows.ts";
import { countRows } from "./count-rows.ts";
import { fetchLabels } from "./labels.ts";
import { inlineNames } from "./inline-names.ts";
import { pageCursors, readWindow } from "./page-window.ts";
import { projection, rowLimits, toRecordRow } from "./projection.ts";
import type { ReadScope } from "./read-scope.ts";
import { rowConditions } from "./row-conditions.ts";
import { sortOrder } from "./sort-order.ts";

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
  const window = await readWindow(scope.db, {
    access,
    list: sql`${projection(fields, access)}${rightsList(access)}${names.list}`,
    order,
    conditions,
    limit,
    query,
    offset: checkedOffset(query.offset),
  });
  const page = window.rows;
  const items = page.map((row) => toRecordRow(row, fields, access));
  const hidden = hiddenChildren(page, access);
  const withChildren = await attachChildren({ scope, actor, access, fields: children, hidden }, items);
  const count = query.count
    ? await countRows(scope.db, {
        access,
        conditions,
        mode: query.count,
        known: window.precede || window.follow ? undefined : page.length,
      })
    : undefined;
  return {
    items: withChildren.items,
    ...pageCursors(order, window),
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
