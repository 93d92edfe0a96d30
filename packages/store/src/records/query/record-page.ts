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
import { fetchLabels, type LabelReader } from "./labels.ts";
import { keywordOf, keywordSlot, type PagePlan, planPage } from "./page-plan.ts";
import { pageCursors, readWindow } from "./page-window.ts";
import { rowLimits, rowReader } from "./projection.ts";
import type { ReadScope } from "./read-scope.ts";
import type { AskedPage } from "./walk-rows.ts";

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
  const asked = askedPage(scope, access, query);
  const { plan } = asked;
  const window = await readWindow(scope.db, asked, query);
  const page = window.rows;
  const { items, labels } = await presentRows({ scope, actor, access }, plan, page);
  const known = window.total ?? (window.precede || window.follow ? undefined : page.length);
  const count = await countOf(scope.db, asked, { mode: query.count, known });
  return {
    items,
    ...pageCursors(plan.order, window),
    ...(count ? { count } : {}),
    labels,
    ...rowLimits(page, access),
    ...rowDenials(page, access),
  };
}

/** Rows of a list as the actor may see them, with their child rows and the names of the ids in them. */
export async function presentRows(
  { scope, actor, access }: LabelReader,
  plan: PagePlan,
  rows: readonly DatabaseRow[],
): Promise<Pick<RecordPage, "items" | "labels">> {
  const items = rows.map(rowReader(plan.fields, access));
  const hidden = hiddenChildren(rows, access);
  const withChildren = await attachChildren({ scope, actor, access, fields: plan.children, hidden }, items);
  return {
    items: withChildren.items,
    labels: {
      ...plan.names.read(rows),
      ...(await fetchLabels({ scope, actor, access }, plan.names.others, items)),
      ...withChildren.labels,
    },
  };
}

/** The plan for whoever asks that, wherever in the list and with a keyword of whatever words. */
function askedPage(scope: ReadScope, access: RowAccess, asked: RecordQuery): AskedPage {
  const {
    after: _after,
    before: _before,
    around: _around,
    offset: _offset,
    search: _search,
    ...query
  } = asked;
  const keyword = keywordOf(access, asked);
  const plan = keptPlan(access, `page ${JSON.stringify(query)} ${keyword?.text ?? ""}`, (watched) =>
    planPage(scope.db, watched, { query, keyword }),
  );
  const values = (keyword?.parameters ?? []).map((value, index) => [keywordSlot(index), value] as const);
  return { plan, keyword: Object.fromEntries(values) };
}

/** Whether a record's state hides the child rows of a field. */
function hiddenChildren(page: readonly DatabaseRow[], { permission }: RowAccess) {
  if (permission.limits.size === 0) return undefined;
  const byId = new Map(page.map((row) => [textAt(row, "id"), onRow(permission, row)]));
  return (id: string, field: string): boolean => accessTo(byId.get(id) ?? permission, field) === "hidden";
}

async function countOf(
  db: Kysely<SystemDatabase>,
  { plan: { count }, keyword }: AskedPage,
  { mode, known }: { readonly mode: RecordQuery["count"]; readonly known: number | undefined },
): Promise<RowCount | undefined> {
  if (!count || !mode) return undefined;
  if (known !== undefined) return rowCount(known, mode);
  const [row] = await count.run<{ readonly n: number }>(db, keyword);
  return rowCount(row?.n ?? 0, mode);
}
