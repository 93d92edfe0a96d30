import { expect, test } from "vitest";
import { comparedPeriods, groupDays, periodBefore, yearBefore } from "./compare-periods.ts";

test("whole months are preceded by as many whole months", () => {
  expect(periodBefore({ from: "2026-03-01", to: "2026-03-31" })).toEqual({
    from: "2026-02-01",
    to: "2026-02-28",
  });
  expect(periodBefore({ from: "2026-01-01", to: "2026-03-31" })).toEqual({
    from: "2025-10-01",
    to: "2025-12-31",
  });
});

test("other periods are preceded by as many days", () => {
  expect(periodBefore({ from: "2026-03-02", to: "2026-03-08" })).toEqual({
    from: "2026-02-23",
    to: "2026-03-01",
  });
});

test("a year earlier ends where its month ends", () => {
  expect(yearBefore({ from: "2025-02-01", to: "2025-02-28" })).toEqual({
    from: "2024-02-01",
    to: "2024-02-29",
  });
  expect(yearBefore({ from: "2024-02-29", to: "2024-02-29" })).toEqual({
    from: "2023-02-28",
    to: "2023-02-28",
  });
});

test("the days of a group follow from its first day", () => {
  expect(groupDays("2026-02-01", "month")).toEqual({ from: "2026-02-01", to: "2026-02-28" });
  expect(groupDays("2026-04-01", "quarter")).toEqual({ from: "2026-04-01", to: "2026-06-30" });
  expect(groupDays("2026-03-02", "week")).toEqual({ from: "2026-03-02", to: "2026-03-08" });
  expect(groupDays("2026-03-02", "day")).toEqual({ from: "2026-03-02", to: "2026-03-02" });
});

test("a period that is not over is compared up to the same day, and no further than the other one goes", () => {
  expect(comparedPeriods({ from: "2026-11-01", to: "2026-11-30" }, "2026-11-12")).toEqual({
    own: { from: "2026-11-01", to: "2026-11-12" },
    previous: { from: "2026-10-01", to: "2026-10-12" },
    lastYear: { from: "2025-11-01", to: "2025-11-12" },
    cut: true,
  });
  expect(comparedPeriods({ from: "2026-03-01", to: "2026-03-31" }, "2026-03-30").previous).toEqual({
    from: "2026-02-01",
    to: "2026-02-28",
  });
  expect(comparedPeriods({ from: "2026-10-01", to: "2026-10-31" }, "2026-11-12").cut).toBe(false);
});
