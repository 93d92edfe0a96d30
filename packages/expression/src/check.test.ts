import { describe, expect, test } from "vitest";
import { testEnvironment, testScope, valueOf } from "../bench/test-scope.ts";
import {
  checkExpression,
  compileExpression,
  type Expression,
  explain,
  recordEnvironment,
  replaceVariables,
  toSql,
  variablesOf,
} from "./index.ts";

function codes(expression: Expression, options = {}): string[] {
  const result = checkExpression(expression, testScope, options);
  return result.ok ? [] : result.problems.map((problem) => `${problem.code} ${problem.path}`);
}

const v = (path: string): Expression => ({ var: path });

function nested(depth: number): Expression {
  let expression: Expression = true;
  for (let level = 0; level < depth; level += 1) expression = { "!": [expression] };
  return expression;
}

describe("the checker refuses", () => {
  test.each<[string, Expression, string]>([
    ["text compared with a number", { "==": [{ var: "name" }, 1] }, "EXPR_LITERAL ==.1"],
    ["two fields of different kinds", { "==": [{ var: "name" }, { var: "amount" }] }, "EXPR_TYPE ==.1"],
    ["an unknown field", { "==": [{ var: "nope" }, 1] }, "EXPR_UNKNOWN_VARIABLE ==.0.var"],
    ["what JavaScript objects inherit", { var: "constructor.name" }, "EXPR_UNKNOWN_VARIABLE var"],
    ["an unknown function", { system: ["rm"] }, "EXPR_UNKNOWN_OPERATOR "],
    ["a function by an inherited name", { toString: [] }, "EXPR_UNKNOWN_OPERATOR "],
    ["a missing option", { "==": [{ var: "source" }, "fax"] }, "EXPR_OPTION ==.1"],
    ["a missing option in a list", { in: [{ var: "source" }, ["web", "fax"]] }, "EXPR_OPTION in.1"],
    ["a truth test of a number", { and: [1] }, "EXPR_LITERAL and.0"],
    ["too few arguments", { "==": [1] }, "EXPR_ARGUMENTS =="],
    ["two operators in one object", { and: [], or: [] }, "EXPR_FORM "],
    ["an impossible day", { "==": [{ var: "due" }, "2026-02-30"] }, "EXPR_LITERAL ==.1"],
    [
      "totals inside totals",
      { sum: [{ var: "lines" }, { sum: [{ var: "lines" }, { var: "qty" }] }] },
      "EXPR_NESTED_ROWS sum.1.sum",
    ],
    ["hours added to a date", { dateAdd: [{ var: "due" }, 1, "hour"] }, "EXPR_TYPE dateAdd.2"],
    ["an unknown unit", { dateAdd: [{ var: "due" }, 1, "moon"] }, "EXPR_LITERAL dateAdd.2"],
    ["an unknown period", { inPeriod: [{ var: "due" }, "sometimes"] }, "EXPR_LITERAL inPeriod.1"],
    ["text that cannot be stored", { "==": [{ var: "name" }, "\ud800"] }, "EXPR_LITERAL ==.1"],
  ])("%s", (_name, expression, expected) => {
    expect(codes(expression)).toContain(expected);
  });

  test("a result of another kind than expected", () => {
    expect(codes({ var: "name" }, { expected: "boolean" })).toEqual(["EXPR_EXPECTED "]);
    expect(codes("2026-01-31", { expected: "date" })).toEqual([]);
  });

  test("a tree 20,000 levels deep, without overflowing", () => {
    expect(codes(nested(20_000))).toEqual(["EXPR_TOO_DEEP "]);
    expect(codes(nested(100))).toEqual([]);
  });

  test("a rule of 3000 × 3000 parts", () => {
    const row = Array.from({ length: 3000 }, () => 1);
    expect(codes({ or: row.map(() => ({ in: [{ var: "amount" }, row] })) })).toEqual(["EXPR_TOO_LARGE "]);
  });
});

test("compiling a refused expression throws EXPR_INVALID with the places", () => {
  expect(() => compileExpression({ "==": [{ var: "nope" }, 1] }, testScope)).toThrow(
    expect.objectContaining({
      code: "EXPR_INVALID",
      details: [expect.objectContaining({ path: "==.0.var" })],
    }),
  );
});

test("values of the wrong kind in a record are null and never throw", () => {
  for (const wrong of [{}, [], [[1]], Number.NaN, "x", true, new Date("nonsense"), () => 1, Symbol("s")]) {
    expect(valueOf({ "+": [{ var: "amount" }, 1] }, { amount: wrong })).toBe(null);
    expect(valueOf({ dateAdd: [{ var: "at" }, 1, "day"] }, { at: wrong })).toBe(null);
    expect(valueOf({ sum: [{ var: "lines" }, { var: "qty" }] }, { lines: wrong })).toBe("0");
  }
});

test("a record environment reaches own properties only", () => {
  const environment = recordEnvironment(
    { a: { b: 1 } },
    { now: new Date(0), timeZone: "UTC", user: "u", teams: ["t"], old: { a: 2 } },
  );
  for (const path of ["constructor", "__proto__", "a.constructor", "a.b.toFixed", "toString.name"]) {
    expect(environment.get(path)).toBe(undefined);
  }
  expect([
    environment.get("a.b"),
    environment.get("$user"),
    environment.get("$teams"),
    environment.get("$old.a"),
  ]).toEqual([1, "u", ["t"], 2]);
});

test("explains which condition decided, with both values", () => {
  const rule = { and: [{ ">": [{ var: "amount" }, 100] }, { "==": [{ var: "source" }, "web"] }] };
  const result = explain(rule, testScope, testEnvironment({ amount: "50.00", source: "web" }));
  expect(result).toMatchObject({ operator: "and", result: false, decisive: true });
  expect(result.parts).toMatchObject([
    { operator: ">", variable: "amount", left: "50", right: "100", result: false, decisive: true },
    { operator: "==", variable: "source", left: "web", right: "web", result: true, decisive: false },
  ]);
});

test("explains a choice by the conditions asked, and a total by its rows", () => {
  const choice = explain(
    { if: [{ ">": [v("amount"), 9] }, 1, { ">": [v("amount"), 5] }, 2, { ">": [v("amount"), 1] }, 3, 4] },
    testScope,
    testEnvironment({ amount: 7 }),
  );
  expect(choice.result).toBe("2");
  expect(choice.parts.map(({ result, decisive }) => [result, decisive])).toEqual([
    [false, true],
    [true, true],
    [true, false],
  ]);
  const rows = explain(
    { all: [v("lines"), { ">": [v("qty"), 1] }] },
    testScope,
    testEnvironment({ lines: [{ qty: 2 }, { qty: 1 }] }),
  );
  expect(rows).toMatchObject({ operator: "all", result: false, variable: "lines", left: "2" });
  expect(rows.parts).toMatchObject([
    { variable: "qty", left: "2", right: "1", result: true, decisive: false },
    { variable: "qty", left: "1", right: "1", result: false, decisive: true },
  ]);
  const none = explain(
    { none: [v("lines"), { ">": [v("qty"), 1] }] },
    testScope,
    testEnvironment({ lines: [{ qty: 2 }, { qty: 1 }] }),
  );
  expect([none.result, ...none.parts.map(({ decisive }) => decisive)]).toEqual([false, true, false]);
  const between = explain({ "<": [1, v("amount"), 5] }, testScope, testEnvironment({ amount: 7 }));
  expect(between).toMatchObject({ left: "1", right: "7", others: ["5"], result: false });
});

test("lists and replaces variables", () => {
  const expression = { and: [{ "==": [{ var: "a" }, 1] }, { in: [{ var: ["b", { var: "a" }] }, ["x"]] }] };
  expect(variablesOf(expression)).toEqual(["a", "b"]);
  expect(variablesOf(replaceVariables(expression, (path) => `$old.${path}`))).toEqual(["$old.a", "$old.b"]);
});

describe("paths through references", () => {
  const byTeam: Expression = { in: [{ var: "customer.owner.team" }, { var: "$teams" }] };
  const team = "0190aaaa-0000-7000-8000-000000000001";

  test("are typed step by step and named whole", () => {
    expect(checkExpression(byTeam, testScope)).toEqual({
      ok: true,
      kind: "boolean",
      variables: ["customer.owner.team", "$teams"],
    });
    expect(codes({ "==": [{ var: "customer.nope" }, 1] })).toEqual(["EXPR_UNKNOWN_VARIABLE ==.0.var"]);
    expect(codes({ "==": [{ var: "name.owner" }, 1] })).toEqual(["EXPR_UNKNOWN_VARIABLE ==.0.var"]);
    expect(codes({ "+": [{ var: "customer.name" }, 1] })).toEqual(["EXPR_TYPE +.0"]);
    expect(codes({ "==": [{ var: "customer.$user" }, null] })).toEqual(["EXPR_UNKNOWN_VARIABLE ==.0.var"]);
    expect(codes({ "+": [{ var: "lines.qty" }, 1] })).toEqual(["EXPR_ROWS +.0.var"]);
  });

  test("are read from the record, from nested records or from the resolver", () => {
    const compiled = compileExpression(byTeam, testScope);
    const test = (record: Record<string, unknown>, related?: (path: string) => string | undefined) =>
      compiled.test(
        recordEnvironment(record, {
          now: new Date(0),
          timeZone: "UTC",
          teams: [team],
          ...(related ? { related } : {}),
        }),
      );
    expect(test({ "customer.owner.team": team })).toBe(true);
    expect(test({ customer: { owner: { team } } })).toBe(true);
    expect(test({ customer: "id" }, (path) => (path === "customer.owner.team" ? team : undefined))).toBe(
      true,
    );
    expect(test({ customer: "id" })).toBe(false);
  });
});

describe("SQL", () => {
  const options = { timeZone: "Asia/Shanghai", now: new Date("2026-11-22T01:30:00Z") };
  const write = (expression: Expression): { text: string; parameters: readonly unknown[] } =>
    toSql(
      expression,
      testScope,
      (path) =>
        path === "$user" ? { text: "?::uuid", parameters: ["u"] } : { text: `t.${path}`, parameters: [] },
      options,
    );

  test("keeps comparisons open to indexes and never gives NULL", () => {
    expect(write({ "==": [{ var: "source" }, "web"] })).toEqual({
      text: "(t.source = ?::text AND t.source IS NOT NULL)",
      parameters: ["web"],
    });
    expect(write({ "==": [{ var: "owner" }, { var: "$user" }] }).text).toBe(
      "(t.owner = ?::uuid AND t.owner IS NOT NULL)",
    );
  });

  test("compares a datetime with a day as a range of instants", () => {
    expect(write({ "<=": [{ var: "at" }, "2026-01-31"] })).toEqual({
      text: "(t.at < ?::timestamptz AND t.at IS NOT NULL)",
      parameters: ["2026-01-31T16:00:00.000Z"],
    });
  });

  test("puts every value into a parameter", () => {
    const { text, parameters } = write({ contains: [{ var: "name" }, "'; DROP TABLE x; --?"] });
    expect(text).not.toContain("DROP");
    expect(parameters).toEqual(["'; DROP TABLE x; --?"]);
  });

  test("says what the database cannot compute", () => {
    const total = { sum: [{ var: "lines" }, { var: "qty" }] };
    expect(() => write(total)).toThrow(expect.objectContaining({ code: "EXPR_NOT_SQL" }));
  });

  test("reads telephone prefixes where the source keeps them, or refuses", () => {
    const region = { phoneRegion: [{ var: "name" }] };
    expect(() => write(region)).toThrow(expect.objectContaining({ code: "EXPR_NOT_SQL" }));
    const source = {
      column: (path: string) => ({ text: `t.${path}`, parameters: [] }),
      phonePrefixes: { text: "places.prefix_of", parameters: [] },
    };
    expect(toSql(region, testScope, source, options).text).toContain("places.prefix_of AS p");
  });

  test("asks the source for child rows and for whole paths through references", () => {
    const rows = {
      column: (path: string) => ({ text: `r.${path}`, parameters: [] }),
      from: () => ({ text: "lines AS r", parameters: [] }),
      where: { text: "r.parent = t.id", parameters: [] },
      order: { text: "r.position", parameters: [] },
    };
    const source = {
      column: (path: string) => ({ text: `t."${path}"`, parameters: [] }),
      rows: () => rows,
    };
    const total = {
      ">": [{ sum: [{ var: "lines" }, { var: "qty" }] }, { var: "customer.credit" }],
    };
    const { text } = toSql(total, testScope, source, options);
    expect(text).toContain("COALESCE(sum(r.qty), 0) FROM lines AS r WHERE r.parent = t.id");
    expect(text).toContain('t."customer.credit"');
  });

  test("does not grow exponentially when functions are nested", () => {
    let expression: Expression = { var: "amount" };
    for (let level = 0; level < 40; level += 1) expression = { mod: [expression, 7] };
    expect(write(expression).text.length).toBeLessThan(10_000);
  });
});
