import { exampleField, fieldContext } from "@mortise/testing";
import { expect, test } from "vitest";
import { switchField } from "./index.ts";

const field = exampleField(switchField);

test.each([
  ["是", true],
  ["√", true],
  ["YES", true],
  ["1", true],
  ["否", false],
  ["×", false],
  ["False", false],
])("reads %s as %s", (text, value) => {
  expect(switchField.fromText(text, field, fieldContext())).toEqual({ ok: true, value });
});

test("understands its own labels and refuses other words", () => {
  const settings = { onText: { zh: "已签约", en: "Signed" }, offText: { zh: "未签约", en: "Not signed" } };
  const labelled = exampleField(switchField, { settings });
  expect(switchField.fromText("已签约", labelled, fieldContext())).toEqual({ ok: true, value: true });
  expect(switchField.fromText("也许", labelled, fieldContext()).ok).toBe(false);
});

test("can insist on being on", () => {
  expect(switchField.parse(false, exampleField(switchField, { settings: { mustBeOn: true } })).ok).toBe(
    false,
  );
});
