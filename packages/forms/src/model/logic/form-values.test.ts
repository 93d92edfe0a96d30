import type { FormFieldItem } from "@mortise/metadata";
import { expect, test } from "vitest";
import { checkValues, placedFields, valuesToSave } from "./form-values.ts";
import { PLAIN_VIEW } from "./form-view.ts";

const name = { id: "name", type: "text", name: { zh: "姓名", en: "Name" }, required: true };
const mobile = { id: "mobile", type: "mobile", name: { zh: "手机", en: "Mobile" } };
const item = (field: string, more: Partial<FormFieldItem> = {}): FormFieldItem => ({
  type: "field",
  id: field,
  field,
  span: 12,
  ...more,
});

test("a required field that is blank is named", () => {
  const placed = placedFields([item("name"), item("mobile")], [name, mobile]);
  const problems = checkValues(placed, { name: "" });
  expect(problems).toEqual({ name: { zh: "请填写姓名", en: "Name is required" } });
});

test("a value its type refuses is told before anything is sent", () => {
  const placed = placedFields([item("mobile")], [mobile]);
  expect(Object.keys(checkValues(placed, { mobile: "123" }))).toEqual(["mobile"]);
  expect(checkValues(placed, { mobile: "13800138000" })).toEqual({});
});

test("a form may want what its entity does not, under a name of its own", () => {
  const stricter = item("mobile", { required: true, label: { zh: "电话", en: "Phone" } });
  expect(checkValues(placedFields([stricter], [mobile]), {})).toEqual({
    mobile: { zh: "请填写电话", en: "Phone is required" },
  });
});

test("a locked field that a person cleared while it was open is named; what a rule put there is not", () => {
  const placed = placedFields([item("mobile")], [mobile]);
  const view = { ...PLAIN_VIEW, locked: new Set(["mobile"]) };
  const locked = { before: { mobile: null }, view, set: new Set(["mobile"]), moved: new Set(["mobile"]) };
  expect(valuesToSave(placed, { mobile: null }, locked)).toEqual({ mobile: null });
  expect(valuesToSave(placed, { mobile: "13800138000" }, locked)).toEqual({});
});
