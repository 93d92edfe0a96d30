import { counterPeriod, formatAutoNumber, lastNumber, readAutoNumber } from "@mortise/fields";
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
    await passNumbers(write, model, { field, records });
    const waiting = records.filter((values) => (values[field.id] ?? null) === null);
    if (waiting.length > 0) await numberRecords(write, model, { field, records: waiting });
  }
}

/** Numbers that came from elsewhere: their counters go on behind them, so that none of them is drawn again. */
async function passNumbers(
  write: Write,
  model: EntityModel,
  { field, records }: { readonly field: ModelField; readonly records: readonly Values[] },
): Promise<void> {
  const numbering = field.definition && field.type?.numbering?.(field.definition);
  const given = records.filter((values) => typeof values[field.id] === "string");
  if (!numbering || given.length === 0) return;
  const last = new Map<string, number>();
  for (const values of given) {
    const text = (id: string): string => textOf(values, id);
    const moment = { at: write.session.now, timeZone: write.actor.timeZone, text };
    const read = readAutoNumber(numbering, textOf(values, field.id), moment);
    if (read) last.set(read.period, Math.max(read.counter, last.get(read.period) ?? 0));
  }
  if (last.size === 0) return;
  // In one order for all writers, so that two never wait for each other in a circle.
  const periods = [...last.keys()].toSorted();
  await sql`
    insert into mortise.counter as c (app, entity, field, period, value)
    select ${write.app}, ${model.id}, ${field.id}, p, v
    from unnest(${periods}::text[], ${periods.map((period) => last.get(period))}::bigint[]) as r(p, v)
    on conflict (app, entity, field, period) do update set value = greatest(c.value, excluded.value)`.execute(
    write.session.db,
  );
}

function textOf(values: Values, id: string): string {
  const value = values[id] ?? null;
  return value === null ? "" : scalarText(value);
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
  const text = (id: string): string => textOf(numbered, id);
  const moment = { at: now, timeZone, text };
  for (const [index, values] of records.entries()) {
    numbered = values;
    values[field.id] = formatAutoNumber(numbering.parts, first + index, moment);
  }
}
