import { sql } from "kysely";
import type { Actor } from "../../actor.ts";
import { type DatabaseRow, textAt } from "../model/row-values.ts";
import { requireReadable } from "../permission/field-guard.ts";
import { accessRows, type RowAccess } from "../permission/row-access.ts";
import type { RecordPage, RecordQuery, WholeListQuery } from "../record-query.ts";
import { allOf } from "../sql-text.ts";
import { compileStatement, runStatement, Slot, type SlotValues } from "../statement/compiled-statement.ts";
import { keptPlan } from "../statement/kept-plan.ts";
import { keywordOf, keywordSlot, type PagePlan, planPage } from "./page-plan.ts";
import type { ReadScope } from "./read-scope.ts";
import { presentRows } from "./record-page.ts";
import { orderBySql } from "./sort-order.ts";

/** The ids of all records of a list in its order, 16 bytes each: a million of them are 16 MB. */
export interface ListedIds {
  readonly total: number;
  /** So many ids from a place on. */
  slice(start: number, count: number): readonly string[];
}

interface Target {
  readonly app: string;
  readonly query: WholeListQuery & Pick<RecordQuery, "fields" | "children">;
}

/** Settles in one statement which records a list has and in what order, however it is sorted. */
export async function listIds(scope: ReadScope, actor: Actor, target: Target): Promise<ListedIds> {
  const { access, plan, keyword } = planned(scope, actor, target);
  const listed = sql`select t.id from ${access.model.table} as t
    where ${allOf(plan.conditions)} order by ${orderBySql(plan.order, "forward")}`;
  const statement = compileStatement(
    scope.db,
    sql`select string_agg(uuid_send(listed.id), ''::bytea) as ids from (${listed}) as listed`,
  );
  const [row] = await runStatement<{ readonly ids: Buffer | null }>(scope.db, statement, keyword);
  return packedIds(row?.ids ?? Buffer.alloc(0));
}

/** Some records of a list by their ids, in the order of these; those that left the list or the actor's sight meanwhile are absent. */
export async function readListed(
  scope: ReadScope,
  actor: Actor,
  { ids, ...target }: Target & { readonly ids: readonly string[] },
): Promise<Pick<RecordPage, "items" | "labels">> {
  const { access, plan, keyword } = planned(scope, actor, target);
  const statement = compileStatement(
    scope.db,
    sql`select ${plan.list} from ${access.model.table} as t
      where t.id = any(${new Slot("ids")}::uuid[]) and ${allOf(plan.conditions)}`,
  );
  const rows = await runStatement<DatabaseRow>(scope.db, statement, { ...keyword, ids });
  const byId = new Map(rows.map((row) => [textAt(row, "id"), row]));
  const ordered = ids.map((id) => byId.get(id)).filter((row) => row !== undefined);
  return presentRows({ scope, actor, access }, plan, ordered);
}

function planned(
  scope: ReadScope,
  actor: Actor,
  { app, query }: Target,
): { readonly access: RowAccess; readonly plan: PagePlan; readonly keyword: SlotValues } {
  const access = accessRows(scope.context, actor, {
    app,
    entity: query.entity,
    ...(scope.now ? { now: scope.now } : {}),
  });
  requireReadable(access.permission);
  const { search: _search, ...question } = query;
  const keyword = keywordOf(access, query);
  const plan = keptPlan(access, `list ${JSON.stringify(question)} ${keyword?.text ?? ""}`, (watched) =>
    planPage(scope.db, watched, { query: question, keyword }),
  );
  const values = (keyword?.parameters ?? []).map((value, index) => [keywordSlot(index), value] as const);
  return { access, plan, keyword: Object.fromEntries(values) };
}

function packedIds(bytes: Buffer): ListedIds {
  return {
    total: bytes.length / 16,
    slice: (start, count) => {
      const end = Math.min(bytes.length / 16, start + count);
      return Array.from({ length: Math.max(0, end - start) }, (_none, index) =>
        idText(bytes.toString("hex", (start + index) * 16, (start + index + 1) * 16)),
      );
    },
  };
}

function idText(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
