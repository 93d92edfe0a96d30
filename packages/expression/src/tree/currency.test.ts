import { describe, expect, test } from "vitest";
import { checkExpression } from "../check.ts";
import { compileExpression } from "../compile.ts";
import type { Expression, Scope, VariableType } from "../types.ts";
import { testEnvironment } from "../../bench/test-scope.ts";

const FIELDS: Readonly<Record<string, VariableType>> = {
  price: { kind: "number", currency: "CNY", name: { zh: "报价", en: "Quote" } },
  cost: { kind: "number", currency: "CNY", name: { zh: "成本", en: "Cost" } },
  dollars: { kind: "number", currency: "USD", name: { zh: "美元价", en: "USD price" } },
  rate: { kind: "number", name: { zh: "汇率", en: "Rate" } },
  paid: { kind: "boolean" },
  lines: {
    kind: "rows",
    row: {
      variable: (path) =>
        path === "amount"
          ? { kind: "number", currency: "EUR", name: { zh: "欧元额", en: "EUR amount" } }
          : undefined,
    },
  },
};
const scope: Scope = { variable: (path) => (Object.hasOwn(FIELDS, path) ? FIELDS[path] : undefined) };
const v = (path: string): Expression => ({ var: path });
const currencyOf = (expression: Expression): string | undefined => {
  const checked = checkExpression(expression, scope);
  return checked.ok ? checked.currency : checked.problems.map(({ code, path }) => `${code} ${path}`).join();
};

describe("the currency of a result", () => {
  test.each<[string, Expression, string | undefined]>([
    ["a sum of one currency", { "+": [v("price"), v("cost"), 5] }, "CNY"],
    ["an amount times numbers", { "*": [v("price"), v("rate"), 2] }, "CNY"],
    ["an amount divided by a number", { "/": [v("price"), 3] }, "CNY"],
    ["a ratio of amounts", { "/": [v("price"), v("cost")] }, undefined],
    ["a rate between currencies", { "/": [v("price"), v("dollars")] }, undefined],
    ["a rounded amount", { round: [{ "*": [v("dollars"), "0.9"] }, 2] }, "USD"],
    ["a choice", { if: [v("paid"), v("price"), 0] }, "CNY"],
    ["a total over rows", { sum: [v("lines"), { "*": [v("amount"), 2] }] }, "EUR"],
    ["an exchanged amount", { "+": [v("price"), { exchange: [v("dollars"), v("rate"), "CNY"] }] }, "CNY"],
    ["the first that is there", { coalesce: [v("price"), v("cost")] }, "CNY"],
    ["a comparison with a number", { ">": [v("price"), 100] }, undefined],
    ["a text", { cat: [v("price"), v("dollars")] }, undefined],
  ])("%s", (_, expression, currency) => {
    expect(currencyOf(expression)).toBe(currency);
  });
});

describe("different currencies are refused", () => {
  test.each<[string, Expression, string]>([
    ["added", { "+": [v("price"), v("dollars")] }, "EXPR_CURRENCY +.1"],
    [
      "deep inside",
      { round: [{ "-": [{ "*": [v("price"), 2] }, v("dollars")] }, 2] },
      "EXPR_CURRENCY round.0.-.1",
    ],
    ["compared", { ">": [v("price"), v("dollars")] }, "EXPR_CURRENCY >.1"],
    ["equal", { "==": [v("price"), v("dollars")] }, "EXPR_CURRENCY ==.1"],
    ["chosen between", { if: [v("paid"), v("price"), v("dollars")] }, "EXPR_CURRENCY if.2"],
    ["multiplied", { "*": [v("price"), v("cost")] }, "EXPR_CURRENCY *.1"],
    ["in the greatest", { max: [v("price"), 1, v("dollars")] }, "EXPR_CURRENCY max.2"],
    ["with a total", { "+": [v("price"), { sum: [v("lines"), v("amount")] }] }, "EXPR_CURRENCY +.1"],
    [
      "exchanged into another one",
      { "+": [v("price"), { exchange: [v("price"), 7, "EUR"] }] },
      "EXPR_CURRENCY +.1",
    ],
  ])("%s", (_, expression, problem) => {
    expect(currencyOf(expression)).toBe(problem);
  });

  test("with both fields by name, in both languages", () => {
    const checked = checkExpression({ "+": [v("price"), v("dollars")] }, scope);
    const [problem] = checked.ok ? [] : checked.problems;
    expect(problem?.message.zh).toMatch(/报价.*CNY.*美元价.*USD/);
    expect(problem?.message.en).toMatch(/Quote.*CNY.*USD price.*USD/);
  });

  test("but what was saved before goes on being evaluated", () => {
    const compiled = compileExpression({ "+": [v("price"), v("dollars")] }, scope);
    expect(compiled.evaluate(testEnvironment({ price: "1", dollars: "2" }))).toBe("3");
  });
});

test("an exchange needs a currency code that is written out", () => {
  expect(currencyOf({ exchange: [v("dollars"), 7, "yuan"] })).toBe("EXPR_LITERAL exchange.2");
  expect(currencyOf({ exchange: [v("dollars"), 7, v("rate")] })).toBe("EXPR_LITERAL exchange.2");
});
