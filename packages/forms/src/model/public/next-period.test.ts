import { expect, test } from "vitest";
import { nextPeriod } from "./next-period.ts";

test.each([
  ["day", "2026-11-22T15:59:59Z", "Asia/Shanghai", "2026-11-22T16:00:00.000Z"],
  ["day", "2026-11-22T16:00:00Z", "Asia/Shanghai", "2026-11-23T16:00:00.000Z"],
  ["month", "2026-12-31T15:59:59Z", "Asia/Shanghai", "2026-12-31T16:00:00.000Z"],
  ["month", "2026-12-31T16:00:00Z", "Asia/Shanghai", "2027-01-31T16:00:00.000Z"],
  // The clocks go back in between: that day has 25 hours.
  ["day", "2026-10-25T10:00:00Z", "Europe/Berlin", "2026-10-25T23:00:00.000Z"],
] as const)("the next %s after %s in %s begins at its own midnight", (period, now, zone, begins) => {
  expect(nextPeriod(period, new Date(now), zone).toISOString()).toBe(begins);
});
