import { exampleField } from "@mortise/testing";
import { expect, test } from "vitest";
import { barcodeField } from "./index.ts";

const of = (settings: Record<string, string>) => exampleField(barcodeField, { settings });

test("is worked out from the field, or from the record", () => {
  expect(barcodeField.expression(of({ source: "field", field: "no" }))).toEqual({ cat: [{ var: "no" }] });
  expect(barcodeField.expression(of({ source: "record" }))).toEqual({ cat: [{ var: "id" }] });
  expect(barcodeField.expression(of({ source: "field" }))).toBeUndefined();
});

test("complains when it has nothing to hold", () => {
  expect(barcodeField.checkSettings(of({ source: "field" }))).toHaveLength(1);
  expect(barcodeField.checkSettings(of({ source: "record" }))).toEqual([]);
});

test("takes no more than can be scanned", () => {
  expect(barcodeField.parse("9".repeat(1001), of({})).ok).toBe(false);
});
