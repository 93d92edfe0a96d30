import { exampleField, fieldContext } from "@mortise/testing";
import { expect, test } from "vitest";
import { progressField } from "./index.ts";

const field = exampleField(progressField);
const read = (text: string, settings = field.settings ?? {}) =>
  progressField.fromText(text, exampleField(progressField, { settings }), fieldContext());

test("reads what people and spreadsheets write", () => {
  for (const text of ["45", "45%", "４５％", "0.45", "45.0"])
    expect(read(text)).toEqual({ ok: true, value: "45" });
});

test("keeps to the scale and its steps, naming the nearest", () => {
  expect(read("105")).toMatchObject({ error: { zh: "不能大于 100" } });
  expect(read("-5")).toMatchObject({ error: { en: "Must be at least 0" } });
  expect(read("43")).toMatchObject({ error: { zh: "要从 0 起每 5 一档，最接近的是 45" } });
});

test("counts steps from the lower end, with decimals as needed", () => {
  const settings = { from: 1, to: 3, step: 0.25, unit: "h" };
  expect(read("1.75h", settings)).toEqual({ ok: true, value: "1.75" });
  expect(read("1.8", settings).ok).toBe(false);
  expect(progressField.column(exampleField(progressField, { settings }))).toEqual({ type: "numeric(20,2)" });
});

test("complains about scales that lead nowhere", () => {
  const complain = (settings: Record<string, number>) =>
    progressField.checkSettings(exampleField(progressField, { settings })).length;
  expect(complain({ from: 5, to: 5 })).toBe(1);
  expect(complain({ from: 0, to: 1_000_000, step: 1 })).toBe(1);
  expect(complain({ from: 0, to: 10 })).toBe(0);
});

test("takes percentages for progress only under a fitting header", () => {
  expect(progressField.guess(["10%", "100%"], "完成进度")).toBeGreaterThan(0.95);
  expect(progressField.guess(["10%", "100%"], "折扣")).toBe(0);
});
