import type { WorkPlace } from "@mortise/expression";
import { expect, test } from "vitest";
import { nextOccurrences, type Schedule, timesBetween } from "./schedule.ts";

const shanghai: WorkPlace = {
  timeZone: "Asia/Shanghai",
  // National Day 2026 with its two days worked instead.
  calendar: {
    holidays: ["2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07"],
    workdays: ["2026-09-20", "2026-10-10"],
    hours: [["09:00", "18:00"]],
  },
};
const daily: Schedule = {
  every: "day",
  times: ["09:00"],
  weekdays: [],
  days: [],
  months: [],
  daysOff: "count",
};

function next(schedule: Partial<Schedule>, after: string, count: number, place = shanghai) {
  return nextOccurrences({ ...daily, ...schedule }, new Date(after), place, count).map((at) =>
    at.toISOString(),
  );
}
/** By the clock of Shanghai. */
function local(schedule: Partial<Schedule>, after: string, count: number) {
  return next(schedule, after, count).map((at) =>
    new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16).replace("T", " "),
  );
}

test("several times a day, in their order, strictly after the moment", () => {
  expect(local({ times: ["18:00", "09:00", "09:00"] }, "2026-11-30T01:00:00Z", 3)).toEqual([
    "2026-11-30 18:00",
    "2026-12-01 09:00",
    "2026-12-01 18:00",
  ]);
});

test("days of the week; those off are left out or move to the next or the last working day", () => {
  const thursdays = { every: "week", weekdays: [4] } as const;
  const after = "2026-09-25T00:00:00Z";
  expect(local(thursdays, after, 2)).toEqual(["2026-10-01 09:00", "2026-10-08 09:00"]);
  expect(local({ ...thursdays, daysOff: "skip" }, after, 1)).toEqual(["2026-10-08 09:00"]);
  expect(local({ ...thursdays, daysOff: "next" }, after, 1)).toEqual(["2026-10-08 09:00"]);
  expect(local({ ...thursdays, daysOff: "previous" }, after, 1)).toEqual(["2026-09-30 09:00"]);
});

test("working days count the days worked instead of others", () => {
  expect(local({ daysOff: "skip" }, "2026-10-07T00:00:00Z", 4)).toEqual([
    "2026-10-08 09:00",
    "2026-10-09 09:00",
    "2026-10-10 09:00",
    "2026-10-12 09:00",
  ]);
});

test("a long leave that ends in one working day gives one round, also when one looks from within it", () => {
  expect(local({ daysOff: "next" }, "2026-10-04T00:00:00Z", 2)).toEqual([
    "2026-10-08 09:00",
    "2026-10-09 09:00",
  ]);
});

test("the last day of each month, and days that a month lacks", () => {
  expect(local({ every: "month", days: ["last"] }, "2027-01-15T00:00:00Z", 3)).toEqual([
    "2027-01-31 09:00",
    "2027-02-28 09:00",
    "2027-03-31 09:00",
  ]);
  expect(local({ every: "month", days: [31] }, "2027-01-31T09:00:00Z", 2)).toEqual([
    "2027-03-31 09:00",
    "2027-05-31 09:00",
  ]);
});

test("once a year, also on 29 February", () => {
  const leap = { every: "year", months: [2], days: [29] } as const;
  expect(local(leap, "2026-11-30T00:00:00Z", 2)).toEqual(["2028-02-29 09:00", "2032-02-29 09:00"]);
});

test("a schedule that names no day has no moment", () => {
  expect(next({ every: "year", months: [2], days: [30] }, "2026-11-30T00:00:00Z", 1)).toEqual([]);
  expect(next({ every: "week", weekdays: [] }, "2026-11-30T00:00:00Z", 1)).toEqual([]);
  expect(next({ times: [] }, "2026-11-30T00:00:00Z", 1)).toEqual([]);
});

test("by the clock of a zone that changes: nine stays nine, the hour that is skipped comes an hour later, of the doubled one the second", () => {
  const berlin = { ...shanghai, timeZone: "Europe/Berlin" };
  expect(next({ times: ["09:00"] }, "2027-03-27T00:00:00Z", 2, berlin)).toEqual([
    "2027-03-27T08:00:00.000Z",
    "2027-03-28T07:00:00.000Z",
  ]);
  expect(next({ times: ["02:30"] }, "2027-03-27T12:00:00Z", 2, berlin)).toEqual([
    "2027-03-28T01:30:00.000Z",
    "2027-03-29T00:30:00.000Z",
  ]);
  expect(next({ times: ["02:30"] }, "2026-10-24T12:00:00Z", 2, berlin)).toEqual([
    "2026-10-25T01:30:00.000Z",
    "2026-10-26T01:30:00.000Z",
  ]);
});

test("times in equal steps", () => {
  expect(timesBetween("09:00", "10:30", 30)).toEqual(["09:00", "09:30", "10:00", "10:30"]);
  expect(timesBetween("09:00", "08:00", 30)).toEqual([]);
  expect(timesBetween("00:00", "23:59", 0)).toEqual([]);
});
