import type { ValueKind } from "@mortise/expression";
import { sameText } from "@mortise/kit";
import type { FieldCatalog } from "../field-catalog.ts";

const KINDS: Readonly<Record<string, ValueKind>> = {
  text: "text",
  number: "number",
  date: "date",
  select: "option",
  reference: "reference",
  "sub-table": "rows",
  formula: "number",
};

/** Field types just rich enough for the tests of this package; the real ones stand above it. */
export const testFieldTypes: FieldCatalog = {
  has: (type) => Object.hasOwn(KINDS, type),
  typeName: (type) => sameText(type),
  kindOf: (field) => KINDS[field.type] ?? "null",
  optionKeys: (field) => {
    const options = field.settings?.["options"];
    return Array.isArray(options) ? options.map((option: { readonly key: string }) => option.key) : undefined;
  },
  checkSettings: (field) => (field.settings?.["broken"] === true ? [sameText("broken")] : []),
  targetEntity: (field) => {
    const entity = field.settings?.["entity"];
    return typeof entity === "string" ? entity : undefined;
  },
  canBeUnique: (type) => type === "text" || type === "number",
  settingsOf: (type) =>
    type === "formula" ? [{ id: "expression", name: sameText("Formula"), kind: "formula" }] : [],
  expressionOf: (field) => field.settings?.["expression"],
};
