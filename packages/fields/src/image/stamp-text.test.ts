import { describe, expect, test } from "vitest";
import { stampLines } from "./stamp-text.ts";

const moment = {
  now: new Date("2026-11-30T20:05:00Z"),
  timeZone: "Asia/Shanghai",
  locale: "zh",
  person: "王强",
  place: { longitude: 117.000923, latitude: 36.675807 },
} as const;

describe("stampLines", () => {
  test("say when, who and where, by the clock of the place, in one order", () => {
    expect(stampLines(["place", "person", "time"], moment)).toEqual([
      "2026-12-01 04:05",
      "王强",
      "36.67581, 117.00092",
    ]);
    expect(stampLines(["time"], moment)).toEqual(["2026-12-01 04:05"]);
    expect(stampLines([], moment)).toEqual([]);
  });

  test("say that a place is not known instead of leaving it out", () => {
    expect(stampLines(["place"], { ...moment, place: undefined })).toEqual(["位置未知"]);
    expect(stampLines(["place"], { ...moment, locale: "en", place: undefined })).toEqual(["Place not known"]);
    expect(stampLines(["person"], { ...moment, person: undefined })).toEqual([]);
  });
});
