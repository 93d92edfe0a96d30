import { sql } from "kysely";
import type { EntityModel, ModelPart } from "../model/entity-model.ts";
import type { ModelField } from "../model/model-field.ts";
import {
  columnList,
  type DatabaseRow,
  selectList,
  textAt,
  toValues,
  type Values,
} from "../model/row-values.ts";
import type { Write } from "../session/write-session.ts";
import { recordset } from "./recordset.ts";

/**
 * Writes what records hold in the further tables of their entity, then answers the records whole. A record has a row in
 * a further table as soon as one of its fields there has been written.
 */
export async function storeParts(
  write: Write,
  model: EntityModel,
  { records, columns }: { readonly records: readonly Values[]; readonly columns: readonly ModelField[] },
): Promise<ReadonlyMap<string, Values>> {
  for (const part of model.parts) {
    const written = columns.filter(({ id }) => part.fields.has(id));
    const filled = records.filter((record) => written.some(({ id }) => Object.hasOwn(record, id)));
    if (written.length > 0 && filled.length > 0)
      await storePart(write, model, { part, written, records: filled });
  }
  const ids = records.map((record) => textAt(record, "id"));
  const { rows } = await sql<DatabaseRow>`
    ${model.prepared} select ${selectList(model.columns)} from ${model.table} as t
    where t.id = any(${ids}::uuid[])`.execute(write.session.db);
  return new Map(rows.map((row) => [textAt(row, "id"), toValues(row, model)]));
}

async function storePart(
  write: Write,
  model: EntityModel,
  {
    part,
    written,
    records,
  }: {
    readonly part: ModelPart;
    readonly written: readonly ModelField[];
    readonly records: readonly Values[];
  },
): Promise<void> {
  const columns = [model.need("id"), ...written];
  const assigned = written.map(({ id }) => sql`${sql.id(id)} = excluded.${sql.id(id)}`);
  await sql`${model.prepared} insert into ${part.table} (${columnList(columns)})
    select ${columnList(columns, "r")} from ${recordset(columns, records, undefined)}
    on conflict (id) do update set ${sql.join(assigned)}`.execute(write.session.db);
}
