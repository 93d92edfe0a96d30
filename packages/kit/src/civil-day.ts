/** A day of the proleptic Gregorian calendar: year, month (1–12) and day. */
export interface CivilDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Number of days of a month. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Tells whether a day exists in the calendar, years 1 to 9999. */
export function isCivilDay({ year, month, day }: CivilDay): boolean {
  return (
    year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
  );
}

/** Reads exactly `2027-02-06`; undefined when it is not a day of the calendar. */
export function readCivilDay(text: string): CivilDay | undefined {
  const match = DAY.exec(text);
  if (!match) return undefined;
  const day = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
  return isCivilDay(day) ? day : undefined;
}

/** Writes `2027-02-06`. */
export function civilDayText({ year, month, day }: CivilDay): string {
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`;
}

/** Day of the week of `2027-02-06`, Monday 1 to Sunday 7. */
export function weekdayOf(day: string): number {
  return ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
}

/** The day after a day: `2026-11-23` after `2026-11-22`. */
export function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

function digits(value: number, places: number): string {
  return String(value).padStart(places, "0");
}
