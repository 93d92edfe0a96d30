import { exampleField, fieldContext } from "@mortise/testing";
import { expect, test } from "vitest";
import { guessFieldType } from "../guess-type.ts";
import { timeField } from "./index.ts";

const read = (text: string, settings = {}) =>
  timeField.fromText(text, exampleField(timeField, { settings }), fieldContext());

test.each([
  ["9:30", "09:30:00"],
  ["０９：３０", "09:30:00"],
  ["09:30:15", "09:30:15"],
  ["9点30分", "09:30:00"],
  ["9点半", "09:30:00"],
  ["下午3:05", "15:05:00"],
  ["3:05 PM", "15:05:00"],
  ["12:00 am", "00:00:00"],
  ["0930", "09:30:00"],
])("reads %s as %s", (text, value) => {
  expect(read(text)).toEqual({ ok: true, value });
});

test.each(["24:00", "9:60", "9", "930", "早上", "9:30+08:00", "2026-01-01 09:30"])("refuses %s", (text) => {
  expect(read(text)).toMatchObject({ error: { zh: "请填写时间，例如 09:30" } });
});

test("keeps within its bounds, both included", () => {
  const settings = { earliest: "08:30", latest: "18:00" };
  expect(read("8:30", settings).ok).toBe(true);
  expect(read("18:00", settings).ok).toBe(true);
  expect(read("8:29", settings)).toMatchObject({ error: { en: "Not before 08:30" } });
  expect(read("18:00:01", settings)).toMatchObject({ error: { zh: "不能晚于 18:00" } });
  expect(timeField.checkSettings(exampleField(timeField, { settings: { earliest: "8h" } }))).toHaveLength(1);
});

test("is told from moments and numbers in a spreadsheet", () => {
  expect(guessFieldType(["9:30", "18:05:00"], "到店时间").type).toBe("time");
  expect(guessFieldType(["2026-11-22 9:30"], "时间").type).toBe("datetime");
  expect(guessFieldType(["930", "1805"], "数量").type).toBe("number");
});
