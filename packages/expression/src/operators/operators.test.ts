import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { valueOf } from "../../bench/test-scope.ts";
import type { Expression, Value } from "../types.ts";
import { findOperator, OPERATORS } from "./index.ts";

type Case = readonly [expression: Expression, record: Readonly<Record<string, unknown>>, expected: Value];

const v = (path: string): Expression => ({ var: path });

const FAMILIES: Readonly<Record<string, readonly Case[]>> = {
  logic: [
    [{ and: [] }, {}, true],
    [{ or: [] }, {}, false],
    [{ and: [v("vip"), true] }, {}, false],
    [{ or: [v("vip"), true] }, {}, true],
    [{ "!": [v("vip")] }, {}, true],
    [{ if: [v("vip"), "a", "b"] }, {}, "b"],
    [{ if: [false, "a", true, "b", "c"] }, {}, "b"],
    [{ if: [false, "a"] }, {}, null],
    [{ switch: [v("source"), "web", 1, "ad", 2, 3] }, { source: "ad" }, "2"],
    [{ switch: [v("source"), "web", 1, 3] }, {}, "3"],
    [{ coalesce: [v("name"), v("note"), "-"] }, { name: "", note: "n" }, "n"],
    [{ var: ["amount", 7] }, {}, "7"],
  ],
  comparison: [
    [{ "==": [v("name"), null] }, { name: "" }, true],
    [{ "==": [v("amount"), "500000"] }, { amount: "500000.00" }, true],
    [{ "!=": [v("source"), "web"] }, {}, true],
    [{ "<": [v("amount"), 5] }, {}, false],
    [{ "<": [1, v("amount"), 3] }, { amount: 2 }, true],
    [{ "<=": [1, v("amount"), 3] }, { amount: 4 }, false],
    [{ "<": [v("name"), "\u{1f600}"] }, { name: "\uffee" }, true],
    [{ ">": ["9", "10"] }, {}, true],
    [{ "==": [v("at"), "2026-11-22"] }, { at: "2026-11-21T16:00:00.000Z" }, true],
    [{ "<=": [v("at"), v("due")] }, { at: "2026-11-22T15:59:59.999Z", due: "2026-11-22" }, true],
    [{ "==": [v("tags"), ["b", "a"]] }, { tags: ["a", "b"] }, true],
  ],
  arithmetic: [
    [{ "+": [0.1, 0.2] }, {}, "0.3"],
    [{ "+": ["9007199254740993", 1] }, {}, "9007199254740994"],
    [{ "*": [v("amount"), v("price")] }, { amount: "1.10", price: 3 }, "3.3"],
    [{ "+": [v("amount"), 1] }, {}, null],
    [{ "/": [1, 3] }, {}, "0.33333333333333333333"],
    [{ "/": [2, -3] }, {}, "-0.66666666666666666667"],
    [{ "/": [1, 0] }, {}, null],
    [{ "%": [-3, 2] }, {}, "-1"],
    [{ mod: [-3, 2] }, {}, "1"],
    [{ round: [2.5] }, {}, "3"],
    [{ round: [-2.5] }, {}, "-3"],
    [{ round: [1.005, 2] }, {}, "1.01"],
    [{ round: [1250, -2] }, {}, "1300"],
    [{ floor: [-1.5] }, {}, "-2"],
    [{ ceil: [-1.5] }, {}, "-1"],
    [{ max: [v("amount"), 2] }, {}, "2"],
    [{ "*": ["1000000000000000", "1000000000000000"] }, {}, null],
    [{ "-": [0] }, {}, "0"],
    [{ rmbUppercase: [1234.56] }, {}, "壹仟贰佰叁拾肆元伍角陆分"],
    [{ rmbUppercase: [0] }, {}, "零元整"],
    [{ rmbUppercase: [100_203] }, {}, "壹拾万零贰佰零叁元整"],
    [{ rmbUppercase: [-0.05] }, {}, "负伍分"],
    [{ rmbUppercase: [100_000_000.5] }, {}, "壹亿元伍角整"],
    [{ rmbUppercase: [1.05] }, {}, "壹元零伍分"],
  ],
  text: [
    [{ cat: [v("name"), "-", v("amount")] }, { name: "A", amount: "1.50" }, "A-1.5"],
    [{ cat: [v("name")] }, {}, null],
    [{ cat: [v("at")] }, { at: "2026-11-22T01:30:00.000Z" }, "2026-11-22 09:30"],
    [{ length: [v("name")] }, { name: "榫卯😀" }, "3"],
    [{ upper: ["aßz"] }, {}, "AßZ"],
    [{ trim: ["\u3000 x\t"] }, {}, "x"],
    [{ left: ["😀ab", 2] }, {}, "😀a"],
    [{ right: ["abc", 2] }, {}, "bc"],
    [{ mid: ["abcdef", 2, 3] }, {}, "bcd"],
    [{ mid: ["abc", 0, 3] }, {}, null],
    [{ substr: ["jsonlogic", -5, -2] }, {}, "log"],
    [{ contains: [v("name"), "MORT"] }, { name: "mortise" }, true],
    [{ startsWith: [v("name"), "mor"] }, { name: "Mortise" }, true],
    [{ endsWith: [v("name"), "ise"] }, {}, false],
  ],
  date: [
    [{ today: [] }, {}, "2026-11-22"],
    [v("$today"), {}, "2026-11-22"],
    [{ now: [] }, {}, "2026-11-22T01:30:00.000Z"],
    [{ dateAdd: ["2026-01-31", 1, "month"] }, {}, "2026-02-28"],
    [{ dateAdd: ["2024-02-29", -1, "year"] }, {}, "2023-02-28"],
    [{ dateAdd: ["9999-12-31", 1, "day"] }, {}, null],
    [{ dateAdd: [v("at"), 1, "day"] }, { at: "2026-11-22T01:30:00.000Z" }, "2026-11-23T01:30:00.000Z"],
    [{ dateAdd: [v("at"), -90, "minute"] }, { at: "2026-11-22T01:30:00.000Z" }, "2026-11-22T00:00:00.000Z"],
    [{ dateDiff: ["2026-01-31", "2026-02-28", "M"] }, {}, "0"],
    [{ dateDiff: [v("due"), "2026-11-22", "day"] }, { due: "2026-11-20" }, "2"],
    [{ dateDiff: [v("at"), { now: [] }, "hour"] }, { at: "2026-11-21T22:31:00.000Z" }, "2"],
    [{ weekday: ["2026-11-22"] }, {}, "7"],
    [{ year: [v("at")] }, { at: "2025-12-31T16:00:00.000Z" }, "2026"],
    [{ date: [2026, 13, 1] }, {}, "2027-01-01"],
    [{ inPeriod: [v("due"), "this-week"] }, { due: "2026-11-16" }, true],
    [{ inPeriod: [v("due"), "this-week"] }, { due: "2026-11-15" }, false],
    [{ inPeriod: [v("at"), "today"] }, { at: "2026-11-21T16:00:00.000Z" }, true],
    [{ inPeriod: [v("due"), "last-n-days", 7] }, { due: "2026-11-16" }, true],
    [{ inPeriod: [v("due"), "last-n-days", 7] }, { due: "2026-11-15" }, false],
    [{ inPeriod: [v("due"), "last-quarter"] }, { due: "2026-09-30" }, true],
  ],
  list: [
    [{ in: [v("source"), ["web", "ad"]] }, { source: "ad" }, true],
    [{ in: [v("amount"), [1, "2.50"]] }, { amount: "2.5" }, true],
    [{ in: ["Spring", v("name")] }, { name: "Springfield" }, true],
    [{ contains: [v("tags"), "a"] }, { tags: ["a", "b"] }, true],
    [{ containsAny: [v("tags"), ["x", "b"]] }, { tags: ["a", "b"] }, true],
    [{ containsAll: [v("tags"), ["x", "b"]] }, { tags: ["a", "b"] }, false],
    [{ empty: [v("tags")] }, { tags: [] }, true],
    [{ notEmpty: [v("lines")] }, { lines: [{ qty: 1 }] }, true],
  ],
  region: [
    [{ within: [v("region"), "3701"] }, { region: "370102" }, true],
    [{ within: [v("region"), "3701"] }, { region: "37" }, false],
    [{ within: [v("region"), ["11", "37"]] }, { region: "370102" }, true],
    [{ within: [v("region"), "3701"] }, {}, false],
  ],
  aggregate: [
    [
      { sum: [v("lines"), { "*": [v("qty"), v("price")] }] },
      { lines: [{ qty: 2, price: "0.1" }, { qty: 1, price: "0.2" }, {}] },
      "0.4",
    ],
    [{ sum: [v("lines"), v("qty")] }, {}, "0"],
    [
      { sum: [v("lines"), { "*": [v("qty"), v("amount")] }] },
      { amount: 3, lines: [{ qty: 2, price: 1 }] },
      "6",
    ],
    [{ avg: [v("lines"), v("qty")] }, { lines: [{ qty: 1 }, { qty: 2 }, { qty: null }] }, "1.5"],
    [{ avg: [v("lines"), v("qty")] }, { lines: [] }, null],
    [{ count: [v("lines")] }, { lines: [{}, {}] }, "2"],
    [{ count: [v("lines"), { ">": [v("qty"), 1] }] }, { lines: [{ qty: 1 }, { qty: 2 }] }, "1"],
    [{ maxOf: [v("lines"), v("qty")] }, { lines: [{ qty: 1 }, { qty: 2 }] }, "2"],
    [{ minOf: [v("lines"), v("qty")] }, { lines: [] }, null],
    [{ sum: [v("amount"), 2, v("price")] }, { amount: 1 }, "3"],
  ],
};

for (const [family, cases] of Object.entries(FAMILIES)) {
  describe(`${family} operators`, () => {
    test.each(cases)("%j of %j is %j", (expression, record, expected) => {
      expect(valueOf(expression, record)).toEqual(expected);
    });
  });
}

test("every operator has a name in both languages and answers to its ids", () => {
  for (const operator of OPERATORS) {
    expect(operator.name.zh).not.toBe("");
    expect(operator.name.en).not.toBe("");
    for (const id of [operator.id, ...(operator.aliases ?? [])]) expect(findOperator(id)).toBe(operator);
  }
});

test("the reference page lists every operator", () => {
  const page = readFileSync(new URL("../../../../docs/reference/expressions.md", import.meta.url), "utf8");
  expect(OPERATORS.filter(({ id }) => !page.includes(`| \`${id}\` |`)).map(({ id }) => id)).toEqual([]);
});

test("no function name belongs to two operators", () => {
  const names = OPERATORS.flatMap(({ formula }) => [...(formula?.names ?? []), ...(formula?.zh ?? [])]).map(
    (name) => name.toUpperCase(),
  );
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});
