import { expect, test } from "vitest";
import { SAMPLE_CALENDAR } from "../../bench/sample.ts";
import { addDays, dateText, isoWeekday, parseDate } from "./calendar.ts";
import { countWorkDays, isWorkDay, shiftWorkDays, type WorkCalendar } from "./work-calendar.ts";

function plainly(day: string, { holidays, workdays }: WorkCalendar): boolean {
  const date = parseDate(day);
  if (!date) return false;
  return isoWeekday(date) > 5 ? workdays.includes(day) : !holidays.includes(day);
}

function next(day: string, step: 1 | -1): string {
  const date = parseDate(day);
  return (date && dateText(addDays(date, step))) ?? "";
}

/** Walks day by day. */
function walked(day: string, count: number, calendar: WorkCalendar): string {
  let [place, open] = [day, Math.abs(count)];
  while (open > 0) {
    place = next(place, count > 0 ? 1 : -1);
    if (plainly(place, calendar)) open -= 1;
  }
  return place;
}

test("working days are those that walking day by day finds", () => {
  let day = "2025-12-25";
  for (let index = 0; index < 320; index += 1) {
    expect(isWorkDay(day, SAMPLE_CALENDAR)).toBe(plainly(day, SAMPLE_CALENDAR));
    for (const count of [1, 2, 5, 9, -1, -3, -8]) {
      const moved = shiftWorkDays(day, count, SAMPLE_CALENDAR);
      expect([day, count, moved]).toEqual([day, count, walked(day, count, SAMPLE_CALENDAR)]);
      const span = countWorkDays(day, moved ?? "", SAMPLE_CALENDAR);
      const own = isWorkDay(day, SAMPLE_CALENDAR) ? Math.sign(count) : 0;
      expect(span).toBe(count + own);
    }
    day = next(day, 1);
  }
});

test("without a calendar people work from Monday to Friday", () => {
  expect(isWorkDay("2026-10-01", undefined)).toBe(true);
  expect(shiftWorkDays("2026-11-20", 1, undefined)).toBe("2026-11-23");
  expect(countWorkDays("2026-11-16", "2026-11-22", undefined)).toBe(5);
});

test("days beyond the calendar of years do not exist", () => {
  expect(shiftWorkDays("9999-12-30", 3, undefined)).toBe(null);
  expect(shiftWorkDays("0001-01-01", -1, undefined)).toBe(null);
});
