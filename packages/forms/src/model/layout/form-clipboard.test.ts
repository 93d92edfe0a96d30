import { fieldCatalog } from "@mortise/fields";
import { sameText } from "@mortise/kit";
import {
  allItems,
  Catalog,
  type EntityDocument,
  type FieldDefinition,
  type FormDocument,
} from "@mortise/metadata";
import { expect, test } from "vitest";
import { copyItems, pasteItems } from "./form-clipboard.ts";

const entity = (id: string, fields: readonly FieldDefinition[]): EntityDocument => ({
  kind: "entity",
  id,
  version: 1,
  name: sameText(id),
  icon: "user",
  color: "#2563eb",
  titleField: "name",
  owned: false,
  fields,
});
const name: FieldDefinition = { id: "name", type: "text", name: sameText("姓名") };
const owner: FieldDefinition = {
  id: "customer",
  type: "reference",
  name: sameText("客户"),
  settings: { entity: "customer" },
};
const lead = entity("lead", [name, owner]);
const form: FormDocument = {
  kind: "form",
  id: "f",
  version: 1,
  name: sameText("f"),
  entity: "lead",
  items: [
    {
      type: "section",
      id: "s",
      title: sameText("客户"),
      items: [
        { type: "field", id: "n", field: "name", span: 6 },
        { type: "field", id: "c", field: "customer", span: 6 },
        {
          type: "button",
          id: "b",
          title: sameText("查"),
          span: 3,
          action: { type: "link", url: "https://example.com", parameters: { q: "name" } },
        },
      ],
    },
  ],
};

test("within one form a copy gets fields of its own, and a button follows them", () => {
  const catalog = new Catalog([lead, entity("customer", [name]), form], fieldCatalog);
  const pasted = pasteItems(copyItems(form, lead, ["s", "n"]), { document: form, entity: lead, catalog });
  expect(pasted?.missing).toEqual([]);
  expect(pasted?.created.map(({ type, name: { zh } }) => [type, zh])).toEqual([
    ["text", "姓名 2"],
    ["reference", "客户 2"],
  ]);
  const [section, first, , button] = allItems(pasted?.items ?? []);
  expect(section?.id).not.toBe("s");
  const field = first?.type === "field" ? first.field : "";
  expect(field).toBe(pasted?.created[0]?.id);
  expect(button).toMatchObject({ action: { parameters: { q: field } } });
});

test("a copied formula and a button that works something out follow the copied fields", () => {
  const price: FieldDefinition = { id: "price", type: "number", name: sameText("单价") };
  const double = { "*": [{ var: "price" }, 2] };
  const total: FieldDefinition = {
    id: "total",
    type: "formula",
    name: sameText("合计"),
    settings: { expression: double },
  };
  const set = { type: "set", field: "price", value: { "+": [{ var: "price" }, { var: "$user" }] } } as const;
  const order = entity("order", [name, price, total]);
  const priced: FormDocument = {
    ...form,
    entity: "order",
    items: [
      { type: "field", id: "p", field: "price", span: 6 },
      { type: "field", id: "t", field: "total", span: 6 },
      { type: "button", id: "b", title: sameText("涨"), span: 3, action: { type: "set", set: [set] } },
    ],
  };
  const catalog = new Catalog([order, priced], fieldCatalog);
  const text = copyItems(priced, order, ["p", "t", "b"]);
  const pasted = pasteItems(text, { document: priced, entity: order, catalog });
  const [first, second] = pasted?.created ?? [];
  expect(first?.id).not.toBe("price");
  expect(second?.settings).toEqual({ expression: { "*": [{ var: first?.id }, 2] } });
  const value = { "+": [{ var: first?.id }, { var: "$user" }] };
  expect(pasted?.items[2]).toMatchObject({ action: { set: [{ field: first?.id, value }] } });
  expect(pasted?.missing).toEqual([]);
});

test("in another app fields it has are placed, others are made, and what is not there is named", () => {
  const other = entity("person", [name]);
  const empty: FormDocument = { ...form, id: "g", entity: "person", items: [] };
  const catalog = new Catalog([other, empty], fieldCatalog);
  const pasted = pasteItems(copyItems(form, lead, ["s"]), { document: empty, entity: other, catalog });
  expect(pasted?.created.map(({ id }) => id)).toEqual(["ke_hu"]);
  expect(pasted?.missing).toEqual(["customer"]);
  const fields = allItems(pasted?.items ?? []).flatMap((item) => (item.type === "field" ? [item.field] : []));
  expect(fields).toEqual(["name", "ke_hu"]);
});

test("other text is no copied item", () => {
  const place = { document: form, entity: lead, catalog: new Catalog([lead], fieldCatalog) };
  for (const text of ["姓名\n手机", "{}", '{"mortise":"form-items"', '{"mortise":"form-items","items":1}'])
    expect(pasteItems(text, place)).toBeUndefined();
});
