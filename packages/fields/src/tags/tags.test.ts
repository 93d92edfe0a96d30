import { exampleField, fieldContext } from "@mortise/testing";
import { expect, test } from "vitest";
import { tagsField } from "./index.ts";

const field = exampleField(tagsField);
const parse = (input: unknown, settings = field.settings ?? {}) =>
  tagsField.parse(input, exampleField(tagsField, { settings }));

test("the same word in another case or width is the same tag, in the spelling suggested or first used", () => {
  expect(parse(["export", "Export", "ＥＸＰＯＲＴ", " 重点 "])).toEqual({
    ok: true,
    value: ["export", "重点"],
  });
  expect(parse(["vip"], { presets: "VIP" })).toEqual({ ok: true, value: ["VIP"] });
});

test("reads lists from a spreadsheet cell", () => {
  expect(tagsField.fromText("重点、老客户; Export", field, fieldContext())).toEqual({
    ok: true,
    value: ["重点", "老客户", "Export"],
  });
});

test("says which tag does not fit and why", () => {
  expect(parse(["a,b"])).toMatchObject({ error: { en: 'The tag "a,b" may not hold commas or semicolons' } });
  expect(parse(["字".repeat(31)]).ok).toBe(false);
  expect(parse(["a", "b", "c"], { most: 2 })).toMatchObject({ error: { zh: "最多 2 个标签" } });
  expect(parse(["新的"], { presets: "旧的", closed: true })).toMatchObject({
    error: { zh: "没有“新的”这个标签" },
  });
});
