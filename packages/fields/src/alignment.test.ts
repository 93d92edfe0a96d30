import { expect, test } from "vitest";
import { standsRight } from "./alignment.ts";

const field = (type: string, settings = {}) => ({
  id: "f",
  type,
  name: { zh: "字段", en: "Field" },
  settings,
});

test("figures stand at the right, texts do not", () => {
  expect(standsRight(field("money"))).toBe(true);
  expect(standsRight(field("text"))).toBe(false);
});

test("a formula stands as its result does", () => {
  const expression = { var: "amount" };
  expect(standsRight(field("formula", { expression, resultKind: "money" }))).toBe(true);
  expect(standsRight(field("formula", { expression, resultKind: "text" }))).toBe(false);
});
