import { dayIn, type Expression } from "@mortise/expression";
import type { DateGrain, PeriodComparison } from "@mortise/metadata";
import type { Actor } from "@mortise/store";
import { joinFilters } from "../model/drill.ts";
import { asksOnly, conjuncts } from "../model/filter-parts.ts";
import { inRange, periodAround, rangeOfCondition, wallAt, type WallRange } from "../model/period-shift.ts";
import type { CardPlan } from "./card-plan.ts";

/** How a card compares periods, for one reader at one moment. */
export interface CardPeriod {
  readonly compare: PeriodComparison;
  readonly grain: DateGrain;
  /** Place of the dimension whose groups are the periods; absent where the card as a whole shows one period. */
  readonly place?: number;
  /** The conditions that do not ask of the date: they hold for all periods alike. */
  readonly rest: Expression | undefined;
  /** The period of the card as a whole, and the part of it that is shown. */
  readonly whole?: WallRange;
  readonly shown?: WallRange;
  readonly now: number;
  /** The condition that the date lies in a stretch of time. */
  within(range: WallRange): Expression;
}

/** Who reads a card, when, and in which month the fiscal year begins. */
export interface PeriodReader {
  readonly actor: Actor;
  readonly now: Date;
  readonly fiscalMonth: number;
}

/** The periods that a card compares; undefined where it compares none. */
export function periodOf(plan: CardPlan, reader: PeriodReader): CardPeriod | undefined {
  const { compare } = plan.card;
  const field = plan.fields.find(({ id }) => id === compare?.field);
  if (!compare || !field || (field.kind !== "date" && field.kind !== "datetime")) return undefined;
  const { kind } = field;
  const { timeZone } = reader.actor;
  const dates = new Set([compare.field]);
  const all = conjuncts(plan.filter);
  const now = wallAt(reader.now, timeZone);
  const place = plan.dimensions.findIndex(
    ({ dimension }) => dimension.field === compare.field && dimension.grain !== undefined,
  );
  const common = {
    compare,
    rest: joinFilters(...all.filter((part) => !asksOnly(part, dates))),
    now,
    within: (range: WallRange) => inRange(compare.field, range, { kind, timeZone }),
  };
  const grain = plan.dimensions[place]?.dimension.grain;
  if (grain !== undefined) return grain === "hour" ? undefined : { ...common, grain, place };
  const today = dayIn(reader.now.getTime(), timeZone);
  const moment = { today, fiscalMonth: reader.fiscalMonth };
  const asked = all.filter((part) => asksOnly(part, dates)).map((part) => rangeOfCondition(part, moment));
  const shift = compare.fiscal === true ? reader.fiscalMonth - 1 : 0;
  const whole = asked.find((range) => range !== undefined) ?? periodAround(now, compare.period, shift);
  return { ...common, grain: compare.period, whole, shown: soFar(whole, common) };
}

/** The part of a stretch that has passed, unless whole ones are compared. */
export function soFar(range: WallRange, { compare, now }: Pick<CardPeriod, "compare" | "now">): WallRange {
  const isRunning = range.from <= now && now < range.to;
  return isRunning && compare.whole !== true ? { from: range.from, to: now } : range;
}

/** The plan of a card that shows one period as a whole: the other conditions, and that period. */
export function planOfPeriod(plan: CardPlan, period: CardPeriod | undefined): CardPlan {
  if (!period?.shown) return plan;
  return { ...plan, filter: joinFilters(period.rest, period.within(period.shown)) };
}
