import { expect, test } from "vitest";
import { changeOf, compileFormula, fromBiggest, over } from "./figure-math.ts";
import { calculate, type TableCell } from "./table-calculation.ts";

test("formulas are exact, and nothing where they divide by zero or something is missing", () => {
  const rate = compileFormula({ "/": [{ var: "won" }, { var: "all" }] });
  expect([rate({ won: "1", all: "4" }), rate({ won: "1", all: "0" }), rate({ won: null, all: "4" })]).toEqual(
    ["0.25", null, null],
  );
  const sum = compileFormula({ "+": [{ var: "a" }, { var: "b" }] });
  expect(sum({ a: "0.1", b: "0.2" })).toBe("0.3");
  expect(over("1", "3")).toBe("0.33333333333333333333");
});

test("a change is a share of the size of what was before", () => {
  expect([changeOf("100", "125"), changeOf("-100", "-50"), changeOf("0", "5"), changeOf(null, "5")]).toEqual([
    "0.25",
    "0.5",
    null,
    null,
  ]);
});

test("big figures that differ in the last digit are told apart", () => {
  expect(["9007199254740993", null, "9007199254740992"].toSorted(fromBiggest)).toEqual([
    "9007199254740993",
    "9007199254740992",
    null,
  ]);
});

const cells: readonly TableCell[] = [
  { keys: ["a", "x"], value: "1" },
  { keys: ["a", "y"], value: "10" },
  { keys: ["b", "x"], value: null },
  { keys: ["b", "y"], value: "30" },
  { keys: ["c", "x"], value: "2" },
  { keys: ["c", "y"], value: "30" },
];
const totals = { all: "73", row: () => "11", column: () => "70" };

test("running totals, places, differences and moving averages go along the first dimension", () => {
  expect(calculate(cells, { type: "runningTotal" }, totals)).toEqual(["1", "10", "1", "40", "3", "70"]);
  expect(calculate(cells, { type: "rank" }, totals)).toEqual(["2", "3", null, "1", "1", "1"]);
  expect(calculate(cells, { type: "difference" }, totals)).toEqual([null, null, null, "20", null, "0"]);
  expect(calculate(cells, { type: "movingAverage", window: 2 }, totals)).toEqual([
    "1",
    "10",
    "1",
    "20",
    "2",
    "30",
  ]);
});

test("shares are of the totals that were worked out over the records", () => {
  const [first] = calculate(cells, { type: "shareOfRow" }, totals);
  expect(first).toBe(over("1", "11"));
  expect(calculate(cells, { type: "shareOfTotal" }, totals)[3]).toBe(over("30", "73"));
});
