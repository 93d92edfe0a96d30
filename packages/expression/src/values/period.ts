import type { CivilDay, LocalizedText } from "@mortise/kit";
import { addDays, addMonths, dateText, isoWeekday, parseDate } from "./calendar.ts";

/** First and last day of a period, both inside it; null where it has no end on that side. */
export interface PeriodRange {
  readonly first: string | null;
  readonly last: string | null;
}

/** What a period is seen from. */
export interface PeriodMoment {
  readonly today: string;
  /** The month in which the fiscal year begins, 1 to 12. */
  readonly fiscalMonth: number;
}

/** What a counted period counts. */
export type PeriodUnit = "day" | "week" | "month";

interface Place {
  readonly count: number;
  readonly fiscalMonth: number;
}

/** The first and last day of a period; null where it has no end on that side. */
type Ends = readonly [CivilDay | null, CivilDay | null];

interface Period {
  readonly name: LocalizedText;
  /** Needs a number of these. */
  readonly counted?: PeriodUnit;
  range(today: CivilDay, place: Place): Ends;
}

const day =
  (offset: number) =>
  (today: CivilDay): Ends => [addDays(today, offset), addDays(today, offset)];

const week =
  (offset: number) =>
  (today: CivilDay): Ends => {
    const monday = addDays(today, 1 - isoWeekday(today) + offset * 7);
    return [monday, addDays(monday, 6)];
  };

const months =
  (length: number, offset: number) =>
  (today: CivilDay): Ends => {
    const month = Math.floor((today.month - 1) / length) * length + 1;
    const first = addMonths({ year: today.year, month, day: 1 }, offset * length);
    return [first, addDays(addMonths(first, length), -1)];
  };

const fiscalYear =
  (offset: number) =>
  (today: CivilDay, { fiscalMonth }: Place): Ends => {
    const year = today.year + offset - (today.month < fiscalMonth ? 1 : 0);
    const first = { year, month: fiscalMonth, day: 1 };
    return [first, addDays(addMonths(first, 12), -1)];
  };

/** The days up to and including today, or from today on: a month ago is the same day of that month, or its last. */
const back =
  (move: (from: CivilDay, count: number) => CivilDay) =>
  (today: CivilDay, { count }: Place): Ends => [addDays(move(today, -count), 1), today];
const ahead =
  (move: (from: CivilDay, count: number) => CivilDay) =>
  (today: CivilDay, { count }: Place): Ends => [today, addDays(move(today, count), -1)];
const addWeeks = (from: CivilDay, count: number): CivilDay => addDays(from, count * 7);

const PERIODS = new Map<string, Period>([
  ["today", { name: { zh: "今天", en: "today" }, range: day(0) }],
  ["yesterday", { name: { zh: "昨天", en: "yesterday" }, range: day(-1) }],
  ["tomorrow", { name: { zh: "明天", en: "tomorrow" }, range: day(1) }],
  ["this-week", { name: { zh: "本周", en: "this week" }, range: week(0) }],
  ["last-week", { name: { zh: "上周", en: "last week" }, range: week(-1) }],
  ["next-week", { name: { zh: "下周", en: "next week" }, range: week(1) }],
  ["this-month", { name: { zh: "本月", en: "this month" }, range: months(1, 0) }],
  ["last-month", { name: { zh: "上月", en: "last month" }, range: months(1, -1) }],
  ["next-month", { name: { zh: "下月", en: "next month" }, range: months(1, 1) }],
  ["this-quarter", { name: { zh: "本季度", en: "this quarter" }, range: months(3, 0) }],
  ["last-quarter", { name: { zh: "上季度", en: "last quarter" }, range: months(3, -1) }],
  ["next-quarter", { name: { zh: "下季度", en: "next quarter" }, range: months(3, 1) }],
  ["this-year", { name: { zh: "今年", en: "this year" }, range: months(12, 0) }],
  ["last-year", { name: { zh: "去年", en: "last year" }, range: months(12, -1) }],
  ["next-year", { name: { zh: "明年", en: "next year" }, range: months(12, 1) }],
  ["this-fiscal-year", { name: { zh: "本财年", en: "this fiscal year" }, range: fiscalYear(0) }],
  ["last-fiscal-year", { name: { zh: "上财年", en: "last fiscal year" }, range: fiscalYear(-1) }],
  ["next-fiscal-year", { name: { zh: "下财年", en: "next fiscal year" }, range: fiscalYear(1) }],
  [
    "last-n-days",
    { name: { zh: "最近 {n} 天", en: "the last {n} {n:day|days}" }, counted: "day", range: back(addDays) },
  ],
  [
    "last-n-weeks",
    {
      name: { zh: "最近 {n} 周", en: "the last {n} {n:week|weeks}" },
      counted: "week",
      range: back(addWeeks),
    },
  ],
  [
    "last-n-months",
    {
      name: { zh: "最近 {n} 个月", en: "the last {n} {n:month|months}" },
      counted: "month",
      range: back(addMonths),
    },
  ],
  [
    "next-n-days",
    { name: { zh: "未来 {n} 天", en: "the next {n} {n:day|days}" }, counted: "day", range: ahead(addDays) },
  ],
  [
    "next-n-weeks",
    {
      name: { zh: "未来 {n} 周", en: "the next {n} {n:week|weeks}" },
      counted: "week",
      range: ahead(addWeeks),
    },
  ],
  [
    "next-n-months",
    {
      name: { zh: "未来 {n} 个月", en: "the next {n} {n:month|months}" },
      counted: "month",
      range: ahead(addMonths),
    },
  ],
  [
    "n-days-ago",
    {
      name: { zh: "{n} 天前的那一天", en: "the day {n} {n:day|days} ago" },
      counted: "day",
      range: (today, { count }) => day(-count)(today),
    },
  ],
  [
    "in-n-days",
    {
      name: { zh: "{n} 天后的那一天", en: "the day in {n} {n:day|days}" },
      counted: "day",
      range: (today, { count }) => day(count)(today),
    },
  ],
  [
    "over-n-days-ago",
    {
      name: { zh: "{n} 天以前", en: "the time more than {n} {n:day|days} ago" },
      counted: "day",
      range: (today, { count }) => [null, addDays(today, -count - 1)],
    },
  ],
  [
    "over-n-days-ahead",
    {
      name: { zh: "{n} 天以后", en: "the time more than {n} {n:day|days} ahead" },
      counted: "day",
      range: (today, { count }) => [addDays(today, count + 1), null],
    },
  ],
]);

/** Ids of the relative periods, in the order pickers show them. */
export const PERIOD_IDS: readonly string[] = [...PERIODS.keys()];

/** What a period is called, with `{n}` where its number goes; undefined for an unknown id. */
export function periodName(id: string): LocalizedText | undefined {
  return PERIODS.get(id)?.name;
}

/** Tells whether a period needs a number of days, weeks or months. */
export function isCountedPeriod(id: string): boolean {
  return periodUnit(id) !== undefined;
}

/** What a period counts; undefined for those without a number. */
export function periodUnit(id: string): PeriodUnit | undefined {
  return PERIODS.get(id)?.counted;
}

/** The days of a period; weeks begin on Monday, counted periods include today. Null outside the years 1–9999. */
export function periodRange(
  id: string,
  { today, fiscalMonth }: PeriodMoment,
  count: number,
): PeriodRange | null {
  const from = parseDate(today);
  const ends = from && PERIODS.get(id)?.range(from, { count, fiscalMonth });
  if (!ends) return null;
  const [first, last] = ends.map((end) => (end === null ? null : dateText(end)));
  const isBroken = (text: string | null | undefined, end: CivilDay | null): boolean => end !== null && !text;
  return isBroken(first, ends[0]) || isBroken(last, ends[1])
    ? null
    : { first: first ?? null, last: last ?? null };
}
