import { expect, test } from "vitest";
import { changedValues, formProblems } from "./form-values.ts";

const name = { id: "name", type: "text", name: { zh: "姓名", en: "Name" }, required: true };
const mobile = { id: "mobile", type: "mobile", name: { zh: "手机", en: "Mobile" } };

test("a required field that is blank is named", () => {
  const problems = formProblems([name, mobile], { name: "" });
  expect(problems.get("name")).toEqual({ zh: "请填写姓名", en: "Name is required" });
  expect(problems.has("mobile")).toBe(false);
});

test("a value its type refuses is told before anything is sent", () => {
  expect(formProblems([mobile], { mobile: "123" }).has("mobile")).toBe(true);
  expect(formProblems([mobile], { mobile: "13800138000" }).has("mobile")).toBe(false);
});

test("only what was changed is sent, and clearing counts as a change", () => {
  const before = { name: "李雷", tags: ["a", "b"], note: "x" };
  expect(changedValues(before, { name: "李雷", tags: ["a", "b"], note: undefined })).toEqual({ note: null });
  expect(changedValues(before, { ...before, tags: ["b"] })).toEqual({ tags: ["b"] });
});
