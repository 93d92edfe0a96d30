import { exampleField } from "@mortise/testing";
import { expect, test } from "vitest";
import { textField } from "./index.ts";

test("joins lines and trims what spreadsheets leave around a text", () => {
  expect(textField.parse("\n   中信证券 \n  ", exampleField(textField))).toEqual({
    ok: true,
    value: "中信证券",
  });
  expect(textField.parse("a\r\n b", exampleField(textField))).toEqual({ ok: true, value: "a b" });
});

test("counts characters, not UTF-16 units", () => {
  const field = exampleField(textField, { settings: { maxLength: 2 } });
  expect(textField.parse("🧩🧩", field).ok).toBe(true);
  expect(textField.parse("🧩🧩🧩", field)).toMatchObject({ error: { zh: "最多 2 个字，现在是 3 个" } });
});

test("checks the whole text against its pattern and says the builder's message", () => {
  const patternMessage = { zh: "请填写 6 位邮编", en: "Six digits" };
  const field = exampleField(textField, { settings: { pattern: "\\d{6}", patternMessage } });
  expect(textField.parse("250000", field)).toEqual({ ok: true, value: "250000" });
  expect(textField.parse("x250000", field)).toEqual({ ok: false, error: patternMessage });
});
