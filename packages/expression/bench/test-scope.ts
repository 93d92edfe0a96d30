import { compileExpression } from "../src/compile.ts";
import { recordEnvironment } from "../src/record-environment.ts";
import type { Environment, Expression, Scope, Value, VariableType } from "../src/types.ts";

const CUSTOMER: Readonly<Record<string, VariableType>> = {
  name: { kind: "text" },
  credit: { kind: "number" },
  owner: {
    kind: "user",
    target: { variable: (path) => (path === "team" ? { kind: "team" } : undefined) },
  },
};
const FIELDS: Readonly<Record<string, VariableType>> = {
  amount: { kind: "number" },
  price: { kind: "number" },
  name: { kind: "text" },
  note: { kind: "text" },
  vip: { kind: "boolean" },
  due: { kind: "date" },
  at: { kind: "datetime" },
  source: { kind: "option", optionKeys: ["web", "ad", "friend"] },
  tags: { kind: "options" },
  region: { kind: "region" },
  owner: { kind: "user" },
  team: { kind: "team" },
  customer: { kind: "reference", target: { variable: (path) => CUSTOMER[path] } },
  lines: {
    kind: "rows",
    row: { variable: (path) => (path === "qty" || path === "price" ? { kind: "number" } : undefined) },
  },
  $user: { kind: "user" },
  $teams: { kind: "teams" },
  "$old.amount": { kind: "number" },
};

/** The lead-like scope of this package's tests. */
export const testScope: Scope = {
  variable: (path) => (Object.hasOwn(FIELDS, path) ? FIELDS[path] : undefined),
};

/** An environment in Shanghai on Sunday 22 November 2026, 09:30. */
export function testEnvironment(record: Readonly<Record<string, unknown>> = {}): Environment {
  return recordEnvironment(record, { now: new Date("2026-11-22T01:30:00Z"), timeZone: "Asia/Shanghai" });
}

/** Value of an expression for a record of the test scope. */
export function valueOf(expression: Expression, record: Readonly<Record<string, unknown>> = {}): Value {
  return compileExpression(expression, testScope).evaluate(testEnvironment(record));
}
