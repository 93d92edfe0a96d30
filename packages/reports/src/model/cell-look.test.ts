import { expect, test } from "vitest";
import { aContext } from "../testing/chart-context.ts";
import { cellLooks, checkCellRules } from "./cell-look.ts";

const table = (settings: object) =>
  aContext({ chart: "table", points: [], settings: settings as Record<string, never> });

test("bars start at nought, to the left for what is less", () => {
  const look = cellLooks(table({ cells: "bars" }), "count", [-10, 0, 30, null]);
  expect(look(30).bar).toMatchObject({ from: 0.25, length: 0.75 });
  expect(look(-10).bar).toMatchObject({ from: 0, length: 0.25 });
  expect(look(null)).toEqual({});
});

test("the first rule that fits counts before bars and shades", () => {
  const rules = [
    { measure: "count", to: 10, color: "red" },
    { measure: "count", from: 5, color: "green" },
    { measure: "other", from: 0, color: "blue" },
  ];
  const look = cellLooks(table({ cells: "shades", rules }), "count", [1, 10]);
  expect(look(9)).toEqual({ rule: "red" });
  expect(look(10)).toEqual({ rule: "green" });
  expect(cellLooks(table({ cells: "shades" }), "count", [0, 10])(5).shade?.share).toBe(0.5);
});

test("a rule without bounds is complained about", () => {
  expect(checkCellRules([{ measure: "count", from: 1, color: "red" }])).toEqual([]);
  expect(checkCellRules([{ measure: "count", color: "red" }])).toMatchObject([{ path: "settings.rules" }]);
  expect(checkCellRules([{ measure: "count", from: 1, color: "pink" }])).toHaveLength(1);
});
