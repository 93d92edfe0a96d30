import { exampleField, fieldContext } from "@mortise/testing";
import { describe, expect, test } from "vitest";
import { detectDateOrder } from "../calendar.ts";
import { dateField } from "./index.ts";

const field = exampleField(dateField);

test.each([
  ["2026-01-03", "2026-01-03"],
  ["2026/1/3", "2026-01-03"],
  ["2026.1.3", "2026-01-03"],
  ["2026年1月3日", "2026-01-03"],
  ["２０２６年１月３日", "2026-01-03"],
  ["20260103", "2026-01-03"],
  ["1/3/2026", "2026-01-03"],
  ["13/1/2026", "2026-01-13"],
  ["3 Jan 2026", "2026-01-03"],
  ["January 3, 2026", "2026-01-03"],
  ["2026-01-03T08:00:00", "2026-01-03"],
  ["2026-01-03 23:30", "2026-01-03"],
  ["2026-01-02T20:00:00Z", "2026-01-03"],
  ["2026-01-03 星期六", "2026-01-03"],
  ["24/2/29", undefined],
  ["2026-02-30", undefined],
  ["2026-1", undefined],
  ["明天", undefined],
  ["46025", undefined],
])("reads %s as %s", (text, value) => {
  const result = dateField.fromText(text, field, fieldContext());
  expect(result.ok ? result.value : undefined).toBe(value);
});

test("follows the order that the file uses", () => {
  const context = { ...fieldContext(), dateOrder: "dmy" as const };
  expect(dateField.fromText("1/3/2026", field, context)).toEqual({ ok: true, value: "2026-03-01" });
  expect(detectDateOrder(["1/3/2026", "1/31/2026"])).toBe("mdy");
  expect(detectDateOrder(["31/1/2026", "1/3/2026"])).toBe("dmy");
  expect(detectDateOrder(["31/1/2026", "1/31/2026"])).toBeUndefined();
});

test("keeps within its bounds", () => {
  const bounded = exampleField(dateField, { settings: { earliest: "2026-01-01", latest: "2026-12-31" } });
  expect(dateField.parse("2025-12-31", bounded)).toMatchObject({ error: { zh: "不能早于 2026-01-01" } });
  expect(dateField.parse("2026-12-31", bounded).ok).toBe(true);
});

test("takes the allowed days of the week only, from every source", () => {
  const workdays = exampleField(dateField, { settings: { weekdays: ["1", "5"] } });
  // A Friday, and the Sunday after it.
  expect(dateField.parse("2026-11-27", workdays)).toEqual({ ok: true, value: "2026-11-27" });
  expect(dateField.parse("2026-11-29", workdays)).toMatchObject({
    ok: false,
    error: { zh: "只能选 星期一、星期五", en: "Only on Monday, Friday" },
  });
  expect(dateField.fromText("2026年11月29日", workdays, fieldContext()).ok).toBe(false);
  expect(dateField.parse("2026-11-29", exampleField(dateField)).ok).toBe(true);
});

describe("dates that are months or years", () => {
  const month = exampleField(dateField, { settings: { grain: "month" } });
  const year = exampleField(dateField, { settings: { grain: "year" } });

  test.each([
    ["2026-11", "2026-11-01"],
    ["2026/3", "2026-03-01"],
    ["2026年11月", "2026-11-01"],
    ["２０２６年１１月", "2026-11-01"],
    ["202611", "2026-11-01"],
    ["11/2026", "2026-11-01"],
    ["Nov 2026", "2026-11-01"],
    ["November, 2026", "2026-11-01"],
    ["2026-11-29", "2026-11-01"],
    ["2026-13", undefined],
    ["2026", undefined],
    ["明年", undefined],
  ])("reads the month %s as %s", (text, value) => {
    const read = dateField.fromText(text, month, fieldContext());
    expect(read.ok ? read.value : undefined).toBe(value);
  });

  test.each([
    ["2026", "2026-01-01"],
    ["2026年", "2026-01-01"],
    ["2026-11", "2026-01-01"],
    ["2026-11-29", "2026-01-01"],
    ["26", undefined],
  ])("reads the year %s as %s", (text, value) => {
    const read = dateField.fromText(text, year, fieldContext());
    expect(read.ok ? read.value : undefined).toBe(value);
  });

  test("are kept as their first day, and told as they are meant", () => {
    expect(dateField.parse("2026-11-29", month)).toEqual({ ok: true, value: "2026-11-01" });
    expect(dateField.parse("2026-11", month)).toEqual({ ok: true, value: "2026-11-01" });
    expect(dateField.parse(2026, year).ok).toBe(false);
    expect(dateField.toText("2026-11-01", month, fieldContext())).toBe("2026-11");
    expect(dateField.toText("2026-01-01", year, fieldContext())).toBe("2026");
    expect(dateField.parse("x", month)).toMatchObject({ error: { zh: "请填写年月，例如 2026-11" } });
    expect(dateField.parse("2026-11", exampleField(dateField)).ok).toBe(false);
  });

  test("keep within bounds by months and years, and have no days of the week", () => {
    const settings = { grain: "month", earliest: "2026-03-15", latest: "2026-06-10" };
    const bounded = exampleField(dateField, { settings });
    expect(dateField.parse("2026-03", bounded).ok).toBe(true);
    expect(dateField.parse("2026-06-30", bounded).ok).toBe(true);
    expect(dateField.parse("2026-02", bounded)).toMatchObject({ error: { zh: "不能早于 2026-03" } });
    const odd = exampleField(dateField, { settings: { grain: "year", weekdays: ["1"] } });
    expect(dateField.checkSettings(odd)).toMatchObject([{ zh: expect.stringContaining("不能限制星期") }]);
  });
});
