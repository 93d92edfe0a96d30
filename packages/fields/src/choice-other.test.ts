import { exampleField } from "@mortise/testing";
import { expect, test } from "vitest";
import { checkOtherText, otherRules, otherTextNeed, otherTextOf } from "./choice-other.ts";
import { selectField } from "./select/index.ts";

const options = [
  { key: "web", name: { zh: "官网", en: "Web" } },
  { key: "else", name: { zh: "其他", en: "Other" }, other: true },
];
const asking = exampleField(selectField, { settings: { options, otherText: "note" } });

test("a choice without 其他 has no text and no rules, whatever field is named for it", () => {
  const plain = exampleField(selectField, { settings: { options: options.slice(0, 1), otherText: "note" } });
  expect(otherTextOf(plain)).toBeUndefined();
  expect(otherRules(plain, "in")).toEqual([]);
  expect(otherTextNeed(plain)).toBeUndefined();
});

test("其他 shows and asks for its text, and any other choice empties it", () => {
  expect(otherTextOf(asking)).toBe("note");
  const [shown, emptied] = otherRules(asking, "in");
  expect(shown?.actions).toEqual([
    { type: "show", fields: ["note"] },
    { type: "require", fields: ["note"] },
  ]);
  expect(emptied?.when).toEqual({ "!": [shown?.when] });
});

test("asks for a text field as long as none is named", () => {
  const lacking = exampleField(selectField, { settings: { options } });
  expect(checkOtherText(lacking)).toHaveLength(1);
  expect(checkOtherText(asking)).toEqual([]);
  expect(otherTextNeed(lacking)).toMatchObject({
    setting: "otherText",
    field: { type: "text", name: { zh: "示例说明", en: "Example (other)" } },
  });
});
