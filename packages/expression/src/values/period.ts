import type { LocalizedText } from "@mortise/kit";
import { addDays, addMonths, type CivilDate, dateText, isoWeekday, parseDate } from "./calendar.ts";

/** First and last day of a period, both inside it. */
export interface PeriodRange {
  readonly first: string;
  readonly last: string;
}

interface Period {
  readonly name: LocalizedText;
  /** Needs a number of days. */
  readonly counted?: boolean;
  range(today: CivilDate, count: number): readonly [CivilDate, CivilDate];
}

const day =
  (offset: number) =>
  (today: CivilDate): readonly [CivilDate, CivilDate] => [addDays(today, offset), addDays(today, offset)];

const week =
  (offset: number) =>
  (today: CivilDate): readonly [CivilDate, CivilDate] => {
    const monday = addDays(today, 1 - isoWeekday(today) + offset * 7);
    return [monday, addDays(monday, 6)];
  };

const months =
  (length: number, offset: number) =>
  (today: CivilDate): readonly [CivilDate, CivilDate] => {
    const month = Math.floor((today.month - 1) / length) * length + 1;
    const first = addMonths({ year: today.year, month, day: 1 }, offset * length);
    return [first, addDays(addMonths(first, length), -1)];
  };

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
  [
    "last-n-days",
    {
      name: { zh: "最近 {n} 天", en: "the last {n} days" },
      counted: true,
      range: (today, count) => [addDays(today, 1 - count), today],
    },
  ],
  [
    "next-n-days",
    {
      name: { zh: "未来 {n} 天", en: "the next {n} days" },
      counted: true,
      range: (today, count) => [today, addDays(today, count - 1)],
    },
  ],
]);

/** Ids of the relative periods, in the order pickers show them. */
export const PERIOD_IDS: readonly string[] = [...PERIODS.keys()];

/** What a period is called, with `{n}` where its number of days goes; undefined for an unknown id. */
export function periodName(id: string): LocalizedText | undefined {
  return PERIODS.get(id)?.name;
}

/** Tells whether a period needs a number of days. */
export function isCountedPeriod(id: string): boolean {
  return PERIODS.get(id)?.counted === true;
}

/** The days of a period as seen from today; weeks begin on Monday, counted periods include today. */
export function periodRange(id: string, today: string, count: number): PeriodRange | null {
  const from = parseDate(today);
  const range = from && PERIODS.get(id)?.range(from, count);
  const first = range && dateText(range[0]);
  const last = range && dateText(range[1]);
  return first && last ? { first, last } : null;
}
