import { expect, test } from "vitest";
import { aContext } from "../../testing/chart-context.ts";
import { calendarChart } from "./index.ts";
import { calendarOption } from "./option.ts";

const data = {
  chart: "calendar",
  dimensions: [{ field: "created_at", grain: "day" }],
  points: [
    [["2026-01-05"], "1"],
    [["2026-11-20"], "7"],
    [["2026-11-22"], "0"],
  ],
} as const;

test("days lead to their points, between the first and the last", () => {
  expect(calendarOption(aContext(data))).toMatchObject({
    calendar: { range: ["2026-01-05", "2026-11-22"], dayLabel: { firstDay: 1 } },
    series: [{ data: [{ value: ["2026-01-05", 1], point: 0 }, { value: ["2026-11-20", 7], point: 1 }, {}] }],
  });
});

test("a phone shows the latest weeks", () => {
  expect(calendarOption(aContext({ ...data, narrow: true }))).toMatchObject({
    calendar: { range: ["2026-11-20", "2026-11-22"] },
    series: [{ data: [{ point: 1 }, { point: 2 }] }],
  });
});

test("only days make a calendar", () => {
  const { card } = aContext({ ...data, dimensions: [{ field: "created_at", grain: "month" }] });
  expect(calendarChart.check(card)).toMatchObject([{ path: "dimensions.0.grain" }]);
});
