import { expect, test } from "vitest";
import { aContext } from "../testing/chart-context.ts";
import { checkReferenceLines, levelOf, markLineOf, trendOf } from "./reference-lines.ts";
import { seriesTable } from "./series-table.ts";

test("levels are those of the figures", () => {
  const values = [10, 30, 20, 100];
  expect(levelOf({ kind: "constant", value: 7 }, values)).toBe(7);
  expect(levelOf({ kind: "average" }, values)).toBe(40);
  expect(levelOf({ kind: "median" }, values)).toBe(25);
  expect(levelOf({ kind: "percentile", value: 90 }, values)).toBeCloseTo(79);
  expect(levelOf({ kind: "average" }, [])).toBeUndefined();
});

test("the trend is the nearest straight line, and none through one point", () => {
  const [start, end] = trendOf([
    [0, 1],
    [1, 3],
    [2, 5],
    [3, 7],
  ]) ?? [[], []];
  expect(start).toEqual([0, 1]);
  expect(end).toEqual([3, 7]);
  expect(trendOf([[0, 4]])).toBeUndefined();
});

test("lines stand over the measure they name, turned with the chart", () => {
  const context = aContext({
    chart: "bar",
    points: [
      [["a"], "10"],
      [["b"], "30"],
    ],
    settings: { lines: [{ kind: "average" }, { kind: "trend" }, { kind: "median", measure: "other" }] },
  });
  const [series] = seriesTable(context).series;
  const drawn = series && markLineOf(context, series, true);
  expect(drawn?.["data"]).toEqual([
    { xAxis: 20, name: "平均值 20" },
    [{ coord: [10, 0], name: "趋势线" }, { coord: [30, 1] }],
  ]);
});

test("a line that lacks its figure is complained about", () => {
  expect(checkReferenceLines([{ kind: "average" }, { kind: "constant", value: 3 }])).toEqual([]);
  expect(checkReferenceLines([{ kind: "constant" }])).toMatchObject([{ path: "settings.lines" }]);
  expect(checkReferenceLines([{ kind: "percentile", value: 100 }])).toHaveLength(1);
  expect(checkReferenceLines([{ kind: "wall" }])).toHaveLength(1);
});
