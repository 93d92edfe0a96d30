import { expect, test } from "vitest";
import { addWorkTime, type WorkHours } from "./work-time.ts";
import { workedBetween } from "./worked-span.ts";

const calendar: WorkHours = {
  // National Day of 2026, with two Saturdays worked in exchange.
  holidays: ["2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07"],
  workdays: ["2026-09-26", "2026-10-10"],
  hours: [
    ["09:00", "12:00"],
    ["13:30", "18:00"],
  ],
};
const place = { calendar, timeZone: "Asia/Shanghai" };
const HOUR = 3_600_000;

function hours(from: string, to: string): number | null {
  const worked = workedBetween(Date.parse(`${from}+08:00`), Date.parse(`${to}+08:00`), place);
  return worked === null ? null : worked / HOUR;
}

test.each([
  ["nights do not count", "2026-09-28T17:00", "2026-09-29T10:00", 2],
  ["nor do breaks at noon", "2026-09-28T11:00", "2026-09-28T14:30", 2],
  ["nor weekends", "2026-10-16T17:30", "2026-10-19T09:30", 1],
  ["nor public holidays", "2026-09-30T17:00", "2026-10-08T10:00", 2],
  ["weekend days worked in exchange do", "2026-10-09T18:00", "2026-10-11T09:00", 7.5],
  ["what comes before counts backwards", "2026-09-29T10:00", "2026-09-28T17:00", -2],
  ["outside of working hours nothing passes", "2026-10-11T08:00", "2026-10-11T20:00", 0],
])("%s", (_name, from, to, expected) => {
  expect(hours(from, to)).toBe(expected);
});

test("it is what deadlines of flows are counted by", () => {
  const from = new Date("2026-09-25T08:15:00Z");
  for (let passed = 1; passed < 90; passed += 4) {
    const due = addWorkTime(from, passed * HOUR, place);
    expect([due, workedBetween(from.getTime(), due.getTime(), place)]).toEqual([due, passed * HOUR]);
  }
});

test("without a calendar people work from Monday to Friday, nine to six", () => {
  const usual = { calendar: undefined, timeZone: "UTC" };
  const week = workedBetween(Date.parse("2026-11-02T00:00Z"), Date.parse("2026-11-09T00:00Z"), usual);
  expect(week).toBe(5 * 9 * HOUR);
});
