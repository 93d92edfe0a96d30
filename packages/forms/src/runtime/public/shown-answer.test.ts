import { fieldTypes } from "@mortise/fields";
import { sameText } from "@mortise/kit";
import { systemActor } from "@mortise/store";
import { expect, test } from "vitest";
import type { AskedField } from "./open-form.ts";
import { answerContext, readAnswer } from "./read-submission.ts";
import { sentBack, shownAnswer } from "./shown-answer.ts";

const context = answerContext(systemActor);

/** The example values of every type that visitors can fill in. */
const cases = fieldTypes.flatMap((type) => {
  const { id, example } = type;
  const field = { id: "f", type: id, name: sameText("f"), settings: example.settings };
  const input = type.publicInput?.(field);
  if (!input || input.kind === "files") return [];
  const asked: AskedField = { item: { type: "field", id: "i", field: "f", span: 12 }, field, input };
  return example.values.map((value) => ({ type: id, asked, value }));
});

/** The native control of moments has no seconds. */
const toTheMinute = (type: string, value: unknown): unknown =>
  type === "datetime" && typeof value === "string" ? value.slice(0, "2026-11-22T09:30".length) : value;

test("what stands in a control is read as the value that it shows, whatever the type", () => {
  expect(new Set(cases.map(({ type }) => type)).size).toBeGreaterThan(18);
  for (const { type, asked, value } of cases) {
    const shown = shownAnswer(value, asked, context);
    const read = readAnswer(sentBack(shown, asked), asked, context);
    const back = read.ok ? read.value : read.error;
    expect.soft([type, shown, toTheMinute(type, back)]).toEqual([type, shown, toTheMinute(type, value)]);
  }
});

test("native controls get what they can show", () => {
  const shown = (type: string) =>
    cases.filter((one) => one.type === type).map(({ value, asked }) => shownAnswer(value, asked, context));
  for (const date of shown("date")) expect(date).toMatch(/^\d{4}-\d\d-\d\d$/);
  for (const moment of shown("datetime")) expect(moment).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/);
  for (const percent of shown("percent")) expect(percent).not.toContain("%");
});
