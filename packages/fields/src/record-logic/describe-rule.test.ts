import type { EntityDocument, FieldDefinition, RecordRule, RuleAction } from "@mortise/metadata";
import { expect, test } from "vitest";
import { describeRule } from "./describe-rule.ts";

const FIELDS: readonly FieldDefinition[] = [
  { id: "amount", type: "money", name: { zh: "预计金额", en: "Amount" } },
  { id: "contact", type: "text", name: { zh: "联系人", en: "Contact" } },
];
const CONTACT: EntityDocument = {
  kind: "entity",
  id: "person",
  version: 1,
  name: { zh: "人员", en: "Person" },
  icon: "user",
  color: "blue",
  titleField: "name",
  owned: false,
  fields: [{ id: "name", type: "text", name: { zh: "姓名", en: "Name" } }],
};

function told(action: RuleAction, when: RecordRule["when"] = true) {
  const find = (id: string) => (id === "person" ? CONTACT : undefined);
  return describeRule({ id: "r", when, actions: [action] }, FIELDS, find);
}

test("a rule is a sentence", () => {
  expect(told({ type: "require", fields: ["amount"] }, { "==": [{ var: "contact" }, "x"] })).toEqual({
    zh: expect.stringMatching(/^当 联系人.*，必填 预计金额$/),
    en: expect.stringMatching(/^When Contact.*, require Amount$/),
  });
  expect(told({ type: "lock", fields: ["amount", "contact"] })).toEqual({
    zh: "当 任何情况，锁定 预计金额、联系人",
    en: "Always: lock Amount, Contact",
  });
});

test("what is not chosen yet leaves a visible gap in the sentence", () => {
  expect(told({ type: "require", fields: [] })).toEqual({
    zh: "当 任何情况，必填 …",
    en: "Always: require …",
  });
  const fill = {
    type: "fill",
    entity: "",
    match: [{ field: "", value: null }],
    take: "first",
    values: [{ field: "", from: "" }],
  } as const;
  expect(told(fill)).toEqual({
    zh: "当 任何情况，从 …（… = …）的第一条取 … → …",
    en: "Always: from the first record of … (… = …) fill … with …",
  });
  const begun = { ...fill, entity: "person", values: [{ field: "contact", from: "name" }] };
  expect(told(begun).zh).toBe("当 任何情况，从 人员（… = …）的第一条取 姓名 → 联系人");
});
