import { exampleField, fieldContext } from "@mortise/testing";
import { expect, test } from "vitest";
import { guessFieldType } from "../guess-type.ts";
import { dateRangeField } from "./index.ts";

const field = exampleField(dateRangeField);
const read = (text: string, settings = {}) =>
  dateRangeField.fromText(text, exampleField(dateRangeField, { settings }), fieldContext());

test.each([
  ["2026-11-01 至 2026-11-30", "2026-11-01/2026-11-30"],
  ["2026/11/1到2026/11/30", "2026-11-01/2026-11-30"],
  ["2026.11.1 - 2026.11.30", "2026-11-01/2026-11-30"],
  ["2026年11月1日～2026年11月30日", "2026-11-01/2026-11-30"],
  ["2026-11-01/2026-11-30", "2026-11-01/2026-11-30"],
  ["3 Nov 2026 to 5 Nov 2026", "2026-11-03/2026-11-05"],
  ["2026-11-01", "2026-11-01/2026-11-01"],
])("reads %s as %s", (text, value) => {
  expect(read(text)).toEqual({ ok: true, value });
});

test("takes two days in every form that programs send", () => {
  for (const input of [
    "2026-11-01/2026-11-30",
    ["2026-11-01", "2026-11-30"],
    { start: "2026-11-01", end: "2026-11-30" },
  ])
    expect(dateRangeField.parse(input, field)).toEqual({ ok: true, value: "2026-11-01/2026-11-30" });
});

test("says which day is missing or wrong", () => {
  const complain = (input: unknown, settings = {}) =>
    dateRangeField.parse(input, exampleField(dateRangeField, { settings }));
  expect(complain("2026-11-01/")).toMatchObject({ error: { zh: "请填写结束日期" } });
  expect(complain("/2026-11-01")).toMatchObject({ error: { en: "Enter the first day" } });
  expect(complain("2026-11-30/2026-11-01")).toMatchObject({
    error: { en: "The last day 2026-11-01 is before the first day 2026-11-30" },
  });
  expect(complain("2026-11-01/2026-11-10", { longest: 9 })).toMatchObject({
    error: { zh: "最长 9 天，现在是 10 天" },
  });
  expect(complain("2026-11-01/2026-11-10", { earliest: "2026-11-02" }).ok).toBe(false);
  expect(complain("2026-11-01/2026-11-10", { latest: "2026-11-09" }).ok).toBe(false);
  expect(complain("2026-02-30/2026-03-01").ok).toBe(false);
});

test("is told from dates in a spreadsheet", () => {
  expect(guessFieldType(["2026-11-01 至 2026-11-30", "2026/1/1~2026/1/5"], "合同期").type).toBe("date-range");
  expect(guessFieldType(["2026-11-01", "2026-11-02"], "日期").type).toBe("date");
});
