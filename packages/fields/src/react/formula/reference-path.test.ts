import { parseFormula, printFormula } from "@mortise/expression";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import { expect, test } from "vitest";
import { formulaSource, judgeFormula, matchingFields } from "./formula-source.ts";

const field = (id: string, type: string, zh: string, en: string, settings = {}): FieldDefinition => ({
  id,
  type,
  name: { zh, en },
  settings,
});
const entity = (id: string, fields: readonly FieldDefinition[]): EntityDocument => ({
  kind: "entity",
  id,
  version: 1,
  name: { zh: id, en: id },
  icon: "box",
  color: "blue",
  titleField: "name",
  owned: true,
  fields,
});
const ENTITIES = [
  entity("customer", [
    field("name", "text", "名称", "Name"),
    field("grade", "select", "等级", "Grade", {
      options: [{ key: "a", name: { zh: "重点", en: "Key" }, color: "red" }],
    }),
    field("above", "reference", "上级公司", "Parent company", { entity: "customer", tree: true }),
  ]),
];
const FIELDS = [
  field("amount", "money", "金额", "Amount"),
  field("customer", "reference", "客户", "Customer", { entity: "customer" }),
  field("seller", "user", "销售", "Seller"),
];
const source = formulaSource(FIELDS, (id) => ENTITIES.find((each) => each.id === id));
const paths = (written: string): readonly string[] => matchingFields(source, written).map(({ path }) => path);

test("behind a dot the fields of what the reference points at are offered, in both languages and step by step", () => {
  expect(paths("客户.")).toEqual(
    expect.arrayContaining(["customer.name", "customer.above", "customer.owner", "customer.team"]),
  );
  expect(paths("客户.负")).toEqual(["customer.owner"]);
  expect(paths("Customer.own")).toEqual(["customer.owner"]);
  expect(paths("customer.owner.")).toEqual(["customer.owner.team"]);
  expect(paths("客户.上级公司.上级公司.名")).toEqual(["customer.above.above.name"]);
  expect(paths("销售.")).toEqual(["seller.team"]);
  expect(paths("金额.")).toEqual([]);
  expect(paths("客户.a.b.c.d.e.f.")).toEqual([]);
});

test("paths are written with labels, read back and typed; their options are known by label", () => {
  const expression = { "==": [{ var: "customer.grade" }, "a"] };
  const zh = printFormula(expression, source.names, "zh");
  expect(zh).toBe('[客户.等级] = "重点"');
  expect(printFormula(expression, source.names, "en")).toBe('[Customer.Grade] = "Key"');
  for (const line of [zh, '[Customer.Grade] = "Key"', '[customer.grade] = "重点"'])
    expect(parseFormula(line, source.finder)).toEqual({ ok: true, expression });
  expect(judgeFormula(expression, source, "zh")).toMatchObject({ ok: true, kind: { en: "a condition" } });
  const mixed = judgeFormula({ "+": [{ var: "customer.name" }, 1] }, source, "en");
  expect(mixed).toMatchObject({ ok: false, part: "[Customer.Name]" });
});

test("the place of a mistake is that of the path", () => {
  expect(parseFormula("[金额] + [客户.没有]", source.finder)).toMatchObject({ ok: false, position: 7 });
  expect(parseFormula("[金额] + [客户.负责人.没有]", source.finder)).toMatchObject({
    ok: false,
    position: 7,
  });
});
