import { describe, expect, test } from "vitest";
import {
  describeExpression,
  type Expression,
  type ExpressionNames,
  parseFormula,
  printFormula,
} from "../index.ts";

const LABELS: Readonly<Record<string, string>> = {
  amount: "金额",
  price: "单价",
  name: "客户名称",
  source: "来源",
  region: "地区",
  due: "到期 日]",
  lines: "明细",
  "lines.qty": "明细.数量",
  "lines.price": "明细.单价",
};
const OPTIONS: Readonly<Record<string, string>> = { web: "官网注册", ad: "广告" };

const names: ExpressionNames = {
  variable: (path) => LABELS[path],
  option: (path, key) => (path === "source" ? OPTIONS[key] : undefined),
  value: (path, value) => (path === "region" && value === "3701" ? { zh: "济南市", en: "Jinan" } : undefined),
};
const finder = {
  resolve: (label: string): string | undefined => Object.keys(LABELS).find((path) => LABELS[path] === label),
  option: (path: string, label: string): string | undefined =>
    path === "source" ? Object.keys(OPTIONS).find((key) => OPTIONS[key] === label) : undefined,
};
const v = (path: string): Expression => ({ var: path });

describe("a formula line is read", () => {
  test.each<[string, Expression]>([
    ["=1+2*3", { "+": [1, { "*": [2, 3] }] }],
    ["(1+2)*3", { "*": [{ "+": [1, 2] }, 3] }],
    ["1-2-3", { "-": [{ "-": [1, 2] }, 3] }],
    ["1+2+3", { "+": [1, 2, 3] }],
    ["(1+2)+3", { "+": [{ "+": [1, 2] }, 3] }],
    ["-[金额]*2", { "*": [{ "-": [v("amount")] }, 2] }],
    ["金额 ＞＝ 100", { ">=": [v("amount"), 100] }],
    ["1 < 金额 < 5", { "<": [1, v("amount"), 5] }],
    ['IF([金额]>5, "大", "小")', { if: [{ ">": [v("amount"), 5] }, "大", "小"] }],
    ["如果（金额≥5，“大”，“小”）", { if: [{ ">=": [v("amount"), 5] }, "大", "小"] }],
    ['[来源]="官网注册"', { "==": [v("source"), "web"] }],
    ['in([来源], {"官网注册", "广告"})', { in: [v("source"), ["web", "ad"]] }],
    [
      "金额>1 && 单价<2 || TRUE",
      { or: [{ and: [{ ">": [v("amount"), 1] }, { "<": [v("price"), 2] }] }, true] },
    ],
    ['"say ""hi""" & 客户名称', { cat: ['say "hi"', v("name")] }],
    ["50%", { "/": [50, 100] }],
    ["9007199254740993", "9007199254740993"],
    ["SUM([明细.数量])", { sum: [v("lines"), v("qty")] }],
    [
      "求和([明细], [明细.数量]*[明细.单价]*[单价])",
      { sum: [v("lines"), { "*": [v("qty"), v("price"), v("price")] }] },
    ],
    ["$today", v("$today")],
    ["[到期 日]]]", v("due")],
  ])("%s", (line, expression) => {
    expect(parseFormula(line, finder)).toEqual({ ok: true, expression });
  });
});

describe("a broken formula line says where", () => {
  test.each<[string, number]>([
    ["1 +", 3],
    ["IF([金额]>5", 9],
    ["[没有]", 0],
    ["1 + NOPE(2)", 4],
    ['"open', 0],
    ["[open", 0],
    ["1 @ 2", 2],
    ["1 2", 2],
    ["(".repeat(500), 90],
  ])("%s", (line, position) => {
    const result = parseFormula(line, finder);
    expect(result).toMatchObject({ ok: false, position });
    expect(result.ok ? "" : result.message.zh).not.toBe("");
  });

  test("and refuses lines of a megabyte", () => {
    expect(parseFormula("1+".repeat(500_000), finder).ok).toBe(false);
  });
});

describe("an expression is written and read back", () => {
  test.each<[string, Expression]>([
    ["[金额] + [单价] * 2", { "+": [v("amount"), { "*": [v("price"), 2] }] }],
    ["([金额] + 1) * 2", { "*": [{ "+": [v("amount"), 1] }, 2] }],
    ["([金额] + 1) + 2", { "+": [{ "+": [v("amount"), 1] }, 2] }],
    ["[金额] - (1 - 2)", { "-": [v("amount"), { "-": [1, 2] }] }],
    ["-(5)", { "-": [5] }],
    ["-[金额]", { "-": [v("amount")] }],
    ["1 - -5", { "-": [1, -5] }],
    [
      '并且([来源] = "官网注册", 非([金额] > 1))',
      { and: [{ "==": [v("source"), "web"] }, { "!": [{ ">": [v("amount"), 1] }] }] },
    ],
    ["求和([明细], [明细.数量] * 2)", { sum: [v("lines"), { "*": [v("qty"), 2] }] }],
    ['日期推移([到期 日]]], 3, "month")', { dateAdd: [v("due"), 3, "month"] }],
    ['属于其中之一([来源], {"官网注册", "广告"})', { in: [v("source"), ["web", "ad"]] }],
    ['如果(TRUE, 空值, "x""y")', { if: [true, null, 'x"y'] }],
    ["1 < [金额] < 3", { "<": [1, v("amount"), 3] }],
    ["[金额] < 3 = TRUE", { "==": [{ "<": [v("amount"), 3] }, true] }],
  ])("%s", (line, expression) => {
    expect(printFormula(expression, names, "zh")).toBe(line);
    expect(parseFormula(line, finder)).toEqual({ ok: true, expression });
    expect(parseFormula(printFormula(expression, names, "en"), finder)).toEqual({ ok: true, expression });
  });
});

describe("a condition is a sentence", () => {
  test.each<[Expression, string, string]>([
    [
      { and: [{ "==": [v("source"), "web"] }, { within: [v("region"), "3701"] }] },
      "来源 是 官网注册 且 地区 属于 济南市",
      "来源 is 官网注册 and 地区 is within Jinan",
    ],
    [
      {
        and: [
          { or: [{ empty: [v("name")] }, { ">": [v("amount"), 5] }] },
          { in: [v("source"), ["web", "ad"]] },
        ],
      },
      "（客户名称 为空 或 金额 大于 5） 且 来源 是 官网注册、广告 之一",
      "(客户名称 is empty or 金额 is greater than 5) and 来源 is one of 官网注册, 广告",
    ],
    [{ inPeriod: [v("due"), "last-n-days", 7] }, "到期 日] 在 最近 7 天", "到期 日] is in the last 7 days"],
    [{ "==": [v("owner"), v("$user")] }, "owner 是 当前用户", "owner is the current user"],
    [
      { ">": [v("amount"), v("$old.amount")] },
      "金额 大于 修改前的金额",
      "金额 is greater than 金额 before the change",
    ],
    [{ dateAdd: [v("due"), -3, "day"] }, "到期 日] 之前 3 天", "3 days before 到期 日]"],
    [{ "<": [1, v("amount"), 5] }, "1 < 金额 < 5", "1 < 金额 < 5"],
    [{ sum: [v("lines"), v("qty")] }, "明细.数量 之和", "the sum of 明细.数量"],
    [{ sum: [v("amount"), v("price")] }, "金额、单价 之和", "the sum of 金额, 单价"],
    [
      { sumIf: [v("lines"), { ">": [v("qty"), 1] }, v("price")] },
      "满足（明细.数量 大于 1）的 明细.单价 的求和",
      "the sum of 明细.单价 where 明细.数量 is greater than 1",
    ],
    [{ if: [v("vip"), 1, 2] }, "如果 vip 则 1，否则 2", "if vip then 1, else 2"],
  ])("%j", (expression, zh, en) => {
    expect(describeExpression(expression, names, "zh")).toBe(zh);
    expect(describeExpression(expression, names, "en")).toBe(en);
  });
});
