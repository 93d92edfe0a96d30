import { isPlainObject } from "@mortise/kit";
import { sql } from "kysely";
import type { EntityModel } from "../model/entity-model.ts";
import type { ModelField } from "../model/model-field.ts";
import { type Values, textAt } from "../model/row-values.ts";
import type { Write } from "../session/write-session.ts";

/** The fields of several references that any of some inputs mentions. */
export function givenLinks(model: EntityModel, inputs: readonly unknown[]): readonly ModelField[] {
  return model.linkFields.filter((field) =>
    inputs.some((input) => isPlainObject(input) && Object.hasOwn(input, field.id)),
  );
}

/** Puts the stored lists of some fields of several references into records in memory: one statement per field. */
export async function loadLinks(
  write: Write,
  model: EntityModel,
  { records, fields }: { readonly records: readonly Values[]; readonly fields: readonly ModelField[] },
): Promise<void> {
  for (const field of records.length > 0 ? fields : []) {
    const target = write.session.context.model(write.app, field.target ?? "");
    const { rows } = await sql<{ source: string; targets: readonly string[] }>`
      select l.source, array_agg(l.target order by l.position, l.target) as targets
      from ${model.linkTable(field)} as l join ${target.table} as o on o.id = l.target and o.deleted_at is null
      where l.source = any(${records.map((record) => textAt(record, "id"))}::uuid[])
      group by l.source`.execute(write.session.db);
    const bySource = new Map(rows.map((row) => [row.source, row.targets]));
    for (const record of records) record[field.id] = bySource.get(textAt(record, "id")) ?? null;
  }
}

/** Brings stored lists to what the records say: one statement per field. */
export async function storeLinks(
  write: Write,
  model: EntityModel,
  { records, field }: { readonly records: readonly Values[]; readonly field: ModelField },
): Promise<void> {
  if (records.length === 0) return;
  const target = write.session.context.model(write.app, field.target ?? "");
  const links = records.flatMap((record) =>
    idsIn(record[field.id]).map((id, position) => ({ source: textAt(record, "id"), target: id, position })),
  );
  const table = model.linkTable(field);
  // Links to records in the recycle bin stay, so that they come back with them; an undo may name records that are gone.
  await sql`
    with wanted as (
      select r.* from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as r(source uuid, target uuid, position integer)
        join ${target.table} as o on o.id = r.target
    ), gone as (
      delete from ${table} as l using ${target.table} as o
      where l.source = any(${records.map((record) => textAt(record, "id"))}::uuid[])
        and o.id = l.target and o.deleted_at is null
        and not exists (select from wanted as w where w.source = l.source and w.target = l.target)
    )
    insert into ${table} as l (source, target, position) select source, target, position from wanted
    on conflict (source, target) do update set position = excluded.position
    where l.position is distinct from excluded.position`.execute(write.session.db);
}

/** The ids in a list value. */
export function idsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((id): id is string => typeof id === "string") : [];
}
