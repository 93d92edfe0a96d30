import { counterPeriod, formatAutoNumber, lastNumber, readAutoNumber } from "@mortise/fields";
import { drawNumbers as drawWithin, passNumber } from "../session/counters.ts";
import type { Write } from "../session/write-session.ts";
import type { EntityModel } from "../model/entity-model.ts";
import type { ModelField } from "../model/model-field.ts";
import { scalarText, type Values } from "../model/row-values.ts";
import { numbersUsedUp } from "../record-errors.ts";

/**
 * Gives new records their automatic numbers: one draw per counter for any number of records, outside of the write's
 * transaction. No number is given twice, and later draws give higher ones; a write that is undone leaves a gap.
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
  const { context, db } = write.session;
  for (const [period, number] of last) {
    const counter = { app: write.app, entity: model.id, field: field.id, period };
    await (context.counters?.pass(counter, number) ?? passNumber(db, counter, number));
  }
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
  const { now, context, db } = write.session;
  const { timeZone } = write.actor;
  const period = counterPeriod(numbering.reset, now, timeZone);
  const counter = { app: write.app, entity: model.id, field: field.id, period };
  const draw = { count: records.length, first: numbering.next, last: lastNumber(numbering) };
  const first = await (context.counters?.draw(counter, draw) ?? drawWithin(db, counter, draw));
  if (first === undefined) {
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
