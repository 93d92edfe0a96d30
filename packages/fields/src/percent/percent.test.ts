import { exampleField, fieldContext } from "@mortise/testing";
import { expect, test } from "vitest";
import { percentField } from "./index.ts";

const field = exampleField(percentField);

test.each([
  ["15%", "0.1500"],
  ["１５％", "0.1500"],
  ["0.15", "0.1500"],
  ["15", "0.1500"],
  ["0.5%", "0.0050"],
  ["100%", "1.0000"],
])("reads %s as the fraction %s", (text, value) => {
  expect(percentField.fromText(text, field, fieldContext())).toEqual({ ok: true, value });
});

test("takes its bounds in percent points", () => {
  const bounded = exampleField(percentField, { settings: { min: 0, max: 100 } });
  expect(percentField.parse("1.01", bounded)).toMatchObject({ ok: false, error: { zh: "不能大于 100" } });
  expect(percentField.parse("1", bounded).ok).toBe(true);
});

test("shows percent points without needless zeros", () => {
  expect(percentField.toText("0.1500", field, fieldContext())).toBe("15%");
  expect(percentField.toText("12.3456", field, fieldContext())).toBe("1,234.56%");
});
