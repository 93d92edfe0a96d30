import { exampleField, fieldContext } from "@mortise/testing";
import { expect, test } from "vitest";
import { moneyField } from "./index.ts";

const field = exampleField(moneyField);

test.each([
  ["¥1,234.50", "1234.50"],
  ["￥１，２３４", "1234.00"],
  ["50万元", "500000.00"],
  ["RMB 12", "12.00"],
  ["人民币 12 元", undefined],
  ["-¥12.30", "-12.30"],
  ["¥-12.30", "-12.30"],
  ["(1,000)", "-1000.00"],
  ["3.5万", "35000.00"],
])("reads %s as %s", (text, value) => {
  const result = moneyField.fromText(text, field, fieldContext());
  expect(result.ok ? result.value : undefined).toBe(value);
});

test("refuses an amount in another currency", () => {
  expect(moneyField.fromText("$100", field, fieldContext())).toMatchObject({
    error: { zh: "这里的币种是人民币，不能填写美元" },
  });
  const dollars = exampleField(moneyField, { settings: { currency: "USD" } });
  expect(moneyField.fromText("$100", dollars, fieldContext())).toEqual({ ok: true, value: "100.00" });
  expect(moneyField.fromText("US$ 1,000.5", dollars, fieldContext())).toEqual({ ok: true, value: "1000.50" });
});

test("is guessed by signs or by the header", () => {
  expect(moneyField.guess(["¥1", "¥2"], "x")).toBeGreaterThan(0.9);
  expect(moneyField.guess(["1", "2"], "预计金额")).toBeGreaterThan(0.8);
  expect(moneyField.guess(["1", "2"], "人数")).toBe(0);
});
