import { expect, test } from "vitest";
import { aContext } from "../../testing/chart-context.ts";
import { summaryTable } from "./option.ts";

const sum = { id: "sum", function: "sum", field: "amount" } as const;
const average = { id: "average", function: "avg", field: "amount" } as const;

test("totals are exact, and stand only under what may be added up", () => {
  const context = aContext({
    chart: "table",
    measures: [sum, average],
    points: [
      [["a"], "0.1", "0.1"],
      [["b"], "0.2", "0.2"],
    ],
  });
  expect(summaryTable(context).totals).toEqual(["0.3", ""]);
});

test("rows that were cut off have no total", () => {
  const context = aContext({
    chart: "table",
    points: [
      [["a"], "1"],
      [["b"], "2"],
    ],
  });
  expect(summaryTable({ ...context, data: { ...context.data, truncated: true } }).totals).toBeUndefined();
});

test("stages that records passed have no total: a record counts in each of them", () => {
  const context = aContext({
    chart: "table",
    points: [
      [["new"], "3"],
      [["offer"], "2"],
    ],
  });
  expect(summaryTable(context).totals).toEqual(["5"]);
  const card = { ...context.card, dimensions: [{ field: "stage", passed: true as const }] };
  expect(summaryTable({ ...context, card }).totals).toBeUndefined();
});
