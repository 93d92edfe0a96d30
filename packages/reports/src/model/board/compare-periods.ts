import type { DateGrain } from "@mortise/metadata";

/** Days of a period, both inside. */
export interface PeriodDays {
  readonly from: string;
  readonly to: string;
}

const DAY = 86_400_000;

function plusDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** The same day of another month, or its last day. */
function plusMonths(day: string, months: number): string {
  const [year = 1970, month = 1, date = 1] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

function isMonthEnd(day: string): boolean {
  return plusDays(day, 1).endsWith("-01");
}

/** The last day of the month a day lies in. */
function monthEnd(day: string): string {
  return plusDays(plusMonths(`${day.slice(0, 7)}-01`, 1), -1);
}

/**
 * The period before one. Whole months are followed back by whole months, whatever their length; other periods by as many
 * days.
 */
export function periodBefore({ from, to }: PeriodDays): PeriodDays {
  if (from.endsWith("-01") && isMonthEnd(to)) {
    const months =
      (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 +
      Number(to.slice(5, 7)) -
      Number(from.slice(5, 7)) +
      1;
    return { from: plusMonths(from, -months), to: plusDays(from, -1) };
  }
  const days = Math.round((Date.parse(to) - Date.parse(from)) / DAY) + 1;
  return { from: plusDays(from, -days), to: plusDays(from, -1) };
}

/** The same period a year earlier. */
export function yearBefore({ from, to }: PeriodDays): PeriodDays {
  const end = plusMonths(to, -12);
  return { from: plusMonths(from, -12), to: isMonthEnd(to) ? monthEnd(end) : end };
}

/**
 * A period that is not over is compared with as much of the other one: up to the same day of it. Days ahead of today
 * have no figures yet.
 */
export function toDate(
  period: PeriodDays,
  today: string,
): { readonly period: PeriodDays; readonly cut: boolean } {
  const cut = period.from <= today && today < period.to;
  return { period: cut ? { ...period, to: today } : period, cut };
}

const MONTHS: Readonly<Partial<Record<DateGrain, number>>> = { month: 1, quarter: 3, year: 12 };

/** The days of a group of dates, by the first of them. */
export function groupDays(first: string, grain: DateGrain): PeriodDays {
  const from = first.slice(0, 10);
  const months = MONTHS[grain];
  if (months !== undefined) return { from, to: plusDays(plusMonths(from, months), -1) };
  return { from, to: grain === "week" ? plusDays(from, 6) : from };
}

/** The periods a period is compared with, each as long as what there is of it; `cut` when it is not over. */
export function comparedPeriods(
  period: PeriodDays,
  today: string,
): {
  readonly own: PeriodDays;
  readonly previous: PeriodDays;
  readonly lastYear: PeriodDays;
  readonly cut: boolean;
} {
  const { period: own, cut } = toDate(period, today);
  const whole = periodBefore(period);
  const passed = Math.round((Date.parse(own.to) - Date.parse(own.from)) / DAY);
  const end = plusDays(whole.from, passed);
  const previous = cut ? { from: whole.from, to: end < whole.to ? end : whole.to } : whole;
  return { own, previous, lastYear: yearBefore(own), cut };
}
