import type { FieldDefinition } from "@mortise/metadata";
import { expect, test } from "vitest";
import { continued } from "./fill-series.ts";

/** The values before, at and after those given. */
function around(
  type: string,
  values: readonly unknown[],
  settings: Partial<FieldDefinition> = {},
): unknown[] {
  const field: FieldDefinition = { id: "f", type, name: { zh: "字段", en: "Field" }, ...settings };
  const series = continued(values, field);
  return Array.from({ length: values.length + 4 }, (_unused, index) => series(index - 2));
}

test("numbers that lie equally far apart go on exactly; one number and uneven ones repeat", () => {
  expect(around("number", ["0.1", "0.3"])).toEqual(["-0.3", "-0.1", "0.1", "0.3", "0.5", "0.7"]);
  expect(around("number", ["7"])).toEqual(["7", "7", "7", "7", "7"]);
  expect(around("number", ["1", "2", "4"])).toEqual(["2", "4", "1", "2", "4", "1", "2"]);
  expect(around("number", ["1", null])).toEqual(["1", null, "1", null, "1", null]);
});

test("one date goes on by days, several by their distance, in months when those are equal", () => {
  expect(around("date", ["2026-02-28"])).toEqual([
    "2026-02-26",
    "2026-02-27",
    "2026-02-28",
    "2026-03-01",
    "2026-03-02",
  ]);
  expect(around("date", ["2026-01-05", "2026-01-12"]).slice(-2)).toEqual(["2026-01-19", "2026-01-26"]);
  expect(around("date", ["2026-01-31", "2026-02-28"]).slice(-2)).toEqual(["2026-03-31", "2026-04-30"]);
  expect(around("date", ["2026-01-01", "2026-01-02", "2026-01-09"]).at(-1)).toBe("2026-01-02");
  expect(around("datetime", ["2026-03-01T08:30:00.000Z"]).at(-1)).toBe("2026-03-03T08:30:00.000Z");
});

test("everything else repeats", () => {
  expect(around("text", ["甲", "乙"])).toEqual(["甲", "乙", "甲", "乙", "甲", "乙"]);
  expect(around("text", ["1", "2"]).slice(-2)).toEqual(["1", "2"]);
});
