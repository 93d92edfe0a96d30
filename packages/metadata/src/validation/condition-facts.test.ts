import type { Expression } from "@mortise/expression";
import { expect, test } from "vitest";
import { conditionFacts, mayBothHold } from "./condition-facts.ts";

const v = (path: string): Expression => ({ var: path });
const is = (path: string, value: string | number): Expression => ({ "==": [v(path), value] });
const among = (path: string, ...values: readonly string[]): Expression => ({ in: [v(path), values] });

test.each<[boolean, Expression]>([
  [true, is("a", "x")],
  [false, { and: [is("a", "x"), is("a", "y")] }],
  [false, { and: [is("a", "x"), { "!=": [v("a"), "x"] }] }],
  [false, { and: [is("a", "x"), { empty: [v("a")] }] }],
  [false, { and: [among("a", "x", "y"), { "!": [among("a", "x", "y", "z")] }] }],
  [true, { and: [among("a", "x", "y"), { "!": [among("a", "x")] }] }],
  [false, { and: [{ ">": [v("n"), 5] }, { "<": [v("n"), 3] }] }],
  [true, { and: [{ ">=": [v("n"), 5] }, { "<=": [v("n"), 5] }] }],
  [false, { and: [{ ">=": [v("d"), "2026-03-01"] }, { "<": [v("d"), "2026-02-01"] }] }],
  [false, { and: [is("n", 2), { ">": [v("n"), 3] }] }],
  [true, { or: [{ and: [is("a", "x"), is("a", "y")] }, is("b", "x")] }],
  [false, { "!": [{ or: [is("a", "x"), { "!=": [v("a"), "x"] }] }] }],
  [true, { and: [{ startsWith: [v("a"), "x"] }, { startsWith: [v("a"), "y"] }] }],
  [false, false],
])("may hold: %s %j", (isPossible, condition) => {
  expect(conditionFacts(condition).length > 0).toBe(isPossible);
});

test("two conditions over other fields may hold together, over other values of one field they cannot", () => {
  expect(mayBothHold(is("a", "x"), is("b", "x"))).toBe(true);
  expect(mayBothHold(is("a", "x"), is("a", "y"))).toBe(false);
  expect(mayBothHold({ ">": [v("n"), 10] }, { or: [{ "<": [v("n"), 5] }, is("n", 11)] })).toBe(true);
});
