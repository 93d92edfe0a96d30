import { expect, test } from "vitest";
import { sniffDelimiter } from "./sniff-delimiter.ts";

test.each([
  ["a;b;c\n1,5;2;3\n4;5,2;6\n", ";"],
  ["a\tb\n1,2\t3\n", "\t"],
  ["a|b|c\n1|2|3\n", "|"],
  ['"a;b",c\n"d;e",f\n', ","],
  ['name,text\nx,"a;b;c\nd;e;f"\n', ","],
  ["just text\n", ","],
])("finds the delimiter of %j", (text, delimiter) => {
  expect(sniffDelimiter(text).delimiter).toBe(delimiter);
});

test("believes Excel's own line", () => {
  expect(sniffDelimiter("sep=;\r\na,b;c\r\n")).toMatchObject({ delimiter: ";", hasSeparatorLine: true });
});
