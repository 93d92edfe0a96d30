import { expect, test } from "vitest";
import { nextOpening } from "./opening-hours.ts";

const SHANGHAI = "Asia/Shanghai";
const WORKDAYS = { days: [1, 2, 3, 4, 5], from: "09:00", to: "18:00" };
const opens = (hours: Parameters<typeof nextOpening>[0], since: string, zone = SHANGHAI) =>
  nextOpening(hours, new Date(since), zone)?.toISOString();

test("inside its hours a form is open at once, outside them when they begin again", () => {
  // A Friday noon, 17:59:59, 18:00, and Saturday, in Shanghai.
  expect(opens([WORKDAYS], "2026-11-27T04:00:00Z")).toBe("2026-11-27T04:00:00.000Z");
  expect(opens([WORKDAYS], "2026-11-27T09:59:59Z")).toBe("2026-11-27T09:59:59.000Z");
  expect(opens([WORKDAYS], "2026-11-27T10:00:00Z")).toBe("2026-11-30T01:00:00.000Z");
  expect(opens([WORKDAYS], "2026-11-28T04:00:00Z")).toBe("2026-11-30T01:00:00.000Z");
  expect(opens([WORKDAYS], "2026-11-30T00:59:59Z")).toBe("2026-11-30T01:00:00.000Z");
});

test("hours over midnight belong to the day on which they begin", () => {
  const night = { days: [5], from: "22:00", to: "02:00" };
  expect(opens([night], "2026-11-27T17:30:00Z")).toBe("2026-11-27T17:30:00.000Z");
  expect(opens([night], "2026-11-27T18:00:00Z")).toBe("2026-12-04T14:00:00.000Z");
  expect(opens([night, WORKDAYS], "2026-11-27T18:00:00Z")).toBe("2026-11-30T01:00:00.000Z");
});

test("the wall clock counts, also where it is put forward; without hours nothing ever opens", () => {
  const berlin = { days: [7], from: "09:00", to: "10:00" };
  expect(opens([berlin], "2026-03-28T12:00:00Z", "Europe/Berlin")).toBe("2026-03-29T07:00:00.000Z");
  expect(opens([{ days: [], from: "09:00", to: "10:00" }], "2026-03-28T12:00:00Z")).toBeUndefined();
  expect(opens([], "2026-03-28T12:00:00Z")).toBeUndefined();
});
