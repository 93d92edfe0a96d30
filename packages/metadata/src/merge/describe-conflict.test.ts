import { expect, test } from "vitest";
import type { DefinitionDocument } from "../documents/document.ts";
import { catalogOf, leadApp, leadAppWith } from "../testing/lead-app.ts";
import { describeConflict } from "./describe-conflict.ts";
import { mergeDocuments } from "./merge-documents.ts";

function told(ours: readonly DefinitionDocument[], theirs: readonly DefinitionDocument[]) {
  const { conflicts } = mergeDocuments({ base: leadApp(), ours, theirs });
  const catalogs = { ours: catalogOf(ours), theirs: catalogOf(theirs) };
  return conflicts.map((conflict) => {
    const text = describeConflict(conflict, catalogs);
    return [text.title.zh, text.base.zh, text.ours.zh, text.theirs.zh];
  });
}

const lead = (id: string, part: object) =>
  leadAppWith("entity/lead", (entity) => ({
    ...entity,
    fields: entity.fields.map((field) => (field.id === id ? { ...field, ...part } : field)),
  }));

test("names the part and what each side has", () => {
  expect(
    told(
      lead("amount", { name: { zh: "预算", en: "Budget" }, required: true }),
      lead("amount", { name: { zh: "总价", en: "Total" }, required: false }),
    ),
  ).toEqual([
    ["实体“线索” · 字段“预算” · 名称", "金额 / amount", "预算 / Budget", "总价 / Total"],
    ["实体“线索” · 字段“预算” · 是否必填", "（无）", "是", "否"],
  ]);
});

test("names options, conditions, scopes and what was removed", () => {
  const option = (zh: string) =>
    lead("source", { settings: { options: [{ key: "web", name: { zh, en: zh } }] } });
  expect(told(option("网站"), option("门户"))).toEqual([
    ["实体“线索” · 字段“来源” · 设置 · 选项“网站” · 名称", "官网 / Website", "网站", "门户"],
  ]);
  const filter = (value: string) =>
    leadAppWith("view/all", (view) => ({ ...view, filter: { "==": [{ var: "amount" }, value] } }));
  expect(told(filter("1"), filter("2"))[0]?.[2]).toContain("金额");
  const without = leadApp().filter(({ kind }) => kind !== "dashboard");
  const renamed = leadAppWith("dashboard/home", (home) => ({ ...home, name: { zh: "总览", en: "All" } }));
  expect(told(renamed, without)).toEqual([
    ["仪表盘“总览”", "保留“首页”及其修改", "保留“总览”及其修改", "已删除"],
  ]);
});
