import type { ChartPoint, TargetFigure } from "@mortise/contract";
import { checkExpression, type Expression, replaceVariables } from "@mortise/expression";
import { AppError } from "@mortise/kit";
import type { Dimension, Measure, MeasureTarget } from "@mortise/metadata";
import type { AggregateRow } from "@mortise/store";
import { joinFilters } from "../model/drill.ts";
import { over } from "../model/figure-math.ts";
import { asksOnly, conjuncts } from "../model/filter-parts.ts";
import { inRange } from "../model/period-shift.ts";
import { reportField } from "../model/report-field.ts";
import type { CardPeriod } from "./card-period.ts";
import type { CardPlan } from "./card-plan.ts";
import type { FigureSource } from "./card-query.ts";

const MOST_GROUPS = 10_000;
const FORBIDDEN = 403;

type Targets = NonNullable<ChartPoint["targets"]>;

/** A card whose measures have targets. */
export interface TargetPlan {
  readonly plan: CardPlan;
  readonly period: CardPeriod | undefined;
}

/** What the measures of a card are to reach, group by group; nothing for readers who may not see the targets. */
export async function readTargets(
  source: FigureSource,
  card: TargetPlan,
): Promise<(row: AggregateRow) => Targets | undefined> {
  const measures = card.plan.card.measures.flatMap((measure) =>
    measure.target ? [{ measure, target: measure.target }] : [],
  );
  if (measures.length === 0) return () => undefined;
  const read = await Promise.all(
    measures.map(async ({ measure, target }) => ({ measure, value: await readTarget(source, card, target) })),
  );
  return (row) =>
    Object.fromEntries(read.map(({ measure, value }) => [measure.id, figure(row, measure, value)]));
}

function figure(
  row: AggregateRow,
  measure: Measure,
  value: (row: AggregateRow) => string | null,
): TargetFigure {
  const target = value(row);
  return { value: target, completion: over(row.values[measure.id] ?? null, target) };
}

async function readTarget(
  source: FigureSource,
  { plan, period }: TargetPlan,
  target: MeasureTarget,
): Promise<(row: AggregateRow) => string | null> {
  const by = new Map(Object.entries(target.by ?? {}));
  const places = [...plan.dimensions.keys()].filter((place) => by.has(fieldAt(plan, place)));
  const dimensions = places.flatMap((place): readonly Dimension[] => {
    const dimension = plan.dimensions[place]?.dimension;
    return dimension ? [{ ...dimension, field: by.get(dimension.field) ?? dimension.field }] : [];
  });
  const filter = targetFilter(source, { plan, period }, target);
  if (filter === UNFIT) return () => null;
  const query = {
    entity: target.entity,
    dimensions,
    measures: [{ id: "target", function: "sum" as const, field: target.field }],
    limit: MOST_GROUPS,
    ...(filter === undefined ? {} : { filter }),
  };
  const { rows } = await source.records.aggregate(source.actor, source.app, query).catch(noneToSee);
  const byKeys = new Map(rows.map((row) => [JSON.stringify(row.keys), row.values["target"] ?? null]));
  return (row) =>
    row.other === true && places.includes(0)
      ? null
      : (byKeys.get(JSON.stringify(places.map((place) => row.keys[place] ?? null))) ?? null);
}

/** Who may not see targets sees figures without them. */
function noneToSee(error: unknown): { readonly rows: readonly AggregateRow[] } {
  if (error instanceof AppError && error.status === FORBIDDEN) return { rows: [] };
  throw error;
}

function fieldAt(plan: CardPlan, place: number): string {
  return plan.dimensions[place]?.dimension.field ?? "";
}

const UNFIT = Symbol("a condition that targets cannot be asked");

/** The conditions of the card that targets know as well, in their words. */
function targetFilter(
  source: FigureSource,
  { plan, period }: TargetPlan,
  target: MeasureTarget,
): Expression | undefined | typeof UNFIT {
  const by = new Map(Object.entries(target.by ?? {}));
  const carried = conjuncts(period?.whole ? period.rest : plan.filter)
    .filter((part) => asksOnly(part, new Set(by.keys())))
    .map((part) => replaceVariables(part, (path) => ({ var: by.get(path) ?? path })));
  const scope = plan.catalog.queryScope(target.entity);
  const fits = carried.every((part) => checkExpression(part, scope, { expected: "boolean", sql: true }).ok);
  if (!fits) return UNFIT;
  return joinFilters(target.filter, ...carried, periodFilter(source, { plan, period }, target));
}

/** Of a card that shows one period: the targets of the whole of it, also while it runs. */
function periodFilter(
  { actor }: FigureSource,
  { plan, period }: TargetPlan,
  target: MeasureTarget,
): Expression | undefined {
  const date = period?.whole && target.by?.[period.compare.field];
  if (date === undefined || !period?.whole) return undefined;
  const kind = reportField(plan.catalog, target.entity, date)?.kind;
  if (kind !== "date" && kind !== "datetime") return undefined;
  return inRange(date, period.whole, { kind, timeZone: actor.timeZone });
}
