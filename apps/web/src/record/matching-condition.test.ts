import { fieldCatalog } from "@mortise/fields";
import { Catalog, type EntityDocument } from "@mortise/metadata";
import { describe, expect, test } from "vitest";
import { matchQuestion } from "./matching-condition.ts";

const lead: EntityDocument = {
  kind: "entity",
  id: "lead",
  version: 1,
  name: { zh: "线索", en: "Lead" },
  icon: "file",
  color: "blue",
  titleField: "name",
  owned: true,
  fields: [
    { id: "name", type: "text", name: { zh: "姓名", en: "Name" } },
    { id: "company", type: "text", name: { zh: "公司", en: "Company" } },
    { id: "mobile", type: "mobile", name: { zh: "手机", en: "Mobile" } },
  ],
};
const customer: EntityDocument = { ...lead, id: "customer" };
const catalog = new Catalog([lead, customer], fieldCatalog);
const same = (field: string) => ({ field, value: { var: field } });
const ask = (entity: string, fields: readonly string[], part: { record?: object; hidden?: string } = {}) =>
  matchQuestion(
    { entity, match: fields.map(same) },
    {
      catalog,
      entity: "lead",
      record: { id: "r1", company: "甲公司", mobile: "+8613800138000", ...part.record },
      isOpen: (field) => field !== part.hidden,
      moment: { user: "u1", now: new Date("2026-12-01T00:00:00Z"), timeZone: "Asia/Shanghai" },
    },
  );

describe("matchQuestion", () => {
  test("asks for records that have the same in all that is matched", () => {
    expect(ask("customer", ["company", "mobile"])).toEqual({
      filter: {
        and: [{ "==": [{ var: "company" }, "甲公司"] }, { "==": [{ var: "mobile" }, "+8613800138000"] }],
      },
    });
  });

  test("leaves the record itself out of its own entity", () => {
    expect(ask("lead", ["company"])).toEqual({
      filter: { and: [{ "!=": [{ var: "id" }, "r1"] }, { "==": [{ var: "company" }, "甲公司"] }] },
    });
  });

  test("asks nothing while a part is empty, and nothing that would tell what is hidden", () => {
    expect(ask("customer", ["company", "mobile"], { record: { mobile: null } })).toBe("empty");
    expect(ask("customer", [])).toBe("empty");
    expect(ask("customer", ["company", "mobile"], { hidden: "mobile" })).toBe("closed");
    expect(ask("customer", ["gone"])).toBe("closed");
  });
});
