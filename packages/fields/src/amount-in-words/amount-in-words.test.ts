import { compileExpression, recordEnvironment } from "@mortise/expression";
import { exampleField } from "@mortise/testing";
import { expect, test } from "vitest";
import { amountInWordsField } from "./index.ts";

const SCOPE = { variable: (path: string) => (path === "amount" ? ({ kind: "number" } as const) : undefined) };

function wordsOf(amount: string | null) {
  const expression = amountInWordsField.expression(exampleField(amountInWordsField));
  if (expression === undefined) return undefined;
  const environment = recordEnvironment({ amount }, { now: new Date(0), timeZone: "UTC" });
  return compileExpression(expression, SCOPE).evaluate(environment);
}

test.each([
  ["1234.56", "壹仟贰佰叁拾肆元伍角陆分"],
  ["100200.00", "壹拾万零贰佰元整"],
  ["-0.50", "负伍角整"],
  ["0.00", "零元整"],
])("writes %s as %s, and its own validator takes it", (amount, words) => {
  expect(wordsOf(amount)).toBe(words);
  expect(amountInWordsField.parse(words, exampleField(amountInWordsField))).toEqual({
    ok: true,
    value: words,
  });
});

test("stays empty without an amount, and without a field to work from", () => {
  expect(wordsOf(null)).toBeNull();
  expect(amountInWordsField.expression(exampleField(amountInWordsField, { settings: {} }))).toBeUndefined();
});
