import { sql } from "kysely";
import type { ChangeBatch, RecordChange } from "../change.ts";
import type { EntityModel } from "../model/entity-model.ts";
import type { ModelField } from "../model/model-field.ts";
import { type DatabaseRow, fromDatabase, textAt, type Values } from "../model/row-values.ts";
import { trustedAccess } from "../permission/row-access.ts";
import { valueList } from "../query/projection.ts";
import { accessForWrite, type Write } from "../session/write-session.ts";

const CHUNK = 2_000;

/**
 * The batch with the values that stand in no column: several references that the write did not touch, live lookups,
 * rollups and formulas, as they are once the write is made. A live value counts as changed when something that it is
 * worked out from in its own record did; what it was before is not known.
 */
export async function completeBatch(write: Write, batch: ChangeBatch): Promise<ChangeBatch> {
  const model = write.session.context.model(batch.app, batch.entity);
  const fields = model.values.filter((field) => field.columnType === null);
  if (fields.length === 0) return batch;
  const access = trustedAccess(accessForWrite({ ...write, app: batch.app }, batch.entity));
  const values = new Map<string, Values>();
  for (let start = 0; start < batch.records.length; start += CHUNK) {
    const ids = batch.records.slice(start, start + CHUNK).map(({ id }) => id);
    const { rows } = await sql<DatabaseRow>`
      select t.id, ${valueList(fields, access)} from ${model.table} as t
      where t.id = any(${ids}::uuid[])`.execute(write.session.db);
    for (const row of rows) {
      const held = fields.map((field) => [field.id, fromDatabase(row[field.id], field)] as const);
      values.set(textAt(row, "id"), Object.fromEntries(held));
    }
  }
  const sources = liveSources(model, fields);
  return {
    ...batch,
    records: batch.records.map((record) => completed(record, values.get(record.id), sources)),
  };
}

/** By live field, the fields of the same record that it is worked out from. */
function liveSources(
  model: EntityModel,
  fields: readonly ModelField[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const live = fields.filter(({ storage }) => storage !== "links");
  return new Map(
    live.map((field) => {
      const own = model.sourcesOf(field).filter(({ entity }) => entity === model.id);
      return [field.id, new Set(own.map((place) => place.field))];
    }),
  );
}

function completed(
  record: RecordChange,
  values: Values | undefined,
  sources: ReadonlyMap<string, ReadonlySet<string>>,
): RecordChange {
  if (!values) return record;
  const followed = [...sources].flatMap(([id, uses]) =>
    record.changed.some((field) => uses.has(field)) ? [id] : [],
  );
  const changed = new Set([...record.changed, ...followed]);
  const same = Object.fromEntries(Object.entries(values).filter(([id]) => !changed.has(id)));
  return {
    ...record,
    ...(record.before ? { before: { ...record.before, ...same } } : {}),
    after: { ...record.after, ...values },
    changed: [...changed],
  };
}
