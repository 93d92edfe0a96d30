import type { AggregateResult, AggregateRow } from "@mortise/store";
import type { CardPlan } from "./card-plan.ts";
import { askCard, type FigureSource } from "./card-query.ts";
import { withEmptyGroups, withoutGaps } from "./empty-groups.ts";

const MOST_PAIRS = 10_000;

/** The groups of a card in the order in which they are shown, without gaps in time, with the totals it asks for. */
export async function readGroups(source: FigureSource, plan: CardPlan): Promise<AggregateResult> {
  const result = await readOrdered(source, plan);
  const ordered = plan.runsInTime ? forward(result.rows) : result.rows;
  return { ...result, rows: withEmptyGroups(plan, withoutGaps(plan, ordered)) };
}

/** The limit counts groups of the first dimension: they are chosen first, then read with all their parts. */
async function readOrdered(source: FigureSource, plan: CardPlan): Promise<AggregateResult> {
  const { dimensions, filter, limit } = plan;
  const totals = totalSets(plan);
  const count = dimensions.length;
  if (count === 0) return askCard(source, plan, { dimensions: 0, limit, filter, totals });
  const outer = await askCard(source, plan, { dimensions: 1, limit, filter });
  const gathers = outer.truncated && dimensions[0]?.dimension.other === true;
  if (count === 1 && !gathers && totals.length === 0) return outer;
  const groups = outer.rows.map((row) => ({ key: row.keys[0] ?? null, filter: row.filters[0] ?? true }));
  const kept = outer.truncated ? { kept: { groups, rest: gathers } } : {};
  const inner = await askCard(source, plan, {
    dimensions: count,
    limit: MOST_PAIRS,
    filter,
    totals,
    ...kept,
  });
  const place = new Map(outer.rows.map((row, index) => [row.keys[0] ?? null, index]));
  const last = outer.rows.length;
  const placeOf = (row: AggregateRow): number =>
    row.other ? last + 1 : (place.get(row.keys[0] ?? null) ?? last);
  return {
    ...inner,
    rows: inner.rows.toSorted((a, b) => placeOf(a) - placeOf(b)),
    // What lies beyond the limit is not lost where it is gathered.
    truncated: (outer.truncated && !gathers) || inner.truncated,
  };
}

/** Rows read from the latest back, turned around; those without a date stay last. */
function forward(rows: readonly AggregateRow[]): readonly AggregateRow[] {
  const byDate = Map.groupBy(rows, dateOf);
  const dates = [...byDate.keys()].filter((date) => date !== "").toSorted((a, b) => (a < b ? -1 : 1));
  return [...dates, ""].flatMap((date) => byDate.get(date) ?? []);
}

function dateOf(row: AggregateRow): string {
  return typeof row.keys[0] === "string" && row.other !== true ? row.keys[0] : "";
}

/** Where rows end and columns begin, for totals and shares: without columns, the first dimension makes the rows. */
export function rowsOf({ card }: CardPlan): number {
  return card.columns?.length ? card.dimensions.length : Math.min(1, card.dimensions.length);
}

/** The sets of dimensions by which totals are wanted: for the card itself, and for shares. */
function totalSets(plan: CardPlan): readonly (readonly number[])[] {
  const count = plan.dimensions.length;
  // What a stage was to a record has no total over stages.
  if (plan.dimensions.some(({ dimension }) => dimension.passed === true)) return [];
  const own = plan.card.totals === true ? beginnings(plan.card.dimensions.length, count) : [];
  const isShare = plan.card.measures.some(({ calculation }) => calculation?.type.startsWith("share"));
  const rows = rowsOf(plan);
  const places = [...plan.dimensions.keys()];
  const shares = isShare ? [[], places.slice(0, rows), places.slice(rows)] : [];
  const sets = new Map([...own, ...shares].map((set) => [set.join(), set]));
  return [...sets.values()].filter((set) => set.length < count);
}

/** Every beginning of the rows with every beginning of the columns. */
function beginnings(rows: number, count: number): readonly (readonly number[])[] {
  const from = (start: number, end: number): readonly (readonly number[])[] =>
    Array.from({ length: end - start + 1 }, (_, length) =>
      Array.from({ length }, (_one, step) => start + step),
    );
  return from(0, rows).flatMap((down) => from(rows, count).map((across) => [...down, ...across]));
}
