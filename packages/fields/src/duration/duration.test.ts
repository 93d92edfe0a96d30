import { exampleField, fieldContext } from "@mortise/testing";
import { expect, test } from "vitest";
import { durationField } from "./index.ts";

const field = exampleField(durationField);
const read = (text: string, of = field): unknown => {
  const result = durationField.fromText(text, of, fieldContext());
  return result.ok ? result.value : undefined;
};

test.each([
  ["2 天 3 小时", "183600"],
  ["2天3小时", "183600"],
  ["２天 ３ 小时", "183600"],
  ["2d 3h", "183600"],
  ["2 days, 3 hours", "183600"],
  ["1.5 h", "5400"],
  ["90 分钟", "5400"],
  ["1:30", "5400"],
  ["1:30:15", "5415"],
  ["-2 h", "-7200"],
  ["90", "5400"],
  ["3 h 2 d", undefined],
  ["2 h 3 h", undefined],
  ["long", undefined],
  ["5 months", undefined],
])("reads %s as %s seconds", (text, seconds) => {
  expect(read(text)).toBe(seconds);
});

test("shows the units between the largest and the smallest one", () => {
  const text = (value: string, settings: Record<string, string>, locale: "zh" | "en"): string =>
    durationField.toText(value, exampleField(durationField, { settings }), fieldContext(locale));
  expect(text("183600", {}, "zh")).toBe("2 天 3 小时");
  expect(text("183600", {}, "en")).toBe("2 d 3 h");
  expect(text("183661", { largest: "hour" }, "zh")).toBe("51 小时 1 分钟 1 秒");
  expect(text("183661", { smallest: "minute" }, "en")).toBe("2 d 3 h 1 min");
  expect(text("30", { smallest: "minute" }, "en")).toBe("0 min");
  expect(text("-5400", { largest: "hour" }, "en")).toBe("-1 h 30 min");
  expect(text("90", { largest: "second", smallest: "hour" }, "zh")).toBe("0 小时");
});

test("a bare number counts in the unit that is set; what the API sends counts in seconds", () => {
  expect(read("2", exampleField(durationField, { settings: { plainUnit: "hour" } }))).toBe("7200");
  expect(durationField.parse("5400", field)).toEqual({ ok: true, value: "5400" });
  expect(durationField.parse(90.4, field)).toEqual({ ok: true, value: "90" });
  expect(durationField.parse("2 d", field)).toEqual({ ok: true, value: "172800" });
});

test("is guessed where units are written", () => {
  expect(durationField.guess(["2 天", "3 小时 5 分钟"], "x")).toBeGreaterThan(0.8);
  expect(durationField.guess(["2", "3"], "x")).toBe(0);
});
