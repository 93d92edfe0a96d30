import type { LocalizedText } from "@mortise/kit";

/** A stretch of days relative to today, as the operator `inPeriod` knows it. */
export interface Period {
  readonly id: string;
  readonly name: LocalizedText;
  /** Takes a number of days. */
  readonly counted?: boolean;
}

/** Relative periods in the order in which pickers show them. */
export const PERIODS: readonly Period[] = [
  { id: "today", name: { zh: "今天", en: "Today" } },
  { id: "yesterday", name: { zh: "昨天", en: "Yesterday" } },
  { id: "tomorrow", name: { zh: "明天", en: "Tomorrow" } },
  { id: "this-week", name: { zh: "本周", en: "This week" } },
  { id: "last-week", name: { zh: "上周", en: "Last week" } },
  { id: "next-week", name: { zh: "下周", en: "Next week" } },
  { id: "this-month", name: { zh: "本月", en: "This month" } },
  { id: "last-month", name: { zh: "上月", en: "Last month" } },
  { id: "next-month", name: { zh: "下月", en: "Next month" } },
  { id: "this-quarter", name: { zh: "本季度", en: "This quarter" } },
  { id: "last-quarter", name: { zh: "上季度", en: "Last quarter" } },
  { id: "next-quarter", name: { zh: "下季度", en: "Next quarter" } },
  { id: "this-year", name: { zh: "今年", en: "This year" } },
  { id: "last-year", name: { zh: "去年", en: "Last year" } },
  { id: "next-year", name: { zh: "明年", en: "Next year" } },
  { id: "last-n-days", name: { zh: "最近几天", en: "The last days" }, counted: true },
  { id: "next-n-days", name: { zh: "未来几天", en: "The next days" }, counted: true },
];

/** Whether a period takes a number of days. */
export function isCounted(id: string): boolean {
  return PERIODS.some((period) => period.id === id && period.counted);
}
