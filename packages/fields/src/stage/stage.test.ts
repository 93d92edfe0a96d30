import { exampleField, fieldContext } from "@mortise/testing";
import { expect, test } from "vitest";
import { stageField } from "./index.ts";

test("carries probability and outcome of each stage", () => {
  const options = stageField.options(exampleField(stageField));
  expect(options.find((option) => option.key === "won")).toMatchObject({ probability: 100, outcome: "won" });
});

test("reads a stage by its name and refuses an unknown one", () => {
  const field = exampleField(stageField);
  expect(stageField.fromText("方案报价", field, fieldContext())).toEqual({ ok: true, value: "quote" });
  expect(stageField.fromText("做梦", field, fieldContext()).ok).toBe(false);
});

test("complains about an impossible probability", () => {
  const options = [{ key: "a", name: { zh: "甲", en: "A" }, probability: 120 }];
  expect(stageField.checkSettings(exampleField(stageField, { settings: { options } }))).toHaveLength(1);
});
