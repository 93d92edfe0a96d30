import { readFileSync } from "node:fs";
import { sameText } from "@mortise/kit";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import { sharedFile } from "@mortise/testing/shared-data";
import { expect, test } from "vitest";
import { guessKeys, guessMapping } from "./guess-mapping.ts";

const field = (
  id: string,
  type: string,
  zh: string,
  more: Partial<FieldDefinition> = {},
): FieldDefinition => ({
  id,
  type,
  name: { zh, en: id },
  ...more,
});

const lead: EntityDocument = {
  kind: "entity",
  id: "lead",
  version: 1,
  name: sameText("lead"),
  icon: "user",
  color: "blue",
  titleField: "name",
  owned: true,
  fields: [
    field("name", "text", "联系人"),
    field("company", "text", "公司名称"),
    field("mobile", "mobile", "手机", { unique: true }),
    field("email", "email", "邮箱"),
    field("wechat", "text", "微信"),
    field("website", "url", "网址"),
    field("source", "text", "来源"),
    field("industry", "text", "行业"),
    field("status", "text", "线索状态"),
    field("address", "text", "地址"),
    field("remark", "long-text", "备注"),
    field("demand", "long-text", "需求描述"),
    field("amount", "money", "金额"),
    field("number", "auto-number", "编号"),
  ],
};

function mapped(
  headers: readonly string[],
  samples: readonly (readonly string[])[] = [],
): Record<string, string> {
  const mapping = guessMapping({ headers, samples }, lead);
  return Object.fromEntries(
    mapping.flatMap(({ column, field: id }) => (id === null ? [] : [[headers[column] ?? "", id]])),
  );
}

const headers: Readonly<Record<string, readonly string[]>> = JSON.parse(
  readFileSync(sharedFile("imports/crm-export-headers.json"), "utf8"),
);

test("maps the headers of well-known systems", () => {
  expect(mapped(headers["salesforce_leads"] ?? [])).toMatchObject({
    Email: "email",
    Phone: "mobile",
    Company: "company",
    LeadSource: "source",
    Status: "status",
    OwnerId: "owner",
  });
  expect(mapped(headers["hubspot_contacts"] ?? [])).toMatchObject({
    "Phone Number": "mobile",
    "Contact owner": "owner",
    "Lead Source": "source",
    "Lead Status": "status",
  });
  expect(mapped(headers["zoho_leads"] ?? [])).toMatchObject({
    Company: "company",
    "Lead Owner": "owner",
    Mobile: "mobile",
    Website: "website",
    Industry: "industry",
  });
});

test("maps Chinese headers in both kinds of script", () => {
  expect(mapped(headers["cn_customer_template"] ?? [])).toMatchObject({
    联系人: "name",
    电话: "mobile",
    邮箱: "email",
    微信: "wechat",
    地址: "address",
    需求: "demand",
    备注: "remark",
  });
  expect(mapped(headers["cn_enterprise_register"] ?? [])).toMatchObject({
    公司名称: "company",
    电话号码: "mobile",
    邮箱: "email",
    所属行业: "industry",
    企业地址: "address",
  });
  expect(mapped(headers["taiwan_listed_companies"] ?? [])).toMatchObject({
    公司名稱: "company",
    產業類別: "industry",
    電子郵件信箱: "email",
    公司網址: "website",
  });
});

test("never offers computed fields and never fills a field twice", () => {
  const result = mapped(["编号", "手机", "手机号码"]);
  expect(result).toEqual({ 手机: "mobile" });
});

test("lets the cells overrule a header, and finds a column of addresses without a fitting header", () => {
  const samples = [
    ["不是金额", "a@b.cn"],
    ["也不是", "c@d.cn"],
  ];
  expect(mapped(["总金额说明", "第二列"], samples)).toEqual({ 第二列: "email" });
});

test("recognises rows by the unique field that the file fills", () => {
  expect(guessKeys(guessMapping({ headers: ["姓名", "手机"], samples: [] }, lead), lead)).toEqual(["mobile"]);
  expect(guessKeys(guessMapping({ headers: ["姓名"], samples: [] }, lead), lead)).toEqual([]);
});

test("a file that was exported here is recognised by the numbers of its records, an empty unique column by nothing", () => {
  const parts = [
    { type: "literal", text: "XS-" },
    { type: "date", format: "yyyyMMdd" },
    { type: "counter", width: 4 },
  ];
  const numbered = {
    ...lead,
    fields: [...lead.fields.slice(0, -1), field("number", "auto-number", "编号", { settings: { parts } })],
  };
  const read = (cells: readonly string[]) => {
    const columns = { headers: ["编号", "手机"], samples: cells.map((cell) => [cell, ""]) };
    const mapping = guessMapping(columns, numbered);
    return [mapping[0]?.field, guessKeys(mapping, numbered, columns)];
  };
  expect(read(["XS-202611290001", "XS-2026112900012"])).toEqual(["number", ["number"]]);
  // Numbers of another system, or with a gap, are left out; so is a key that no row has.
  expect(read(["XS-202611290001", "A17"])).toEqual([null, []]);
  expect(read([""])).toEqual([null, []]);
});
