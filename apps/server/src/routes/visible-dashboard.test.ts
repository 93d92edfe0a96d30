import { fieldCatalog } from "@mortise/fields";
import { sameText } from "@mortise/kit";
import { Catalog, type DashboardCard, type DashboardDocument } from "@mortise/metadata";
import { templates } from "@mortise/templates";
import { expect, test } from "vitest";
import { visibleDashboard } from "./visible-dashboard.ts";

const catalog = new Catalog(templates[0]?.documents ?? [], fieldCatalog);
const leadView = catalog.all("view").find(({ entity }) => entity === "lead")?.id ?? "";
const layout = { x: 0, y: 0, w: 4, h: 4 };
const card = (id: string, entity: string): DashboardCard => ({
  id,
  chart: "number",
  title: sameText(id),
  entity,
  dimensions: [],
  measures: [{ id: "count", function: "count" }],
  layout,
});
const dashboard: DashboardDocument = {
  kind: "dashboard",
  id: "sales",
  version: 1,
  name: sameText("Sales"),
  cards: [card("leads", "lead"), card("deals", "opportunity")],
  contents: [
    { id: "head", type: "heading", title: sameText("Head"), layout },
    { id: "list", type: "records", view: leadView, layout },
  ],
  filters: [
    {
      id: "people",
      type: "people",
      name: sameText("Owner"),
      targets: [
        { item: "leads", field: "owner" },
        { item: "deals", field: "owner" },
        { item: "list", field: "owner" },
      ],
    },
    { id: "region", type: "region", name: sameText("Region"), targets: [{ item: "leads", field: "region" }] },
  ],
};
const open = { read: true, create: false, fields: {} };

test("who may not read an entity sees neither its cards and lists nor what narrows them", () => {
  const seen = visibleDashboard(dashboard, catalog, { opportunity: open });
  expect(seen.cards.map(({ id }) => id)).toEqual(["deals"]);
  expect(seen.contents?.map(({ id }) => id)).toEqual(["head"]);
  expect(seen.filters).toMatchObject([{ id: "people", targets: [{ item: "deals", field: "owner" }] }]);
});

test("a filter does not name a field that is hidden from the reader", () => {
  const lead = { ...open, fields: { region: "hidden" } };
  const seen = visibleDashboard(dashboard, catalog, { opportunity: open, lead });
  expect(seen.filters?.map(({ id, targets }) => [id, targets.length])).toEqual([["people", 3]]);
});
