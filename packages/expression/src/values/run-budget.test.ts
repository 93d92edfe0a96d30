import { AppError } from "@mortise/kit";
import { expect, test } from "vitest";
import { testEnvironment, testScope } from "../../bench/test-scope.ts";
import { compileExpression } from "../compile.ts";
import type { Expression } from "../types.ts";

const v = (path: string): Expression => ({ var: path });
const rows = (count: number) => Array.from({ length: count }, (_, n) => ({ qty: n % 7, price: "1.25" }));
/** A sum of so many products of columns. */
const long = (parts: number): Expression => ({
  "+": Array.from({ length: parts }, () => ({ "*": [v("qty"), v("price")] })),
});

/** What an evaluation ends with. */
function outcome(expression: Expression, record: Readonly<Record<string, unknown>> = {}): string {
  try {
    compileExpression(expression, testScope).evaluate(testEnvironment(record));
    return "ok";
  } catch (error) {
    return error instanceof AppError ? error.code : "thrown";
  }
}

const TOO_MUCH: readonly (readonly [string, Expression, Readonly<Record<string, unknown>>])[] = [
  ["a rule of 3,000 parts over 3,000 rows", { sum: [v("lines"), long(1000)] }, { lines: rows(3000) }],
  [
    "many totals over many rows",
    { "+": Array.from({ length: 900 }, () => ({ sum: [v("lines"), v("qty")] })) },
    { lines: rows(3000) },
  ],
  [
    "texts that grow",
    { "+": Array.from({ length: 900 }, () => ({ length: [{ repeat: ["榫", 900_000] }] })) },
    {},
  ],
  [
    "a long text looked through again and again",
    { or: Array.from({ length: 900 }, () => ({ contains: [v("name"), "z"] })) },
    { name: "a".repeat(1_000_000) },
  ],
  [
    "powers without end",
    { "+": Array.from({ length: 3000 }, (_, n) => ({ pow: [v("amount"), `0.${n + 1}`] })) },
    { amount: "3.7" },
  ],
  [
    "a pattern of many states over a long text",
    { matches: [v("name"), "(a|b|c|d|e|f)?".repeat(30) + "z"] },
    { name: "abcdef".repeat(1600) },
  ],
];

test.each(TOO_MUCH)("%s ends in a clear error", (_, expression, record) => {
  expect(outcome(expression, record)).toBe("EXPR_TOO_MUCH");
});

test("what people write is far from the limit", () => {
  const everyday: readonly (readonly [Expression, Readonly<Record<string, unknown>>])[] = [
    [{ sum: [v("lines"), { "*": [v("qty"), v("price")] }] }, { lines: rows(3000) }],
    [{ sum: [v("lines"), long(10)] }, { lines: rows(1000) }],
    [{ matches: [v("name"), "^1\\d{10}$"] }, { name: "13800138000" }],
    [{ contains: [v("name"), "z"] }, { name: "a".repeat(1_000_000) }],
    [{ length: [{ repeat: ["x", 1_000_000] }] }, {}],
  ];
  for (const [expression, record] of everyday) expect(outcome(expression, record)).toBe("ok");
});

test("each evaluation has steps of its own", () => {
  const compiled = compileExpression({ sum: [v("lines"), long(10)] }, testScope);
  for (let round = 0; round < 20; round += 1)
    expect(compiled.evaluate(testEnvironment({ lines: rows(1000) }))).not.toBeNull();
});
