import { counterPeriod, formatAutoNumber, lastNumber } from "@mortise/fields";
import { sql } from "kysely";
import { PREPARED } from "../../database/preparing-client.ts";
import type { Write } from "../session/write-session.ts";
import type { EntityModel } from "../model/entity-model.ts";
import type { ModelField } from "../model/model-field.ts";
import { scalarText, type Values } from "../model/row-values.ts";
import { numbersUsedUp } from "../record-errors.ts";

/**
 * Gives new records their automatic numbers: one upsert per counter for any number of records. The counter's row
 * stays locked until the transaction ends, so numbers have no gaps from writes that were undone.
 */
export async function drawNumbers(
  write: Write,
  model: EntityModel,
  records: readonly Values[],
): Promise<void> {
  for (const field of model.columns) {
    if (field.type?.computed !== "on-create" || !field.definition) continue;
    const waiting = records.filter((values) => (values[field.id] ?? null) === null);
    if (waiting.length > 0) await numberRecords(write, model, { field, records: waiting });
  }
}

async function numberRecords(
  write: Write,
  model: EntityModel,
  { field, records }: { readonly field: ModelField; readonly records: readonly Values[] },
): Promise<void> {
  const numbering = field.definition && field.type?.numbering?.(field.definition);
  if (!numbering) return;
  const { now } = write.session;
  const { timeZone } = write.actor;
  const period = counterPeriod(numbering.reset, now, timeZone);
  const { rows } = await sql<{ value: number }>`
    ${PREPARED} insert into mortise.counter as c (app, entity, field, period, value)
    values (${write.app}, ${model.id}, ${field.id}, ${period}, ${numbering.next - 1 + records.length})
    on conflict (app, entity, field, period)
      do update set value = greatest(c.value, ${numbering.next - 1}::bigint) + ${records.length}::bigint
    returning value`.execute(write.session.db);
  const last = rows[0]?.value ?? 0;
  const first = last - records.length + 1;
  if (last > lastNumber(numbering)) {
    const [zh, en] = [field.name.zh || field.name.en, field.name.en || field.name.zh];
    throw numbersUsedUp({ field: write.actor.locale === "zh" ? zh : en });
  }
  let numbered: Values = {};
  const text = (id: string): string => {
    const value = numbered[id] ?? null;
    return value === null ? "" : scalarText(value);
  };
  const moment = { at: now, timeZone, text };
  for (const [index, values] of records.entries()) {
    numbered = values;
    values[field.id] = formatAutoNumber(numbering.parts, first + index, moment);
  }
}
