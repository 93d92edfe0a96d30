import { fieldCatalog } from "@mortise/fields";
import { sameText } from "@mortise/kit";
import { Catalog, type EntityDocument, type FieldDefinition } from "@mortise/metadata";
import { expect, test } from "vitest";
import { inOrderOfReferences } from "./sheet-order.ts";

const entity = (id: string, ...refers: readonly string[]): EntityDocument => ({
  kind: "entity",
  id,
  version: 1,
  name: sameText(id),
  icon: "table",
  color: "#2563eb",
  titleField: "name",
  owned: false,
  fields: [
    { id: "name", type: "text", name: sameText("name") },
    ...refers.map((target): FieldDefinition => ({
      id: `to_${target}`,
      type: "reference",
      name: sameText(target),
      settings: { entity: target },
    })),
  ],
});
const order = (entities: readonly EntityDocument[], ids: readonly string[]) =>
  inOrderOfReferences(
    ids.map((id, sheet) => ({ sheet, headerRow: 0, entity: id })),
    new Catalog([...entities], fieldCatalog),
  ).map(({ sheet, entity: id }) => `${sheet} ${id}`);

test("what is referred to comes first, whatever the order of the sheets; trees wait for nothing", () => {
  const entities = [
    entity("contact", "company"),
    entity("deal", "contact", "company"),
    entity("company", "company"),
  ];
  expect(order(entities, ["deal", "contact", "company"])).toEqual(["2 company", "1 contact", "0 deal"]);
  expect(order(entities, ["contact", "company", "company"])).toEqual(["1 company", "2 company", "0 contact"]);
});

test("a list of those that refer to a record does not make it wait for them", () => {
  const company = entity("company");
  const contacts: FieldDefinition = {
    id: "contacts",
    type: "reverse-list",
    name: sameText("contacts"),
    settings: { entity: "contact", field: "to_company" },
  };
  const entities = [{ ...company, fields: [...company.fields, contacts] }, entity("contact", "company")];
  expect(order(entities, ["contact", "company"])).toEqual(["1 company", "0 contact"]);
});

test("of what refers to each other the first comes first, before what needs it", () => {
  expect(order([entity("a", "b"), entity("b", "a"), entity("c", "a")], ["c", "a", "b"])).toEqual([
    "1 a",
    "0 c",
    "2 b",
  ]);
  expect(order([entity("a"), entity("b")], ["b", "a"])).toEqual(["0 b", "1 a"]);
});
