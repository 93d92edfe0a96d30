import { expect, test } from "vitest";
import { counterPeriod, formatAutoNumber, type NumberPart } from "./numbering.ts";

const parts: readonly NumberPart[] = [
  { type: "literal", text: "XS" },
  { type: "date", format: "yyyyMMdd" },
  { type: "counter", width: 4 },
];

test("takes the day in the app's zone", () => {
  const at = new Date("2026-11-21T16:30:00Z");
  expect(formatAutoNumber(parts, 7, { at, timeZone: "Asia/Shanghai" })).toBe("XS202611220007");
  expect(formatAutoNumber(parts, 7, { at, timeZone: "UTC" })).toBe("XS202611210007");
});

test("grows beyond its width rather than repeating numbers", () => {
  const moment = { at: new Date("2026-01-01T00:00:00Z"), timeZone: "UTC" };
  expect(formatAutoNumber(parts, 12345n, moment)).toBe("XS2026010112345");
});

test("names the period of a counter", () => {
  const at = new Date("2026-12-31T16:00:00Z");
  const periods = (["never", "year", "month", "day"] as const).map((reset) =>
    counterPeriod(reset, at, "Asia/Shanghai"),
  );
  expect(periods).toEqual(["", "2027", "2027-01", "2027-01-01"]);
});

test("counts weeks from Monday, in the year of their Thursday", () => {
  const week = (day: string) => counterPeriod("week", new Date(`${day}T00:00:00Z`), "UTC");
  expect([week("2026-11-22"), week("2026-11-23"), week("2026-11-29")]).toEqual([
    "2026-W47",
    "2026-W48",
    "2026-W48",
  ]);
  expect([week("2027-01-01"), week("2027-01-03"), week("2027-01-04")]).toEqual([
    "2026-W53",
    "2026-W53",
    "2027-W01",
  ]);
});

test("takes in the value of another field without its spaces, or nothing", () => {
  const withField: readonly NumberPart[] = [
    { type: "field", field: "area" },
    { type: "literal", text: "-" },
    { type: "counter", width: 2 },
  ];
  const moment = { at: new Date("2026-01-01T00:00:00Z"), timeZone: "UTC" };
  const text = (id: string) => (id === "area" ? " 青 岛 " : "");
  expect(formatAutoNumber(withField, 3, { ...moment, text })).toBe("青岛-03");
  expect(formatAutoNumber(withField, 3, moment)).toBe("-03");
});
