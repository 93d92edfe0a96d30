import { expect, test } from "vitest";
import { calendarWindow, stepped } from "../schedule/days.ts";
import { dayMarks } from "../schedule/day-mark.ts";
import type { ScheduleEvent } from "../schedule/schedule-event.ts";
import { dayColumns } from "./day-columns.ts";
import { hiddenCounts, weekLanes } from "./week-lanes.ts";

const event = (id: string, first: string, last = first, from?: number, to?: number): ScheduleEvent => ({
  record: { id, revision: 1 },
  first,
  last,
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
});

test("a month is shown in whole weeks, from the weekday that was chosen", () => {
  expect(calendarWindow("month", "2026-11-29", 1)).toEqual({ first: "2026-10-26", last: "2026-12-06" });
  expect(calendarWindow("month", "2026-11-29", 7)).toEqual({ first: "2026-11-01", last: "2026-12-05" });
  expect(calendarWindow("week", "2026-11-29", 7)).toEqual({ first: "2026-11-29", last: "2026-12-05" });
  expect(stepped("month", "2026-01-31", -1)).toBe("2025-12-01");
});

test("events of a week do not cover each other, and go on beyond its ends", () => {
  const week = { first: "2026-11-23", last: "2026-11-29" };
  const pieces = weekLanes(
    [
      event("short", "2026-11-24"),
      event("long", "2026-11-20", "2026-11-25"),
      event("late", "2026-11-26", "2026-12-02"),
      event("other", "2026-12-01"),
    ],
    week,
  );
  const place = (id: string) => pieces.find((piece) => piece.event.record.id === id);
  expect(place("long")).toMatchObject({ column: 0, span: 3, lane: 0, isBegun: true, goesOn: false });
  expect(place("short")).toMatchObject({ column: 1, span: 1, lane: 1 });
  expect(place("late")).toMatchObject({ column: 3, span: 4, lane: 0, goesOn: true });
  expect(place("other")).toBeUndefined();
  expect(hiddenCounts(pieces, 1, 7)).toEqual([0, 1, 0, 0, 0, 0, 0]);
});

test("events that meet stand beside each other, others take the whole width", () => {
  const pieces = dayColumns([
    event("a", "2026-11-24", "2026-11-24", 540, 660),
    event("b", "2026-11-24", "2026-11-24", 600, 630),
    event("c", "2026-11-24", "2026-11-24", 700, 760),
  ]);
  expect(pieces.map(({ event: { record }, column, columns }) => [record.id, column, columns])).toEqual([
    ["a", 0, 2],
    ["b", 1, 2],
    ["c", 0, 1],
  ]);
});

test("holidays and weekend days worked in exchange come from the company's calendar", () => {
  const mark = dayMarks({ holidays: ["2026-10-01"], workdays: ["2026-10-10", "2026-10-12"] });
  expect(["2026-10-01", "2026-10-10", "2026-10-11", "2026-10-12"].map(mark)).toEqual([
    "off",
    "worked",
    "weekend",
    "plain",
  ]);
});
