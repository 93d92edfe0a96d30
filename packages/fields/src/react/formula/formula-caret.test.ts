import { describe, expect, test } from "vitest";
import { functionAround, insertField, insertFunction, insertSign, wordBefore } from "./formula-caret.ts";

/** The place of the bar is the caret. */
function at(marked: string): [string, number] {
  const caret = marked.indexOf("|");
  return [marked.replace("|", ""), caret];
}

function marked({ line, caret }: { readonly line: string; readonly caret: number }): string {
  return `${line.slice(0, caret)}|${line.slice(caret)}`;
}

describe("the word before the caret", () => {
  test.each([
    ["su|", "su", 0, false],
    ["1 + 求|", "求", 4, false],
    ["[金|", "金", 0, true],
    ["[金额] + 【数|", "数", 7, true],
    ["SUM([明细.|", "明细.", 4, true],
  ])("%s", (line, text, start, isField) => {
    expect(wordBefore(...at(line))).toEqual({ text, start, isField });
  });

  test.each(["1 + |", '"su|', "[金额]|", "f(|"])("%s has none", (line) => {
    expect(wordBefore(...at(line))).toBe(undefined);
  });
});

test.each([
  ["IF(|", "IF"],
  ["IF(SUM(1), |", "IF"],
  ["IF(SUM(1, |), 2)", "SUM"],
  ["如果（求和(|", "求和"],
  ['LEFT("a)(", |', "LEFT"],
  ["(1 + |", undefined],
  ["IF((1 + |", "IF"],
  ["SUM(1)|", undefined],
])("the function around the caret in %s is %s", (line, name) => {
  expect(functionAround(...at(line))).toBe(name);
});

describe("inserting", () => {
  test.each([
    ["1 + 金|", "1 + [金额]|"],
    ["1 + [金|", "1 + [金额]|"],
    ["1 + [金|] * 2", "1 + [金额]| * 2"],
    ["|", "[金额]|"],
  ])("a field into %s", (line, expected) => {
    expect(marked(insertField(...at(line), "金额"))).toBe(expected);
  });

  test.each([
    ["1 + su|", "1 + SUM(|)"],
    ["su|(1)", "SUM(|1)"],
    ["IF(|)", "IF(SUM(|))"],
  ])("a function into %s", (line, expected) => {
    expect(marked(insertFunction(...at(line), { name: "SUM", hasArguments: true }))).toBe(expected);
  });

  test("a function without arguments, and a sign", () => {
    expect(marked(insertFunction(...at("to|"), { name: "TODAY", hasArguments: false }))).toBe("TODAY()|");
    expect(marked(insertSign(...at("[金额]|"), ">="))).toBe("[金额] >= |");
  });
});
