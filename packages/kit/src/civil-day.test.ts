import { expect, test } from "vitest";
import { civilDayText, daysInMonth, isCivilDay, readCivilDay, weekdayOf } from "./civil-day.ts";

test("months have the days that the platform's calendar gives them", () => {
  for (const year of [1600, 1900, 2000, 2023, 2024, 2100])
    for (let month = 1; month <= 12; month += 1)
      expect(daysInMonth(year, month)).toBe(new Date(Date.UTC(year, month, 0)).getUTCDate());
});

test("a day is read as it is written, and what is none is not", () => {
  for (const text of ["2024-02-29", "0001-01-01", "9999-12-31"])
    expect(civilDayText(readCivilDay(text) ?? { year: 0, month: 0, day: 0 })).toBe(text);
  for (const text of ["2023-02-29", "2024-13-01", "2024-04-31", "0000-01-01", "2024-1-1", "24-01-01", ""])
    expect(readCivilDay(text)).toBeUndefined();
  expect(isCivilDay({ year: 2024, month: 0, day: 1 })).toBe(false);
});

test("the week begins on Monday", () => {
  expect(["2026-11-23", "2026-11-28", "2026-11-29"].map(weekdayOf)).toEqual([1, 6, 7]);
});
