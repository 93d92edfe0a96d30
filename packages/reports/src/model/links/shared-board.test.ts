import { fieldCatalog } from "@mortise/fields";
import { sameText } from "@mortise/kit";
import type { DashboardDocument, EntityDocument } from "@mortise/metadata";
import { expect, test } from "vitest";
import { missingFilters, sharedBoard, sharedChoices, sharedEntities } from "./shared-board.ts";

const order: EntityDocument = {
  kind: "entity",
  id: "order",
  version: 1,
  name: sameText("Order"),
  icon: "box",
  color: "blue",
  titleField: "name",
  owned: true,
  fields: [
    { id: "name", type: "text", name: sameText("Name"), default: { value: "secret start" } },
    {
      id: "margin",
      type: "formula",
      name: sameText("Margin"),
      settings: {
        expression: { "-": [{ var: "price" }, { var: "cost" }] },
        resultKind: "money",
        decimals: 2,
      },
    },
    { id: "price", type: "money", name: sameText("Price") },
    { id: "cost", type: "money", name: sameText("Cost") },
  ],
};

const layout = { x: 0, y: 0, w: 6, h: 6 };
const board: DashboardDocument = {
  kind: "dashboard",
  id: "board",
  version: 1,
  name: sameText("Board"),
  cards: [
    {
      id: "one",
      chart: "number",
      title: sameText("One"),
      entity: "order",
      layout,
      dimensions: [],
      measures: [{ id: "sum", function: "sum", field: "margin", filter: { ">": [{ var: "cost" }, 1] } }],
      filter: { "!=": [{ var: "name" }, "hidden"] },
    },
  ],
  filters: [
    { id: "name", type: "text", name: sameText("Name"), targets: [{ item: "one", field: "name" }] },
    { id: "owner", type: "people", name: sameText("Owner"), targets: [{ item: "one", field: "owner" }] },
  ],
};

test("a shared board says nothing of conditions, nor of what its fields are worked out from", () => {
  const shared = sharedBoard(board, { name: "fixed" });
  const entities = sharedEntities(shared, [order, board], fieldCatalog);
  expect(entities.map(({ fields }) => fields.map(({ id }) => id))).toEqual([["margin"]]);
  expect(entities[0]?.fields[0]?.settings).toEqual({ resultKind: "money", decimals: 2 });
  expect(JSON.stringify([shared, entities])).not.toMatch(/cost|price|secret|hidden|"var"/);
  expect(shared.filters).toEqual([]);
});

test("what a link sets stands, whatever is asked; what a visitor sets is taken from filters that are shown", () => {
  expect(sharedChoices(board, { name: "fixed" }, { name: "mine", owner: ["x"], other: 1 })).toEqual({
    name: "fixed",
  });
  expect(sharedChoices(board, {}, { name: "mine", owner: ["x"], other: 1 })).toEqual({ name: "mine" });
  expect(missingFilters(board, { name: "fixed", gone: 1 })).toEqual(["gone"]);
});
