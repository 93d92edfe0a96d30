import type { ChartPoint } from "@mortise/contract";
import { dayIn, type Expression, periodRange } from "@mortise/expression";
import { isPlainObject, type Json } from "@mortise/kit";
import { type Catalog, type DashboardCard, type DashboardDocument, kindOfField } from "@mortise/metadata";
import { joinFilters } from "../drill.ts";
import type { ComparedPoint } from "./board-state.ts";
import { groupDays, type PeriodDays } from "./compare-periods.ts";
import { chosenValue, type FilterChoices, itemFilter } from "./filter-condition.ts";

/** What a figure is seen from. */
export interface ComparePlace {
  readonly dashboard: DashboardDocument;
  readonly catalog: Catalog;
  readonly timeZone: string;
  readonly fiscalMonth: number;
  readonly choices: FilterChoices;
  readonly now: number;
}

interface Dated extends PeriodDays {
  readonly field: string;
  /** The condition without the period. */
  readonly filter: Expression | undefined;
}

/**
 * The period a figure belongs to, and its condition without it: that of its group of dates, of a period filter in the
 * bar, or of the card's own condition. Undefined for figures of all times.
 */
export function comparedPoint(
  card: DashboardCard,
  picked: { readonly point: ChartPoint; readonly measure: string; readonly title: string },
  place: ComparePlace,
): ComparedPoint | undefined {
  const { point, measure, title } = picked;
  if (point.reached || (card.dimensions.length > 0 && !point.parts)) return undefined;
  const dated = ofGroup(card, point, place) ?? ofBar(card, point, place) ?? ofCard(card, point, place);
  if (!dated) return undefined;
  const { field, from, to, filter } = dated;
  return {
    card: card.id,
    title: [title, point.labels.join(" / ")].filter((part) => part !== "").join(" · "),
    measure,
    field,
    from,
    to,
    ...(filter === undefined ? {} : { filter }),
  };
}

function ofGroup(card: DashboardCard, point: ChartPoint, place: ComparePlace): Dated | undefined {
  const index = card.dimensions.findIndex(({ grain }) => grain !== undefined);
  const dimension = card.dimensions[index];
  const key = point.keys[index];
  if (!dimension?.grain || typeof key !== "string") return undefined;
  const others = point.parts?.filter((_part, at) => at !== index) ?? [];
  const bar = itemFilter(card.id, place.choices, place, periodFilter(card, dimension.field, place));
  const own = withoutPeriod(card.filter, dimension.field);
  return {
    field: dimension.field,
    ...groupDays(key, dimension.grain),
    filter: joinFilters(own, bar, ...others),
  };
}

/** The id of the period filter that narrows a card by a field. */
function periodFilter(card: DashboardCard, field: string, { dashboard }: ComparePlace): string | undefined {
  return dashboard.filters?.find(
    ({ type, targets }) =>
      type === "period" && targets.some((target) => target.item === card.id && target.field === field),
  )?.id;
}

function ofBar(card: DashboardCard, point: ChartPoint, place: ComparePlace): Dated | undefined {
  for (const filter of place.dashboard.filters ?? []) {
    const target = filter.targets.find(({ item }) => item === card.id);
    const days = filter.type === "period" ? daysOf(chosenValue(filter, place.choices), place) : undefined;
    if (!target || !days) continue;
    const rest = itemFilter(card.id, place.choices, place, filter.id);
    const own = withoutPeriod(card.filter, target.field);
    return { field: target.field, ...days, filter: joinFilters(own, rest, ...(point.parts ?? [])) };
  }
  return undefined;
}

function ofCard(card: DashboardCard, point: ChartPoint, place: ComparePlace): Dated | undefined {
  for (const part of conjuncts(card.filter)) {
    const call = periodCall(part);
    const kind = call && kindOfField(place.catalog, card.entity, call.field);
    const days = call && kind !== undefined ? daysOf(call.period, place) : undefined;
    if (!call || !days) continue;
    const bar = itemFilter(card.id, place.choices, place);
    const own = withoutPeriod(card.filter, call.field);
    return { field: call.field, ...days, filter: joinFilters(own, bar, ...(point.parts ?? [])) };
  }
  return undefined;
}

function daysOf(
  value: Json | undefined,
  { timeZone, fiscalMonth, now }: ComparePlace,
): PeriodDays | undefined {
  if (isPlainObject(value)) {
    const { from, to } = value;
    return typeof from === "string" && typeof to === "string" ? { from, to } : undefined;
  }
  const today = dayIn(now, timeZone);
  if (!Array.isArray(value) || today === null) return undefined;
  const [id, count] = value as readonly Json[]; // items of a JSON list are JSON
  const range = periodRange(String(id), { today, fiscalMonth }, typeof count === "number" ? count : 1);
  return range && range.first !== null && range.last !== null
    ? { from: range.first, to: range.last }
    : undefined;
}

/** The conditions that all have to hold. */
function conjuncts(filter: Expression | undefined): readonly Expression[] {
  if (filter === undefined || filter === null || filter === true) return [];
  const parts = isPlainObject(filter) ? filter["and"] : undefined;
  return Array.isArray(parts) ? (parts as readonly Expression[]).flatMap(conjuncts) : [filter]; // items of "and" are conditions
}

function periodCall(part: Expression): { readonly field: string; readonly period: Json } | undefined {
  const call = isPlainObject(part) ? part["inPeriod"] : undefined;
  if (!Array.isArray(call)) return undefined;
  const [first, ...period] = call as readonly Json[]; // arguments are JSON
  const field = isPlainObject(first) ? first["var"] : undefined;
  return typeof field === "string" ? { field, period } : undefined;
}

function withoutPeriod(filter: Expression | undefined, field: string): Expression | undefined {
  return joinFilters(...conjuncts(filter).filter((part) => periodCall(part)?.field !== field));
}
