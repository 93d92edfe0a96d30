import type { Value } from "@mortise/expression";
import { keysBetween } from "../model/date-series.ts";
import type { Measure } from "@mortise/metadata";
import type { Actor, AggregateResult, AggregateRow, RecordReader } from "@mortise/store";
import { isRecordMeasure } from "../model/measure.ts";
import type { CardPlan } from "./card-plan.ts";

/** From where and for whom figures are read. */
export interface FigureSource {
  readonly records: RecordReader;
  readonly actor: Actor;
  readonly app: string;
}

const MOST_PAIRS = 10_000;
const MOST_DATES = 1_000;

/** The groups of a card in the order in which they are shown, without gaps in time. */
export async function readGroups(source: FigureSource, plan: CardPlan): Promise<AggregateResult> {
  const result = plan.dimensions.length > 1 ? await readPairs(source, plan) : await readSingle(source, plan);
  const ordered = plan.runsInTime ? forward(result.rows) : result.rows;
  return { ...result, rows: withEmptyOptions(plan, withoutGaps(plan, ordered)) };
}

function readSingle(source: FigureSource, plan: CardPlan): Promise<AggregateResult> {
  return source.records.aggregate(source.actor, source.app, {
    entity: plan.card.entity,
    dimensions: plan.dimensions.map((reader) => reader.dimension),
    measures: plan.card.measures.filter(isRecordMeasure),
    sort: plan.sort,
    limit: plan.limit,
    ...(plan.filter === undefined ? {} : { filter: plan.filter }),
  });
}

/** The limit counts groups of the first dimension: they are chosen first, then read with all their parts. */
async function readPairs(source: FigureSource, plan: CardPlan): Promise<AggregateResult> {
  const [first] = plan.dimensions;
  const ranks = new Set([first?.dimension.field, ...plan.card.measures.map((measure) => measure.id)]);
  const outer = await readSingle(source, {
    ...plan,
    dimensions: plan.dimensions.slice(0, 1),
    sort: plan.sort.filter((key) => ranks.has(key.field)),
  });
  const inner = await readSingle(source, {
    ...plan,
    dimensions: plan.dimensions,
    sort: plan.sort.filter((key) => !plan.card.measures.some((measure) => measure.id === key.field)),
    limit: MOST_PAIRS,
  });
  const place = new Map(outer.rows.map((row, index) => [row.keys[0] ?? null, index]));
  const rows = inner.rows
    .filter((row) => place.has(row.keys[0] ?? null))
    .toSorted((a, b) => (place.get(a.keys[0] ?? null) ?? 0) - (place.get(b.keys[0] ?? null) ?? 0));
  return { rows, labels: inner.labels, truncated: outer.truncated || inner.truncated };
}

/** Rows read from the latest back, turned around; those without a date stay last. */
function forward(rows: readonly AggregateRow[]): readonly AggregateRow[] {
  const byDate = Map.groupBy(rows, dateOf);
  const dates = [...byDate.keys()].filter((date) => date !== "").toSorted((a, b) => (a < b ? -1 : 1));
  return [...dates, ""].flatMap((date) => byDate.get(date) ?? []);
}

function dateOf(row: AggregateRow): string {
  return typeof row.keys[0] === "string" ? row.keys[0] : "";
}

/** What a measure says about no rows: counts and sums are 0, averages and extremes are nothing. */
function figureOfNone(measure: Measure): string | null {
  return measure.function === "avg" || measure.function === "min" || measure.function === "max" ? null : "0";
}

function emptyRow(plan: CardPlan, keys: readonly Value[]): AggregateRow {
  return { keys, values: Object.fromEntries(plan.card.measures.map((one) => [one.id, figureOfNone(one)])) };
}

function withoutGaps(plan: CardPlan, rows: readonly AggregateRow[]): readonly AggregateRow[] {
  const grain = plan.dimensions[0]?.dimension.grain;
  if (!plan.runsInTime || !grain) return rows;
  const dated = rows.map(dateOf).filter((date) => date !== "");
  const [first] = dated;
  const last = dated.at(-1);
  if (first === undefined || last === undefined) return rows;
  const present = Map.groupBy(rows, (row) => row.keys[0] ?? null);
  const rest = rows[0]?.keys.slice(1) ?? [];
  const filled = keysBetween(first, last, grain, Math.max(MOST_DATES, plan.limit)).flatMap(
    (key) => present.get(key) ?? [emptyRow(plan, [key, ...rest])],
  );
  return [...filled, ...(present.get(null) ?? [])];
}

function withEmptyOptions(plan: CardPlan, rows: readonly AggregateRow[]): readonly AggregateRow[] {
  const [first] = plan.dimensions;
  const isAsked = plan.dimensions.length === 1 && plan.chart.showsEmptyOptions?.(plan.settings);
  const options = isAsked ? first?.options : undefined;
  if (!options) return rows;
  const present = new Set(rows.map((row) => row.keys[0] ?? null));
  const shown = options.filter((option) => !option.disabled && isLayer(option.outcome));
  const missing = shown
    .filter((option) => !present.has(option.key))
    .map((option) => emptyRow(plan, [option.key]));
  if (plan.sort.length > 0) return [...rows, ...missing];
  const order = new Map<Value, number>(options.map((option, index) => [option.key, index]));
  const place = (row: AggregateRow): number => order.get(row.keys[0] ?? null) ?? options.length;
  return [...rows, ...missing].toSorted((a, b) => place(a) - place(b));
}

function isLayer(outcome: string | undefined): boolean {
  return outcome !== "lost" && outcome !== "invalid";
}
