import type { SystemDatabase } from "../../system-schema.ts";
import type { Kysely } from "kysely";
import type { Actor } from "../../actor.ts";
import { type DatabaseRow, textAt } from "../model/row-values.ts";
import { accessTo, requireReadable } from "../permission/field-guard.ts";
import { onRow } from "../permission/limit-sql.ts";
import { accessRows, type RowAccess } from "../permission/row-access.ts";
import { rowDenials } from "../permission/row-rights.ts";
import { cursorInvalid } from "../record-errors.ts";
import type { RecordPage, RecordQuery } from "../record-query.ts";
import { runStatement } from "../statement/compiled-statement.ts";
import { keptPlan } from "../statement/kept-plan.ts";
import { attachChildren } from "./child-rows.ts";
import { type RowCount, rowCount } from "./count-rows.ts";
import { writeCursor } from "./cursor.ts";
import { fetchLabels } from "./labels.ts";
import { cursorSlots, pageQuestion, type PagePlan, planPage } from "./page-plan.ts";
import { rowLimits, rowReader } from "./projection.ts";
import type { ReadScope } from "./read-scope.ts";
import { orderValues } from "./sort-order.ts";

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
  const plan = keptPlan(access, pageQuestion(access, query), (watched) => planPage(scope.db, watched, query));
  const { order, limit, names } = plan;
  const { rows, collected } = await fetchRows(scope.db, plan, query);
  const page = rows.slice(0, limit);
  const items = page.map(rowReader(plan.fields, access));
  const hidden = hiddenChildren(page, access);
  const withChildren = await attachChildren({ scope, actor, access, fields: plan.children, hidden }, items);
  const isWhole = rows.length <= limit && !query.offset;
  const known = query.after === undefined ? (collected ?? (isWhole ? rows.length : undefined)) : undefined;
  const count = await countOf(scope.db, plan, query, known);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: withChildren.items,
    ...(last ? { next: writeCursor(order, orderValues(order, last)) } : {}),
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

interface FetchedRows {
  readonly rows: readonly DatabaseRow[];
  /** How many rows fit from the page's place on, when they were collected. */
  readonly collected?: number;
}

async function fetchRows(
  db: Kysely<SystemDatabase>,
  plan: PagePlan,
  query: RecordQuery,
): Promise<FetchedRows> {
  const slots = cursorSlots(plan, query);
  try {
    if (plan.collected) {
      const rows = await plan.collected.run<DatabaseRow>(db, slots);
      const collected = Number(rows[0]?.["$collected"] ?? 0);
      if (collected > 0 && collected <= plan.most) return { rows, collected };
      if (collected === 0 && !(await isCommon(db, plan))) return { rows, collected };
    }
    return { rows: await plan.inOrder.run(db, slots) };
  } catch (error) {
    throw query.after !== undefined && isCastError(error) ? cursorInvalid({}, { cause: error }) : error;
  }
}

/** Nothing was collected: because there is nothing, or because the keyword is too common for it. */
async function isCommon(db: Kysely<SystemDatabase>, { common }: PagePlan): Promise<boolean> {
  if (!common) return false;
  const [row] = await runStatement<{ readonly common: boolean }>(db, common);
  return row?.common === true;
}

async function countOf(
  db: Kysely<SystemDatabase>,
  { count }: PagePlan,
  { count: mode }: RecordQuery,
  known: number | undefined,
): Promise<RowCount | undefined> {
  if (!count || !mode) return undefined;
  if (known !== undefined) return rowCount(known, mode);
  const [row] = await count.run<{ readonly n: number }>(db);
  return rowCount(row?.n ?? 0, mode);
}

/** PostgreSQL could not read a value as the type it should have: only a cursor's values come as bare text. */
function isCastError(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return code.startsWith("22");
}
