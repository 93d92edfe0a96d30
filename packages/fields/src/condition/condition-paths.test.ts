import type { FieldDefinition } from "@mortise/metadata";
import { expect, test } from "vitest";
import { fieldAtPath, fieldsBehindReferences } from "./condition-paths.ts";

const field = (id: string, type: string, zh: string, settings = {}): FieldDefinition => ({
  id,
  type,
  name: { zh, en: id },
  settings,
});
const CUSTOMER = [
  field("region", "region", "地区"),
  field("above", "reference", "上级公司", { entity: "customer" }),
  field("owner", "user", "负责人"),
  field("mark", "signature", "签名"),
];
const FIELDS = [
  field("amount", "money", "金额"),
  field("customer", "reference", "客户", { entity: "customer" }),
];
const fieldsOf = (entity: string): readonly FieldDefinition[] => (entity === "customer" ? CUSTOMER : []);
const paths = (chosen: string): readonly string[] =>
  fieldsBehindReferences(FIELDS, chosen, fieldsOf).map((each) => each.field.id);

test("what references lead to is offered one step away, and step by step behind what is chosen", () => {
  const near = ["customer.region", "customer.above", "customer.owner", "customer.mark"];
  expect(paths("amount")).toEqual(near);
  expect(paths("customer")).toEqual(near);
  expect(paths("customer.above")).toEqual([...near, ...near.map((path) => path.replace("r.", "r.above."))]);
  expect(paths("customer.owner")).toEqual([...near, "customer.owner.team"]);
  expect(paths("customer.gone")).toEqual(near);
});

test("a path ends after five references", () => {
  const above = (steps: number): string => ["customer", ...Array(steps).fill("above")].join(".");
  expect(paths(above(4))).toContain(`${above(4)}.region`);
  expect(paths(above(5))).not.toContain(`${above(5)}.region`);
  expect(fieldAtPath(`${above(4)}.region`, FIELDS, fieldsOf)?.type).toBe("region");
  expect(fieldAtPath(`${above(5)}.region`, FIELDS, fieldsOf)).toBeUndefined();
});

test("a field at a path is the one of the other record, named by the way to it", () => {
  expect(fieldAtPath("customer.above.region", FIELDS, fieldsOf)).toMatchObject({
    id: "customer.above.region",
    type: "region",
    name: { zh: "客户 › 上级公司 › 地区", en: "customer › above › region" },
  });
  expect(fieldAtPath("amount.region", FIELDS, fieldsOf)).toBeUndefined();
  expect(fieldAtPath("customer.region", FIELDS, undefined)).toBeUndefined();
});
