import type { RowsByField } from "@mortise/fields";
import { sql } from "kysely";
import type { EntityModel } from "../model/entity-model.ts";
import { type DatabaseRow, selectList, toValues, type Values, textAt } from "../model/row-values.ts";
import { entityRules } from "../validation/entity-rules.ts";
import type { Write } from "../session/write-session.ts";

/** The stored child rows of some records, for the sub-table fields that formulas sum over (or the given ones). */
export async function liveChildren(
  write: Write,
  model: EntityModel,
  parents: readonly string[],
  fields: ReadonlySet<string> = entityRules(model).summed,
): Promise<(parent: string) => RowsByField> {
  const byField = new Map<string, Map<string, Values[]>>();
  for (const id of parents.length > 0 ? fields : []) {
    const child = write.session.context.model(write.app, model.need(id).target ?? "");
    const { rows } = await sql<DatabaseRow>`
      select ${selectList(child.columns)} from ${child.table} as t
      where t.parent = any(${[...parents]}::uuid[]) and t.deleted_at is null
      order by t.parent, t.position, t.id`.execute(write.session.db);
    const values = rows.map((row) => toValues(row, child));
    byField.set(
      id,
      Map.groupBy(values, (row) => textAt(row, "parent")),
    );
  }
  return (parent) => new Map([...byField].map(([id, byParent]) => [id, byParent.get(parent) ?? []]));
}
