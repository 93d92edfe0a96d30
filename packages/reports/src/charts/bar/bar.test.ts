import { expect, test } from "vitest";
import { seriesTable } from "../../model/series-table.ts";
import { aContext } from "../../testing/chart-context.ts";
import { barOption, rateValues } from "./option.ts";

const converted = { id: "converted", function: "count", name: { zh: "已转化", en: "Converted" } } as const;
const count = { id: "count", function: "count", name: { zh: "数量", en: "Count" } } as const;

test("each bar leads back to its point and measure", () => {
  const option = barOption(
    aContext({
      chart: "bar",
      points: [
        [["官网"], "12"],
        [["展会"], "3"],
      ],
    }),
  );
  expect(option["series"]).toMatchObject([
    {
      type: "bar",
      data: [
        { value: 12, point: 0, measure: "count" },
        { value: 3, point: 1, measure: "count" },
      ],
    },
  ]);
});

test("bars of options have the colours of the options", () => {
  const context = aContext({
    chart: "bar",
    points: [
      [["a"], "1"],
      [["b"], "2"],
    ],
    colors: ["blue", undefined],
  });
  expect(barOption(context)["series"]).toMatchObject([{ data: [{ itemStyle: { color: "hue:blue" } }, {}] }]);
});

test("the rate line is the second measure over the first, with a scale of its own", () => {
  const context = aContext({
    chart: "bar",
    measures: [count, converted],
    points: [
      [["a"], "8", "2"],
      [["b"], "0", "0"],
    ],
    settings: { rate: true },
  });
  expect(rateValues(seriesTable(context))).toEqual([0.25, null]);
  const option = barOption(context);
  expect(option["yAxis"]).toHaveLength(2);
  expect(option["series"]).toMatchObject([
    { type: "bar" },
    { type: "bar" },
    { type: "line", yAxisIndex: 1, data: [0.25, null] },
  ]);
});

test("a second dimension makes series, and missing pairs leave a gap", () => {
  const context = aContext({
    chart: "bar",
    dimensions: [{ field: "source" }, { field: "stage" }],
    points: [
      [["web", "open"], "1"],
      [["web", "won"], "2"],
      [["fair", "won"], "3"],
    ],
    settings: { stack: "percent" },
  });
  const option = barOption(context);
  expect(option["series"]).toMatchObject([
    { name: "open", stack: "all", data: [{ value: 1 / 3, point: 0 }, { value: 0 }] },
    {
      name: "won",
      stack: "all",
      data: [
        { value: 2 / 3, point: 1 },
        { value: 1, point: 2 },
      ],
    },
  ]);
});

test("lying bars change the axes over", () => {
  const option = barOption(
    aContext({ chart: "bar", points: [[["a"], "1"]], settings: { horizontal: true } }),
  );
  expect(option).toMatchObject({ xAxis: { type: "value" }, yAxis: { type: "category", inverse: true } });
});

test("names of people cannot smuggle markup into the tooltip", () => {
  const option = barOption(aContext({ chart: "bar", points: [[["<img src=x>"], "1"]] }));
  const { formatter } = option["tooltip"] as { formatter: (items: readonly object[]) => string };
  const html = formatter([{ seriesIndex: 0, marker: "", seriesName: "数量", name: "<img src=x>", value: 1 }]);
  expect(html).not.toContain("<img");
});
