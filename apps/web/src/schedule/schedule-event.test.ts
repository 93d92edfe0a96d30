import type { RecordData } from "@mortise/contract";
import { describe, expect, test } from "vitest";
import type { ScheduleDates } from "./schedule-dates.ts";
import { movedValues, newValues, readEvent, resizedValues, type ScheduleEvent } from "./schedule-event.ts";
import { inWindow } from "./window-filter.ts";

const ZONE = "Asia/Shanghai";
const field = (id: string, type: string) => ({ id, type, name: { zh: id, en: id } });
const days: ScheduleDates = { kind: "date", start: field("a", "date"), end: field("b", "date") };
const times: ScheduleDates = { kind: "datetime", start: field("a", "datetime"), end: field("b", "datetime") };
const range: ScheduleDates = { kind: "dateRange", start: field("a", "date-range") };
const record = (values: object): RecordData => ({ id: "r", revision: 1, ...values });

function read(values: object, dates: ScheduleDates, zone = ZONE): ScheduleEvent {
  const event = readEvent(record(values), dates, zone);
  if (!event) throw new TypeError("no event");
  return event;
}

describe("readEvent", () => {
  test("places moments by the wall clock of the zone", () => {
    const event = read({ a: "2026-10-12T17:30:00.000Z", b: "2026-10-13T02:00:00.000Z" }, times);
    expect(event).toMatchObject({ first: "2026-10-13", last: "2026-10-13", from: 90, to: 600 });
  });

  test("lets what ends at midnight take nothing of the next day", () => {
    const event = read({ a: "2026-10-12T10:00:00.000Z", b: "2026-10-13T16:00:00.000Z" }, times);
    expect(event).toMatchObject({ first: "2026-10-12", last: "2026-10-13", to: 1440 });
  });

  test("counts an end before the start as none, and no start as no event", () => {
    expect(read({ a: "2026-10-12", b: "2026-10-01" }, days)).toMatchObject({ last: "2026-10-12" });
    expect(readEvent(record({ a: null }), days, ZONE)).toBeUndefined();
    expect(read({ a: "2026-10-12/2026-10-14" }, range)).toMatchObject({ last: "2026-10-14" });
  });
});

describe("moving", () => {
  test("takes the end along", () => {
    const event = read({ a: "2026-10-30", b: "2026-11-02" }, days);
    expect(movedValues(event, { days: 3, minutes: 0 }, days, ZONE)).toEqual({
      a: "2026-11-02",
      b: "2026-11-05",
    });
    const whole = read({ a: "2026-12-31/2027-01-01" }, range);
    expect(movedValues(whole, { days: -1, minutes: 0 }, range, ZONE)).toEqual({
      a: "2026-12-30/2026-12-31",
    });
  });

  test("keeps the hour when clocks are set between the days", () => {
    const event = read({ a: "2026-10-24T07:00:00.000Z" }, times, "Europe/Berlin");
    expect(event.from).toBe(9 * 60);
    expect(movedValues(event, { days: 2, minutes: 0 }, times, "Europe/Berlin")).toEqual({
      a: "2026-10-26T08:00:00.000Z",
    });
  });
});

describe("changing the end", () => {
  test("never puts it before the start", () => {
    const event = read({ a: "2026-10-12", b: "2026-10-14" }, days);
    expect(resizedValues(event, { days: -9, minutes: 0 }, days, ZONE)).toEqual({ b: "2026-10-12" });
    const meeting = read({ a: "2026-10-12T01:00:00.000Z", b: "2026-10-12T02:00:00.000Z" }, times);
    expect(resizedValues(meeting, { days: 0, minutes: -600 }, times, ZONE)).toEqual({
      b: "2026-10-12T01:15:00.000Z",
    });
    expect(resizedValues(meeting, { days: 0, minutes: 30 }, times, ZONE)).toEqual({
      b: "2026-10-12T02:30:00.000Z",
    });
  });
});

test("a new record of a day begins at nine there, or where the day was pointed at", () => {
  expect(newValues(times, ZONE, "2026-10-12")).toEqual({
    a: "2026-10-12T01:00:00.000Z",
    b: "2026-10-12T02:00:00.000Z",
  });
  expect(newValues(times, ZONE, "2026-10-12", 23 * 60 + 30)["b"]).toBe("2026-10-12T16:30:00.000Z");
  expect(newValues(range, ZONE, "2026-10-12")).toEqual({ a: "2026-10-12/2026-10-12" });
});

test("a window asks for what takes some of its days, by the days of the zone", () => {
  const window = { first: "2026-10-01", last: "2026-10-31" };
  expect(inWindow(range, window, ZONE)).toEqual({ overlaps: [{ var: "a" }, "2026-10-01/2026-10-31"] });
  expect(inWindow({ kind: "datetime", start: times.start }, window, ZONE)).toEqual({
    and: [
      { ">=": [{ var: "a" }, "2026-09-30T16:00:00.000Z"] },
      { "<": [{ var: "a" }, "2026-10-31T16:00:00.000Z"] },
    ],
  });
});
