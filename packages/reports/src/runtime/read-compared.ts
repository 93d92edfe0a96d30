import type { ChartPoint, ComparedFigure } from "@mortise/contract";
import type { Expression } from "@mortise/expression";
import type { ComparisonBase } from "@mortise/metadata";
import type { AggregateRow } from "@mortise/store";
import { joinFilters } from "../model/drill.ts";
import { changeOf } from "../model/figure-math.ts";
import { keyAt, rangeOfKey, shiftBack, shiftRange, type WallRange } from "../model/period-shift.ts";
import { type CardPeriod, soFar } from "./card-period.ts";
import type { CardPlan } from "./card-plan.ts";
import { askCard, type FigureSource } from "./card-query.ts";
import { figureOfNone } from "./empty-groups.ts";

const MOST_GROUPS = 10_000;

type Compared = NonNullable<ChartPoint["compared"]>;

/** Where the figures of one base are found. */
interface BaseFigures {
  readonly base: ComparisonBase;
  readonly byKeys: ReadonlyMap<string, AggregateRow>;
}

/** The figures of earlier periods that those of the rows are compared with. */
export async function readCompared(
  source: FigureSource,
  { plan, period }: { readonly plan: CardPlan; readonly period: CardPeriod },
  rows: readonly AggregateRow[],
): Promise<(row: AggregateRow) => Compared | undefined> {
  const bases: BaseFigures[] = [];
  for (const base of period.compare.with) {
    const parts = await readBase(source, { plan, period, base }, rows);
    bases.push({ base, byKeys: new Map(parts.map((row) => [nameOf(row.keys), row])) });
  }
  return (row) => (row.other === true ? undefined : comparedRow(row, { plan, period }, bases));
}

interface BasePlan {
  readonly plan: CardPlan;
  readonly period: CardPeriod;
  readonly base: ComparisonBase;
}

async function readBase(
  source: FigureSource,
  { plan, period, base }: BasePlan,
  rows: readonly AggregateRow[],
): Promise<readonly AggregateRow[]> {
  const ask = async (range: WallRange): Promise<readonly AggregateRow[]> => {
    const filter = joinFilters(period.rest, period.within(range));
    const { rows: found } = await askCard(source, plan, {
      dimensions: plan.dimensions.length,
      limit: MOST_GROUPS,
      filter,
    });
    return found;
  };
  const { place, grain, shown } = period;
  if (shown) return ask(shiftRange(shown, grain, base));
  const ranges = rows.flatMap(({ keys }) => rangeOf(keys[place ?? 0], period) ?? []);
  if (ranges.length === 0) return [];
  const earlier = ranges.map((range) => shiftRange(range, grain, base));
  const all = {
    from: Math.min(...earlier.map(({ from }) => from)),
    to: Math.max(...earlier.map(({ to }) => to)),
  };
  const whole = await ask(all);
  // The period that is not over yet is compared with as much of the other one.
  const running = ranges.find((range) => soFar(range, period) !== range);
  if (!running) return whole;
  const part = shiftRange(soFar(running, period), grain, base);
  const key = keyAt(part.from);
  return [...whole.filter(({ keys }) => keys[place ?? 0] !== key), ...(await ask(part))];
}

function rangeOf(key: unknown, { grain }: CardPeriod): WallRange | undefined {
  return typeof key === "string" ? rangeOfKey(key, grain) : undefined;
}

function comparedRow(
  row: AggregateRow,
  { plan, period }: Omit<BasePlan, "base">,
  bases: readonly BaseFigures[],
): Compared | undefined {
  const { place, grain, shown } = period;
  const range = shown ?? rangeOf(row.keys[place ?? 0], period);
  if (!range) return undefined;
  const figures = plan.card.measures.map((measure) => {
    const each = bases.map(({ base, byKeys }): readonly [ComparisonBase, ComparedFigure] => {
      const keys =
        place === undefined ? row.keys : row.keys.with(place, keyAt(shiftBack(range.from, grain, base)));
      const found = byKeys.get(nameOf(keys));
      const value = found ? (found.values[measure.id] ?? null) : figureOfNone(measure);
      const now = row.values[measure.id] ?? null;
      const filter = filterOf(row, period, shiftRange(soFar(range, period), grain, base));
      return [base, { value, change: changeOf(value, now), filter }];
    });
    return [measure.id, Object.fromEntries(each)] as const;
  });
  return Object.fromEntries(figures);
}

/** The rows of the same group in the other period. */
function filterOf(row: AggregateRow, period: CardPeriod, range: WallRange): Expression {
  const groups = row.filters.filter((_, index) => index !== period.place);
  return joinFilters(period.rest, period.within(range), ...groups) ?? true;
}

function nameOf(keys: AggregateRow["keys"]): string {
  return JSON.stringify(keys);
}
