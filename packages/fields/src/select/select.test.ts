import { exampleField, fieldContext } from "@mortise/testing";
import { expect, test } from "vitest";
import { addOptions, optionKeyFor } from "../option-list.ts";
import { selectField } from "./index.ts";

const field = exampleField(selectField);

test.each(["官网注册", " website ", "WEBSITE", "Ｗｅｂｓｉｔｅ"])("finds the option by %s", (text) => {
  expect(selectField.fromText(text, field, fieldContext())).toEqual({ ok: true, value: "website" });
});

test("names the option that does not exist", () => {
  expect(selectField.fromText("火星", field, fieldContext())).toMatchObject({
    error: { zh: "没有“火星”这个选项" },
  });
});

test("shows an unknown stored key rather than nothing", () => {
  expect(selectField.toText("gone", field, fieldContext())).toBe("gone");
});

test("prefers an enabled option to a disabled one of the same name", () => {
  const name = { zh: "展会", en: "Fair" };
  const options = [
    { key: "old", name, disabled: true },
    { key: "new", name },
  ];
  const doubled = exampleField(selectField, { settings: { options } });
  expect(selectField.fromText("展会", doubled, fieldContext())).toEqual({ ok: true, value: "new" });
});

test("makes readable keys and never takes one twice", () => {
  expect(optionKeyFor("Trade Fair!", new Set())).toBe("trade_fair");
  expect(optionKeyFor("展会", new Set(["option_1"]))).toBe("option_2");
  expect(addOptions([], ["A", "a", "", "B"]).map((option) => option.key)).toEqual(["a", "b"]);
});

test("is guessed for few values that keep coming back", () => {
  const samples = ["主板", "创业板", "主板", "创业板", "主板", "主板"];
  expect(selectField.guess(samples, "状态")).toBeGreaterThan(0.5);
  expect(selectField.guess(["一", "二", "三", "四", "五", "六"], "状态")).toBe(0);
});
