import { expect, test } from "vitest";
import { aContext, type PictureData } from "../../testing/chart-context.ts";
import { pivotChart } from "./index.ts";
import { headsOf, pivotTable } from "./option.ts";

const data: PictureData = {
  chart: "pivot",
  dimensions: [{ field: "owner" }, { field: "grade" }],
  columns: [{ field: "created_at", grain: "month" }],
  points: [
    [["王强", "A", "2026-11"], "3"],
    [["王强", "B", "2026-10"], "2"],
    [["李娜", "A", "2026-10"], "9"],
  ],
  totals: [
    [1, 0, ["王强"], "5"],
    [1, 1, ["王强", "2026-11"], "3"],
    [1, 1, ["王强", "2026-10"], "2"],
    [1, 0, ["李娜"], "9"],
    [1, 1, ["李娜", "2026-10"], "9"],
    [2, 0, ["王强", "A"], "3"],
    [2, 0, ["王强", "B"], "2"],
    [2, 0, ["李娜", "A"], "9"],
    [0, 1, ["2026-10"], "11"],
    [0, 1, ["2026-11"], "3"],
    [0, 0, [], "14"],
  ],
};
const untouched = { turned: new Set<string>() };
const figures = (table: ReturnType<typeof pivotTable>) =>
  table.rows.map(({ label, depth, cells }) => [label, depth, ...cells.map((cell) => cell?.figure ?? "")]);

test("groups stand within groups, months in their order, totals beside and below", () => {
  const table = pivotTable(aContext(data), untouched);
  expect(headsOf(table.columns, 0).map(({ label, isTotal }) => (isTotal ? "total" : label))).toEqual([
    "2026-10",
    "2026-11",
    "total",
  ]);
  expect(figures(table)).toEqual([
    ["王强", 0, "2", "3", "5"],
    ["A", 1, "", "3", "3"],
    ["B", 1, "2", "", "2"],
    ["李娜", 0, "9", "", "9"],
    ["A", 1, "9", "", "9"],
  ]);
  expect(table.total?.cells.map((cell) => cell?.figure)).toEqual(["11", "3", "14"]);
});

test("figures lead to their points, and subtotals to theirs", () => {
  const context = aContext(data);
  const [group, leaf] = pivotTable(context, untouched).rows;
  expect(leaf?.cells[1]?.point).toBe(0);
  // The totals come after the three points.
  expect(group?.cells[2]?.point).toBe(3);
});

test("closed groups hide their parts and keep their subtotals", () => {
  const closed = pivotTable(aContext(data), { turned: new Set([JSON.stringify(["王强"])]) });
  expect(figures(closed).map(([label]) => label)).toEqual(["王强", "李娜", "A"]);
  const top = pivotTable(aContext({ ...data, settings: { open: "top" } }), untouched);
  expect(figures(top).map(([label]) => label)).toEqual(["王强", "李娜"]);
});

test("groups are sorted by a column on every level; without the figure they stand last", () => {
  const context = aContext(data);
  const [october] = pivotTable(context, untouched).columns;
  const sorted = (descending: boolean) =>
    pivotTable(context, { ...untouched, sort: { column: october?.id ?? "", descending } }).rows.map(
      ({ label }) => label,
    );
  expect(sorted(true)).toEqual(["李娜", "A", "王强", "B", "A"]);
  expect(sorted(false)).toEqual(["王强", "B", "A", "李娜", "A"]);
});

test("bars compare the innermost figures, not the totals", () => {
  const table = pivotTable(aContext({ ...data, settings: { cells: "bars" } }), untouched);
  expect(table.rows[0]?.cells[0]?.look).toEqual({});
  expect(table.rows[4]?.cells[0]?.look.bar?.length).toBe(1);
});

test("a field that goes down cannot go across as well", () => {
  const { card, settings } = aContext({ ...data, columns: [{ field: "owner" }] });
  expect(pivotChart.check(card, settings)).toMatchObject([{ path: "columns" }]);
});
