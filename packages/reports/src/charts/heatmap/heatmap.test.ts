import { expect, test } from "vitest";
import { aContext } from "../../testing/chart-context.ts";
import { heatmapOption } from "./option.ts";

test("each pair is a cell that leads to its point; pairs without records are left out", () => {
  const option = heatmapOption(
    aContext({
      chart: "heatmap",
      dimensions: [{ field: "source" }, { field: "grade" }],
      points: [
        [["官网", "A"], "12"],
        [["官网", "B"], "3"],
        [["展会", "B"], "6"],
      ],
    }),
  );
  expect(option).toMatchObject({
    xAxis: { data: ["官网", "展会"] },
    yAxis: { data: ["A", "B"] },
    visualMap: { min: 0, max: 12 },
  });
  expect(option["series"]).toMatchObject([
    {
      data: [
        { value: [0, 0, 12], point: 0, label: { color: "#ffffff", formatter: "12" } },
        { value: [0, 1, 3], point: 1, label: { color: "#1c2422" } },
        { value: [1, 1, 6], point: 2 },
      ],
    },
  ]);
});
