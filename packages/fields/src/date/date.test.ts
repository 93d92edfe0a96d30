import { exampleField, fieldContext } from "@mortise/testing";
import { expect, test } from "vitest";
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
