import type { Value } from "@mortise/expression";
import type { ChangeBatch, RecordChange } from "../change.ts";
import type { EntityModel } from "../model/entity-model.ts";
import type { ModelField } from "../model/model-field.ts";
import type { Values } from "../model/row-values.ts";
import type { Write } from "../session/write-session.ts";
import { sameValue } from "../validation/same-value.ts";
import { readLive } from "./live-values.ts";

/**
 * The batch with the values that stand in no column: several references that the write did not touch, live lookups,
 * rollups and formulas, as they are once the write is made. Of a live value that was read before the write (`liveBefore`)
 * it is known whether it changed; any other counts as changed when something that it is worked out from in its own
 * record did.
 */
export async function completeBatch(write: Write, batch: ChangeBatch): Promise<ChangeBatch> {
  const model = write.session.context.model(batch.app, batch.entity);
  const fields = model.values.filter((field) => field.columnType === null);
  if (fields.length === 0) return batch;
  const values = await readLive(write, model, { fields, ids: batch.records.map(({ id }) => id) });
  const sources = liveSources(model, fields);
  return {
    ...batch,
    records: batch.records.map((record) => completed(record, values.get(record.id), sources)),
  };
}

type Sources = ReadonlyMap<ModelField, ReadonlySet<string>>;

/** By live field, the fields of the same record that it is worked out from. */
function liveSources(model: EntityModel, fields: readonly ModelField[]): Sources {
  const live = fields.filter(({ storage }) => storage !== "links");
  return new Map(
    live.map((field) => {
      const own = model.sourcesOf(field).filter(({ entity }) => entity === model.id);
      return [field, new Set(own.map((place) => place.field))];
    }),
  );
}

function completed(record: RecordChange, values: Values | undefined, sources: Sources): RecordChange {
  if (!values) return record;
  const followed = [...sources].flatMap(([field, uses]) =>
    isChanged(record, field, { value: values[field.id], uses }) ? [field.id] : [],
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

function isChanged(
  { before, changed }: RecordChange,
  field: ModelField,
  { value, uses }: { readonly value: Value | undefined; readonly uses: ReadonlySet<string> },
): boolean {
  if (before && Object.hasOwn(before, field.id)) return !sameValue(before[field.id], value, field);
  return changed.some((id) => uses.has(id));
}
