import { expect, test } from "vitest";
import { aContext } from "../../testing/chart-context.ts";
import { comboOption } from "./option.ts";

const amount = { id: "amount", function: "count" } as const;
const count = { id: "count", function: "count" } as const;
const data = {
  chart: "combo",
  measures: [amount, count],
  points: [
    [["5月"], "800", "2"],
    [["6月"], "900", null],
  ],
} as const;

test("the first figure is columns on the left scale, the rest lines on the right one", () => {
  const option = comboOption(aContext(data));
  expect(option["yAxis"]).toHaveLength(2);
  expect(option["series"]).toMatchObject([
    { type: "bar", data: [{ value: 800, point: 0, measure: "amount" }, { value: 900 }] },
    { type: "line", yAxisIndex: 1, data: [{ value: 2 }, { value: null }] },
  ]);
});

test("on one scale nothing stands on a second axis", () => {
  const option = comboOption(aContext({ ...data, settings: { axes: "one", columns: 0 } }));
  expect(option["yAxis"]).not.toBeInstanceOf(Array);
  expect(option["series"]).toMatchObject([{ type: "line" }, { type: "line" }]);
});
