import { exampleField, fieldContext } from "@mortise/testing";
import { expect, test } from "vitest";
import { instantAt, wallTime } from "../zone.ts";
import { datetimeField } from "./index.ts";

const field = exampleField(datetimeField);

test.each([
  ["2026-11-22T09:30:00", "2026-11-22T01:30:00.000Z"],
  ["2026-11-22 09:30", "2026-11-22T01:30:00.000Z"],
  ["2026/11/22 9:30:05", "2026-11-22T01:30:05.000Z"],
  ["2026年11月22日 下午3:05", "2026-11-22T07:05:00.000Z"],
  ["2026年11月22日 15时05分", "2026-11-22T07:05:00.000Z"],
  ["11/22/2026 12:05 AM", "2026-11-21T16:05:00.000Z"],
  ["11/22/2026 12:05 PM", "2026-11-22T04:05:00.000Z"],
  ["2026-11-22", "2026-11-21T16:00:00.000Z"],
  ["2026-11-22T01:30:00Z", "2026-11-22T01:30:00.000Z"],
  ["2026-11-22T01:30:00-05:00", "2026-11-22T06:30:00.000Z"],
  ["2026-11-22 25:00", undefined],
])("reads %s in Shanghai as %s", (text, value) => {
  const result = datetimeField.fromText(text, field, fieldContext());
  expect(result.ok ? result.value : undefined).toBe(value);
});

test("insists on a zone from the API", () => {
  expect(datetimeField.parse("2026-11-22T09:30:00", field).ok).toBe(false);
  expect(datetimeField.parse("2026-11-22T09:30:00+08:00", field)).toEqual({
    ok: true,
    value: "2026-11-22T01:30:00.000Z",
  });
});

test("handles the hours that clocks skip and repeat", () => {
  const zone = "America/New_York";
  const at = (hour: number, minute: number, month: number, day: number): string =>
    instantAt({ year: 2026, month, day, hour, minute, second: 0, millisecond: 0 }, zone).toISOString();
  expect(at(2, 30, 3, 8)).toBe("2026-03-08T07:30:00.000Z");
  expect(at(1, 30, 11, 1)).toBe("2026-11-01T05:30:00.000Z");
  expect(at(3, 30, 11, 1)).toBe("2026-11-01T08:30:00.000Z");
  expect(wallTime(new Date("2026-11-01T05:30:00Z"), zone)).toMatchObject({ hour: 1, minute: 30, day: 1 });
});
