import { describe, expect, test } from "vitest";
import { excerpt, matchMarks, type SearchedAs } from "./match-marks.ts";

function marked(text: string, words: readonly string[], as: SearchedAs = "names"): readonly string[] {
  return matchMarks(text, words, as).map(([from, to]) => text.slice(from, to));
}

describe("marks", () => {
  test("name what stands there, whatever its case and width", () => {
    expect(marked("青岛海尔集团", ["海尔"])).toEqual(["海尔"]);
    expect(marked("ＡＢＣ Haier abc", ["abc", "haier"])).toEqual(["ＡＢＣ", "Haier", "abc"]);
    expect(marked("哈哈哈", ["哈哈"])).toEqual(["哈哈哈"]);
    expect(marked("𠮷野家和𠮷", ["𠮷"])).toEqual(["𠮷", "𠮷"]);
    expect(marked("海信", ["海尔"])).toEqual([]);
  });

  test("name the characters behind first letters, by either reading", () => {
    expect(marked("青岛知行仓储有限公司", ["zhcc"])).toEqual(["知行仓储"]);
    expect(marked("青岛知行仓储有限公司", ["zxcc"])).toEqual(["知行仓储"]);
    expect(marked("知行A3仓", ["a3c"])).toEqual(["A3仓"]);
    expect(marked("知行仓储", ["zxcc"], "words")).toEqual([]);
  });

  test("name pieces of a number across what separates them", () => {
    expect(marked("138 0013 8001", ["00138"], "digits")).toEqual(["0013 8"]);
    expect(marked("+86 138-0013-8001", ["13800138001"], "digits")).toEqual(["138-0013-8001"]);
    expect(marked("138 0013 8001", ["999"], "digits")).toEqual([]);
  });

  test("stay where they are when a long text is cut", () => {
    const text = `${"前".repeat(100)}目标${"后".repeat(100)}`;
    const cut = excerpt(text, matchMarks(text, ["目标"], "words"));
    expect(cut.text.length).toBeLessThan(70);
    expect(cut.marks.map(([from, to]) => cut.text.slice(from, to))).toEqual(["目标"]);
    expect(excerpt("短\n文", [[0, 1]])).toEqual({ text: "短 文", marks: [[0, 1]] });
  });
});
