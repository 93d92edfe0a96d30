import { expect, test } from "vitest";
import { fieldCatalog } from "./field-catalog.ts";
import { fieldType, fieldTypes } from "./registry.ts";

test("lists every type once, sorted by id", () => {
  const ids = fieldTypes.map((type) => type.id);
  expect(ids).toEqual([...new Set(ids)].toSorted());
});

test("refuses an unknown type with its code", () => {
  expect(() => fieldType("nothing")).toThrow("FIELD_TYPE_UNKNOWN");
  expect(fieldCatalog.has("nothing")).toBe(false);
});

test("accepts the example settings of every type", () => {
  const complaints = fieldTypes.flatMap((type) =>
    fieldCatalog.checkSettings({ id: "f", type: type.id, name: type.name, settings: type.example.settings }),
  );
  expect(complaints).toEqual([]);
});

test("names settings that are missing, unknown, out of range or malformed", () => {
  const name = { zh: "字段", en: "Field" };
  const complaints = (type: string, settings: Record<string, never>): string[] =>
    fieldCatalog.checkSettings({ id: "f", type, name, settings }).map((problem) => problem.en);
  const given = (settings: object): Record<string, never> => ({ ...settings });
  expect(complaints("reference", {})).toEqual(['"Related entity" is needed']);
  expect(complaints("number", given({ decimals: 11 }))).toEqual(['"Decimals" must be at most 10']);
  expect(complaints("number", given({ colour: 1 }))).toEqual(['There is no setting "colour"']);
  expect(complaints("text", given({ pattern: "(" }))).toEqual([
    "The format is not a valid regular expression",
  ]);
  expect(complaints("select", given({ options: [] }))).toEqual(["Add at least one option"]);
  const twice = { key: "a", name: { zh: "甲", en: "A" } };
  expect(complaints("select", given({ options: [twice, twice] }))).toHaveLength(2);
  expect(complaints("auto-number", given({ parts: [{ type: "literal", text: "A" }] }))).toHaveLength(1);
});
