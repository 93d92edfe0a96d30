import { expect, test } from "vitest";
import { aContext } from "../../testing/chart-context.ts";
import { areaOption } from "./option.ts";

const two = {
  chart: "area",
  dimensions: [{ field: "created_at", grain: "month" }, { field: "source" }],
  points: [
    [["5月", "官网"], "1"],
    [["5月", "展会"], "3"],
    [["6月", "展会"], "2"],
  ],
} as const;

test("areas are stacked, and a missing part is nothing", () => {
  expect(areaOption(aContext(two))["series"]).toMatchObject([
    { name: "官网", stack: "all", areaStyle: {}, data: [{ value: 1, point: 0 }, { value: 0 }] },
    { name: "展会", stack: "all", data: [{ value: 3 }, { value: 2, point: 2 }] },
  ]);
});

test("to 100% each part is its share", () => {
  const option = areaOption(aContext({ ...two, settings: { stack: "percent" } }));
  expect(option["series"]).toMatchObject([{ data: [{ value: 0.25 }, { value: 0 }] }, {}]);
  expect(option["yAxis"]).toMatchObject({ max: 1 });
});
