import { expect, test } from "vitest";
import { aContext } from "../../testing/chart-context.ts";
import { scatterOption } from "./option.ts";

const measures = [
  { id: "count", function: "count" },
  { id: "amount", function: "count" },
  { id: "won", function: "count" },
] as const;
const data = {
  chart: "scatter",
  measures,
  points: [
    [["王强"], "10", "400", "4"],
    [["李娜"], "20", "100", "1"],
    [["徐磊"], "5", null, "9"],
  ],
} as const;

test("groups stand between the first two figures; areas of bubbles are the third", () => {
  expect(scatterOption(aContext(data))["series"]).toMatchObject([
    {
      data: [
        { name: "王强", value: [10, 400], point: 0, measure: "amount", symbolSize: 34 },
        { name: "李娜", value: [20, 100], point: 1, symbolSize: 22 },
      ],
    },
  ]);
});

test("the average of the first figure stands upright", () => {
  const lines = [{ kind: "average", measure: "count" }, { kind: "trend" }];
  expect(scatterOption(aContext({ ...data, settings: { lines } }))["series"]).toMatchObject([
    { markLine: { data: [{ xAxis: 15 }, [{ coord: [10, 400] }, { coord: [20, 100] }]] } },
  ]);
});
