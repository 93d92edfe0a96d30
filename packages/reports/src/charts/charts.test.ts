import { expect, test } from "vitest";
import { chartTypes, findChart } from "./index.ts";

test("chart types stand in the order of their ids, each once", () => {
  const ids = chartTypes.map((chart) => chart.id);
  expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => (a < b ? -1 : 1)));
});

test.each(chartTypes.map((chart) => [chart.id, chart] as const))(
  "%s says who it is in both languages",
  (id, chart) => {
    expect(findChart(id)).toBe(chart);
    for (const text of [chart.name, chart.description, ...chart.settings.map((spec) => spec.name)]) {
      expect(text.zh).not.toBe("");
      expect(text.en).not.toBe("");
    }
    expect(chart.size.w).toBeLessThanOrEqual(12);
  },
);
