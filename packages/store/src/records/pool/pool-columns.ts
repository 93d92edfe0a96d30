import { POOL_FIELDS } from "@mortise/metadata";
import { sql } from "kysely";
import { recordset } from "../command/recordset.ts";
import type { EntityModel } from "../model/entity-model.ts";
import type { ModelField } from "../model/model-field.ts";
import type { Values } from "../model/row-values.ts";
import { forgetOwn } from "../session/own-rows.ts";
import type { Write } from "../session/write-session.ts";

/** The columns in which pools keep what they know of a record. */
export function poolColumns(model: EntityModel): readonly ModelField[] {
  return [...POOL_FIELDS, "pool_due_at"].map((id) => model.need(id));
}

/** Writes such columns of many records, by one statement for each part of the table: without history, like kept values. */
export async function storePoolColumns(
  write: Write,
  model: EntityModel,
  { records, columns }: { readonly records: readonly Values[]; readonly columns: readonly ModelField[] },
): Promise<void> {
  if (records.length === 0) return;
  forgetOwn(write.session.db);
  const places = [model.home, ...model.parts.map(({ table }) => table)];
  for (const place of places) {
    const own = columns.filter(({ id }) => model.tableOf(id) === place);
    if (own.length === 0) continue;
    await sql`update ${place} as t set ${sql.join(own.map(({ id }) => sql`${sql.id(id)} = ${sql.id("r", id)}`))}
      from ${recordset([model.need("id"), ...own], records, undefined)} where t.id = r.id`.execute(
      write.session.db,
    );
  }
}
