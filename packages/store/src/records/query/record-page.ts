import type { SystemDatabase } from "../../system-schema.ts";
import type { Kysely } from "kysely";
import type { Actor } from "../../actor.ts";
import { type DatabaseRow, textAt } from "../model/row-values.ts";
import { accessTo, requireReadable } from "../permission/field-guard.ts";
import { onRow } from "../permission/limit-sql.ts";
import { accessRows, type RowAccess } from "../permission/row-access.ts";
import { rowDenials } from "../permission/row-rights.ts";
import type { RecordPage, RecordQuery } from "../record-query.ts";
import { keptPlan } from "../statement/kept-plan.ts";
import { attachChildren } from "./child-rows.ts";
import { type RowCount, rowCount } from "./count-rows.ts";
import { fetchLabels } from "./labels.ts";
import { type PagePlan, planPage } from "./page-plan.ts";
import { pageCursors, readWindow } from "./page-window.ts";
import { rowLimits, rowReader } from "./projection.ts";
import type { ReadScope } from "./read-scope.ts";

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
  const plan = pagePlan(scope, access, query);
  const { names, order } = plan;
  const window = await readWindow(scope.db, plan, query);
  const page = window.rows;
  const items = page.map(rowReader(plan.fields, access));
  const hidden = hiddenChildren(page, access);
  const withChildren = await attachChildren({ scope, actor, access, fields: plan.children, hidden }, items);
  const known = window.total ?? (window.precede || window.follow ? undefined : page.length);
  const count = await countOf(scope.db, plan, { mode: query.count, known });
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

/** The plan for whoever asks that, wherever in the list. */
function pagePlan(scope: ReadScope, access: RowAccess, query: RecordQuery): PagePlan {
  const { after: _after, before: _before, around: _around, offset: _offset, ...question } = query;
  return keptPlan(access, `page ${JSON.stringify(question)}`, (watched) =>
    planPage(scope.db, watched, question),
  );
}

/** Whether a record's state hides the child rows of a field. */
function hiddenChildren(page: readonly DatabaseRow[], { permission }: RowAccess) {
  if (permission.limits.size === 0) return undefined;
  const byId = new Map(page.map((row) => [textAt(row, "id"), onRow(permission, row)]));
  return (id: string, field: string): boolean => accessTo(byId.get(id) ?? permission, field) === "hidden";
}

async function countOf(
  db: Kysely<SystemDatabase>,
  { count }: PagePlan,
  { mode, known }: { readonly mode: RecordQuery["count"]; readonly known: number | undefined },
): Promise<RowCount | undefined> {
  if (!count || !mode) return undefined;
  if (known !== undefined) return rowCount(known, mode);
  const [row] = await count.run<{ readonly n: number }>(db);
  return rowCount(row?.n ?? 0, mode);
}
