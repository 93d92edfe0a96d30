import { describe, expect, test } from "vitest";
import { dateKeyLabel, keysBetween, nextKey } from "./date-series.ts";

describe("keys of a date series", () => {
  test("follow each other by grain, over the turn of the year", () => {
    expect(nextKey("2026-12-31", "day")).toBe("2027-01-01");
    expect(nextKey("2026-12-28", "week")).toBe("2027-01-04");
    expect(nextKey("2026-12-01", "month")).toBe("2027-01-01");
    expect(nextKey("2026-10-01", "quarter")).toBe("2027-01-01");
    expect(nextKey("2026-01-01", "year")).toBe("2027-01-01");
  });

  test("have no gaps between the first and the last", () => {
    expect(keysBetween("2026-10-01", "2027-01-01", "month", 100)).toEqual([
      "2026-10-01",
      "2026-11-01",
      "2026-12-01",
      "2027-01-01",
    ]);
  });

  test("keep the latest when there are too many", () => {
    const keys = keysBetween("1970-01-01", "2026-11-22", "day", 30);
    expect(keys).toHaveLength(30);
    expect(keys.at(-1)).toBe("2026-11-22");
  });
});

describe("the label of a date group", () => {
  test.each([
    ["2026-11-01", "month", "2026年11月", "Nov 2026"],
    ["2026-10-01", "quarter", "2026年4季度", "Q4 2026"],
    ["2026-01-01", "year", "2026年", "2026"],
    ["2026-12-28", "week", "2026年第53周", "W53 2026"],
    ["2026-11-22", "day", "2026-11-22", "22 Nov 2026"],
  ] as const)("of %s by %s reads naturally in both languages", (key, grain, zh, en) => {
    expect(dateKeyLabel(key, grain, "zh")).toBe(zh);
    expect(dateKeyLabel(key, grain, "en")).toBe(en);
  });
});
