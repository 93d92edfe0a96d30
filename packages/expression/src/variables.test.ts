import { expect, test } from "vitest";
import type { Expression } from "./types.ts";
import { callsOperator } from "./variables.ts";

test("an operator is found wherever it is called, and a text of the same name is none", () => {
  const inside: Expression = {
    and: [{ "==": [{ var: "a" }, 1] }, { "!": [{ under: [{ var: "team" }, "x"] }] }],
  };
  expect(callsOperator(inside, "now", "under")).toBe(true);
  expect(callsOperator(inside, "now")).toBe(false);
  expect(callsOperator({ "==": [{ var: "a" }, "under"] }, "under")).toBe(false);
  expect(callsOperator(null, "under")).toBe(false);
});

test("an expression of any depth is looked through", () => {
  let deep: Expression = { now: [] };
  for (let depth = 0; depth < 100_000; depth += 1) deep = { "!": [deep] };
  expect(callsOperator(deep, "now")).toBe(true);
});
