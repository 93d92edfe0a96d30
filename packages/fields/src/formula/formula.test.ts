import { exampleField, fieldContext } from "@mortise/testing";
import { expect, test } from "vitest";
import { formulaField } from "./index.ts";

test.each([
  ["number", "number", "numeric(20,2)"],
  ["text", "text", "text"],
  ["date", "date", "date"],
  ["datetime", "datetime", "timestamptz"],
  ["boolean", "boolean", "boolean"],
])("a %s result has kind %s in a %s column", (resultKind, kind, type) => {
  const field = exampleField(formulaField, { settings: { expression: 1, resultKind } });
  expect(formulaField.kind(field)).toBe(kind);
  expect(formulaField.column(field)?.type).toBe(type);
});

test("rounds numbers to its decimals", () => {
  const field = exampleField(formulaField, {
    settings: { expression: 1, resultKind: "number", decimals: 1 },
  });
  expect(formulaField.parse("1.25", field)).toEqual({ ok: true, value: "1.3" });
  expect(formulaField.toText("1234.5", field, fieldContext())).toBe("1,234.5");
});
