import { sameText } from "@mortise/kit";
import type { EntityDocument, FieldDefinition, PrintDocument } from "@mortise/metadata";
import { expect, test } from "vitest";
import { printedSheet } from "./print-parts.ts";
import type { PrintWords } from "./printed-value.ts";
import { reachRecords } from "./reached-values.ts";

const field = (id: string, type: string, settings: FieldDefinition["settings"] = {}): FieldDefinition => ({
  id,
  type,
  name: sameText(id),
  settings,
});
const entityOf = (id: string) => ENTITIES.find((each) => each.id === id);
const entity = (id: string, fields: readonly FieldDefinition[]): EntityDocument => ({
  kind: "entity",
  id,
  version: 1,
  name: sameText(id),
  icon: "box",
  color: "#000000",
  titleField: "name",
  owned: true,
  fields: [field("name", "text"), ...fields],
});
const ENTITIES = [
  entity("quote", [
    field("customer", "reference", { entity: "customer" }),
    field("lines", "sub-table", { entity: "line" }),
  ]),
  entity("line", [field("product", "reference", { entity: "product" })]),
  entity("customer", [field("region", "reference", { entity: "region" })]),
  entity("region", []),
  entity("product", [field("price", "number")]),
];
const [quoteEntity] = ENTITIES;

const STORED: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  c1: { id: "c1", name: "海尔", region: "r1", owner: "u1" },
  c2: { id: "c2", name: "海信" },
  r1: { id: "r1", name: "青岛" },
  p1: { id: "p1", name: "灌装机", price: "30000" },
};

const template: PrintDocument = {
  kind: "print",
  id: "p",
  version: 1,
  name: sameText("p"),
  entity: "quote",
  paper: "A4",
  margin: 10,
  blocks: [
    {
      id: "a",
      type: "text",
      text: sameText("{customer.name} {customer.region.name} {customer.owner} {name.x}"),
    },
    { id: "b", type: "fields", fields: ["name", "customer.region.name", "customer.secret"] },
    { id: "c", type: "table", field: "lines", fields: ["name", "product.price"] },
  ],
};

test("values behind references are read a few times for all records, and printed in texts, fields and columns", async () => {
  const asked: string[] = [];
  const quotes = [
    {
      id: "q1",
      name: "一",
      customer: "c1",
      lines: [
        { id: "l1", name: "甲", product: "p1" },
        { id: "l2", name: "乙", product: "gone" },
      ],
    },
    { id: "q2", name: "二", customer: "c2", lines: [] },
    { id: "q3", name: "三", customer: "hidden", lines: [] },
  ];
  const reached = await reachRecords(template, quotes, {
    entityOf,
    read: async (of, ids) => {
      asked.push(`${of}:${ids.join("+")}`);
      return ids.flatMap((id): readonly Readonly<Record<string, unknown>>[] =>
        STORED[id] ? [STORED[id]] : [],
      );
    },
  });
  expect(asked).toEqual(["customer:c1+c2+hidden", "product:p1+gone", "region:r1"]);
  const label = (id: string) => ({ u1: "李娜" })[id];
  const sheet = (values: PrintWords["values"]) =>
    printedSheet(
      template,
      {
        entity: quoteEntity as EntityDocument, // written above
        values,
        context: { locale: "zh", timeZone: "Asia/Shanghai", label, find: () => undefined },
        around: { entityOf, reached },
      },
      { entityOf, address: "" },
    ).parts;
  const [first, second, third] = quotes.map((quote) => sheet(quote as PrintWords["values"])); // plain values
  expect(first?.[0]).toMatchObject({ text: "海尔 青岛 李娜 —" });
  expect(second?.[0]).toMatchObject({ text: "海信 — — —" });
  expect(third?.[0]).toMatchObject({ text: "— — — —" });
  expect(first?.[1]).toMatchObject({
    lines: [
      { name: "name", value: "一" },
      { name: "customer · region · name", value: "青岛" },
    ],
  });
  expect(first?.[2]).toMatchObject({
    columns: [
      { name: "name", isNumber: false },
      { name: "product · price", isNumber: true },
    ],
    rows: [
      ["甲", "30,000"],
      ["乙", ""],
    ],
  });
});
