import { exampleField } from "@mortise/testing";
import { expect, test } from "vitest";
import { longTextField } from "./index.ts";

test("keeps line breaks, in one form", () => {
  expect(longTextField.parse("甲\r\n乙\r丙", exampleField(longTextField))).toEqual({
    ok: true,
    value: "甲\n乙\n丙",
  });
});

test("refuses too much instead of cutting it off", () => {
  const field = exampleField(longTextField, { settings: { maxLength: 3 } });
  expect(longTextField.parse("四个字了", field).ok).toBe(false);
});
