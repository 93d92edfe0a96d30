import { expect, test } from "vitest";
import { aContext } from "../../testing/chart-context.ts";
import { gaugeOption, roundAbove } from "./option.ts";

const done = { id: "done", function: "count" } as const;
const due = { id: "due", function: "count" } as const;

test("the dial ends at the goal: the set one, or else the second figure", () => {
  const data = { chart: "gauge", dimensions: [], measures: [done, due], points: [[[], "60", "80"]] } as const;
  expect(gaugeOption(aContext(data))["series"]).toMatchObject([
    { max: 80, data: [{ value: 60, name: "完成率 75%", point: 0, measure: "done" }] },
  ]);
  expect(gaugeOption(aContext({ ...data, settings: { goal: 120 } }))["series"]).toMatchObject([{ max: 120 }]);
});

test("without a goal it ends at a round figure, and says nothing of completion", () => {
  const data = { chart: "gauge", dimensions: [], points: [[[], "37"]] } as const;
  expect(gaugeOption(aContext(data))["series"]).toMatchObject([{ max: 50, data: [{ value: 37, name: "" }] }]);
  expect(roundAbove(0)).toBe(1);
  expect(roundAbove(1_200)).toBe(2_000);
});

test("more than the goal fills the dial and still says how much", () => {
  const data = { chart: "gauge", dimensions: [], points: [[[], "90"]], settings: { goal: 60 } } as const;
  expect(gaugeOption(aContext(data))["series"]).toMatchObject([
    { max: 60, data: [{ value: 60, name: "完成率 150%" }] },
  ]);
});
