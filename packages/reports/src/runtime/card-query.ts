import type { Expression } from "@mortise/expression";
import type { Actor, AggregateQuery, AggregateResult, AggregateRow, RecordReader } from "@mortise/store";
import { fromBiggest } from "../model/figure-math.ts";
import { type CardPlan, ownSort } from "./card-plan.ts";
import { figureOfNone } from "./empty-groups.ts";

/** From where and for whom figures are read. */
export interface FigureSource {
  readonly records: RecordReader;
  readonly actor: Actor;
  readonly app: string;
}

/** Most groups that are read to be sorted by what the gateway does not know. */
const MOST_SORTED = 10_000;

/** What differs from question to question about one card. */
export type CardAsk = Pick<AggregateQuery, "kept" | "totals"> & {
  /** How many of the dimensions. */
  readonly dimensions: number;
  readonly limit: number;
  readonly filter?: Expression | undefined;
};

/** Asks the gateway about a card; the answer holds the figures of all measures, formulas and metrics among them. */
export async function askCard(
  source: FigureSource,
  plan: CardPlan,
  { dimensions, limit, filter, kept, totals }: CardAsk,
): Promise<AggregateResult> {
  const own = dimensions === 1 ? ownSort(plan) : undefined;
  const result = await source.records.aggregate(source.actor, source.app, {
    entity: plan.card.entity,
    dimensions: plan.dimensions.slice(0, dimensions).map((reader) => reader.dimension),
    measures: plan.measures.asked.length > 0 ? plan.measures.asked : [{ id: "count", function: "count" }],
    sort: own ? [] : sortFor(plan, dimensions),
    limit: own ? MOST_SORTED : limit,
    ...(filter === undefined ? {} : { filter }),
    ...(kept ? { kept } : {}),
    ...(totals && totals.length > 0 ? { totals } : {}),
  });
  const whole = dimensions === 0 ? result.rows.map((row) => sumsOfNone(plan, row)) : result.rows;
  const rows = whole.map((row) => withFigures(plan, row));
  const sorted = own ? sortedBy(rows, own.field, own.descending).slice(0, limit) : rows;
  return {
    ...result,
    rows: sorted,
    truncated: result.truncated || sorted.length < rows.length,
    ...(result.totals ? { totals: result.totals.map((total) => withFigures(plan, total)) } : {}),
  };
}

/** The one figure of all records: where there are none, they add up to 0. */
function sumsOfNone({ measures }: CardPlan, row: AggregateRow): AggregateRow {
  const values = measures.asked.map((one) => [one.id, row.values[one.id] ?? figureOfNone(one)] as const);
  return { ...row, values: { ...row.values, ...Object.fromEntries(values) } };
}

function withFigures<Row extends AggregateRow>(plan: CardPlan, row: Row): Row {
  return { ...row, values: plan.measures.figures(row.values) };
}

/** Groups of several dimensions stand in the order of the first, so figures do not order them again. */
function sortFor(plan: CardPlan, count: number): CardPlan["sort"] {
  const dimensions = plan.dimensions.slice(0, count).map(({ dimension }) => dimension.field);
  const measures = count > 1 ? [] : plan.measures.asked.map(({ id }) => id);
  return plan.sort.filter(({ field }) => dimensions.includes(field) || measures.includes(field));
}

function sortedBy(
  rows: readonly AggregateRow[],
  measure: string,
  descending: boolean,
): readonly AggregateRow[] {
  return rows.toSorted((a, b) => {
    const [left, right] = [a.values[measure] ?? null, b.values[measure] ?? null];
    // What is missing comes last, whichever way round.
    if (left === null || right === null || descending) return fromBiggest(left, right);
    return fromBiggest(right, left);
  });
}
