import { type DefinitionDocument, type FieldDefinition, Catalog, validateCatalog } from "@mortise/metadata";
import { sampleApp } from "@mortise/testing";
import { expect, test } from "vitest";
import { fieldCatalog } from "../field-catalog.ts";

const field = (
  id: string,
  type: string,
  name: string,
  settings: NonNullable<FieldDefinition["settings"]>,
): FieldDefinition => ({ id, type, name: { zh: name, en: name }, settings });
const formula = (id: string, expression: FieldDefinition["default"] & object, more: object = {}) =>
  field(id, "formula", id, { expression, resultKind: "number", decimals: 2, ...more });

const MONEY = [
  field("yuan", "money", "人民币价", { currency: "CNY" }),
  field("dollars", "money", "美元价", { currency: "USD" }),
  field("rate", "number", "汇率", { decimals: 4 }),
];

function withFields(...fields: readonly FieldDefinition[]): Catalog {
  const documents = sampleApp.map((document): DefinitionDocument =>
    document.kind === "entity" && document.id === "lead"
      ? { ...document, fields: [...document.fields, ...MONEY, ...fields] }
      : document,
  );
  return new Catalog(documents, fieldCatalog);
}

const errors = (...fields: readonly FieldDefinition[]) =>
  validateCatalog(withFields(...fields)).filter(({ severity }) => severity === "error");

test("a formula over two currencies is refused where it stands, naming both fields", () => {
  const problems = errors(formula("both", { "+": [{ var: "yuan" }, { var: "dollars" }] }));
  expect(problems).toHaveLength(1);
  expect(problems[0]?.path).toMatch(/^fields\.\d+\.settings/);
  expect(problems[0]?.message.zh).toMatch(/人民币价.*CNY.*美元价.*USD/);
});

test("a formula is an amount in the currency of what it works out, for the formulas over it", () => {
  const doubled = formula("doubled", { "*": [{ var: "dollars" }, 2] });
  expect(withFields(doubled).currencyOf("lead", doubled)).toBe("USD");
  expect(
    errors(doubled, formula("both", { "+": [{ var: "yuan" }, { var: "doubled" }] }))[0]?.message.en,
  ).toMatch(/人民币价.*doubled/);
  expect(
    errors(
      doubled,
      formula("both", { "+": [{ var: "yuan" }, { exchange: [{ var: "doubled" }, { var: "rate" }, "CNY"] }] }),
    ),
  ).toEqual([]);
});

test("a formula that is set to another currency than it works out is refused at that setting", () => {
  const money = { resultKind: "money", currency: "USD" };
  const [problem] = errors(formula("total", { "*": [{ var: "yuan" }, 2] }, money));
  expect(problem?.path).toMatch(/\.settings\.currency$/);
  expect(errors(formula("total", { "*": [{ var: "dollars" }, 2] }, money))).toEqual([]);
});

test("formulas that run in a circle do not run for ever", () => {
  const a = formula("a", { "+": [{ var: "b" }, { var: "yuan" }] });
  const b = formula("b", { "+": [{ var: "a" }, { var: "dollars" }] });
  expect(errors(a, b).length).toBeGreaterThan(0);
});
