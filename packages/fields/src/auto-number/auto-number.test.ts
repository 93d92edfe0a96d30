import { expect, test } from "vitest";
import { counterPeriod, formatAutoNumber, type NumberPart } from "./numbering.ts";

const parts: readonly NumberPart[] = [
  { type: "literal", text: "XS" },
  { type: "date", format: "yyyyMMdd" },
  { type: "counter", width: 4 },
];

test("takes the day in the app's zone", () => {
  const at = new Date("2026-11-21T16:30:00Z");
  expect(formatAutoNumber(parts, at, 7, "Asia/Shanghai")).toBe("XS202611220007");
  expect(formatAutoNumber(parts, at, 7, "UTC")).toBe("XS202611210007");
});

test("grows beyond its width rather than repeating numbers", () => {
  expect(formatAutoNumber(parts, new Date("2026-01-01T00:00:00Z"), 12345n, "UTC")).toBe("XS2026010112345");
});

test("names the period of a counter", () => {
  const at = new Date("2026-12-31T16:00:00Z");
  const periods = (["never", "year", "month", "day"] as const).map((reset) =>
    counterPeriod(reset, at, "Asia/Shanghai"),
  );
  expect(periods).toEqual(["", "2027", "2027-01", "2027-01-01"]);
});
