import { exampleField, fieldContext } from "@mortise/testing";
import { expect, test } from "vitest";
import { numberField } from "./index.ts";

const field = exampleField(numberField, { settings: { decimals: 2, unit: { zh: "台", en: "pcs" } } });

test.each([
  ["1,234,567.5", "1234567.50"],
  ["１２３．４", "123.40"],
  ["3.5万", "35000.00"],
  ["1.2亿", "120000000.00"],
  ["(12.5)", "-12.50"],
  ["12-", "-12.00"],
  ["−3", "-3.00"],
  ["15%", "0.15"],
  ["12 台", "12.00"],
  ["1 234 567", "1234567.00"],
  ["'42", "42.00"],
  ["1.5E3", "1500.00"],
  ["0.005", "0.01"],
  ["-0.001", "0.00"],
  ["999999999999999999.99", "999999999999999999.99"],
])("reads %s as %s", (text, value) => {
  expect(numberField.fromText(text, field, fieldContext())).toEqual({ ok: true, value });
});

test.each(["1,2", "abc", "1.2.3", "--1", "1e400", "0x1F", "1234567890123456789"])("refuses %s", (text) => {
  expect(numberField.fromText(text, field, fieldContext()).ok).toBe(false);
});

test("is exact where binary floats are not", () => {
  expect(numberField.parse("0.1", exampleField(numberField, { settings: { decimals: 10 } }))).toEqual({
    ok: true,
    value: "0.1000000000",
  });
  expect(numberField.parse("1.005", field)).toEqual({ ok: true, value: "1.01" });
});

test("keeps within its bounds", () => {
  const bounded = exampleField(numberField, { settings: { min: 0, max: 10 } });
  expect(numberField.parse(-1, bounded)).toMatchObject({ error: { zh: "不能小于 0" } });
  expect(numberField.parse("10.4", bounded)).toEqual({ ok: true, value: "10" });
  expect(numberField.parse("11", bounded).ok).toBe(false);
});

test("does not take codes for quantities", () => {
  expect(numberField.guess(["007", "008"], "工号")).toBe(0);
  expect(numberField.guess(["1", "2"], "数量")).toBeGreaterThan(numberField.guess(["1", "2"], "序号"));
  expect(numberField.guessSettings(["8.459369392", "1"])).toMatchObject({ decimals: 9 });
});

test.each([
  ["half-up", "1.25", "1.3"],
  ["half-up", "-1.25", "-1.3"],
  ["down", "1.29", "1.2"],
  ["down", "-1.29", "-1.2"],
  ["up", "1.21", "1.3"],
  ["up", "1.20", "1.2"],
  ["down", "0.09", "0.0"],
])("further decimals, %s: %s becomes %s", (rounding, given, value) => {
  const shaped = exampleField(numberField, { settings: { decimals: 1, rounding } });
  expect(numberField.parse(given, shaped)).toEqual({ ok: true, value });
});

test("writes the unit in front where it is said, and reads it there", () => {
  const settings = { decimals: 0, unit: { zh: "第", en: "No. " }, unitPlace: "before" };
  const numbered = exampleField(numberField, { settings });
  expect(numberField.toText("1200", numbered, fieldContext())).toBe("第1,200");
  expect(numberField.fromText("第1,200", numbered, fieldContext())).toEqual({ ok: true, value: "1200" });
  expect(numberField.fromText("No. 7", numbered, fieldContext())).toEqual({ ok: true, value: "7" });
  expect(numberField.publicInput(numbered)).not.toHaveProperty("suffix");
});
