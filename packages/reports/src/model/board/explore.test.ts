import type { ChartPoint } from "@mortise/contract";
import { fieldCatalog } from "@mortise/fields";
import { sameText } from "@mortise/kit";
import { Catalog, type DashboardCard, type DashboardDocument } from "@mortise/metadata";
import { templates } from "@mortise/templates";
import { describe, expect, test } from "vitest";
import { reportFields } from "../report-field.ts";
import { validateCard } from "../validate-card.ts";
import { crossFilter } from "./cross-filter.ts";
import { breakdownFields, exploredCard, levelBelow, stepDown, stepTo } from "./explore.ts";
import { phoneColumns, phoneItems } from "./phone-order.ts";

const catalog = new Catalog(templates[0]?.documents ?? [], fieldCatalog);
const fields = reportFields(catalog, "lead");
const card: DashboardCard = {
  id: "card",
  chart: "bar",
  title: sameText("Leads"),
  entity: "lead",
  dimensions: [{ field: "region", level: 2 }],
  measures: [{ id: "count", function: "count" }],
  sort: [{ field: "region" }],
  limit: 5,
  layout: { x: 0, y: 0, w: 6, h: 6 },
};
const inShandong = { within: [{ var: "region" }, "37"] };
const point: ChartPoint = {
  keys: ["37"],
  labels: ["山东"],
  values: { count: "3" },
  filter: inShandong,
  parts: [inShandong],
};

describe("steps into a card", () => {
  test("go from provinces to cities to counties, and from years to days", () => {
    expect(levelBelow({ field: "region", level: 2 }, fields)).toEqual({ field: "region", level: 4 });
    expect(levelBelow({ field: "region", level: 6 }, fields)).toBeUndefined();
    expect(levelBelow({ field: "created_at", grain: "year" }, fields)).toEqual({
      field: "created_at",
      grain: "quarter",
    });
    expect(levelBelow({ field: "created_at", grain: "day" }, fields)).toBeUndefined();
    expect(levelBelow({ field: "team" }, fields)).toEqual({ field: "owner" });
    expect(levelBelow({ field: "source" }, fields)).toBeUndefined();
  });

  test("narrow the card to the group and split it anew", () => {
    const step = stepDown(card, point, fields);
    const next = exploredCard(card, step ? [step] : [], fields);
    expect(next).toMatchObject({
      dimensions: [{ field: "region", level: 4 }],
      filter: inShandong,
      chart: "bar",
    });
    expect(next.limit).toBeUndefined();
    expect(validateCard(next, catalog)).toEqual([]);
    expect(stepDown(card, { ...point, keys: [null] }, fields)).toBeUndefined();
  });

  test("turn a figure without groups into a chart with groups", () => {
    const figure: DashboardCard = { ...card, chart: "number", dimensions: [] };
    const [first] = breakdownFields(card, fields);
    const step = stepTo(figure, { ...point, labels: [] }, { field: first?.id ?? "" });
    expect(exploredCard(figure, [step], fields)).toMatchObject({ chart: "bar" });
  });

  test("a card without steps is the card", () => {
    expect(exploredCard(card, [], fields)).toBe(card);
  });
});

test("a group narrows cards over other records by the field that says the same", () => {
  const deals: DashboardCard = { ...card, id: "deals", entity: "opportunity", dimensions: [] };
  const dashboard: DashboardDocument = {
    kind: "dashboard",
    id: "d",
    version: 1,
    name: sameText("D"),
    cards: [card, deals],
  };
  const byOwner = { ...card, dimensions: [{ field: "owner" }] };
  const mine = { ...point, parts: [{ "==": [{ var: "owner" }, "u1"] }] };
  expect(crossFilter(byOwner, mine, { dashboard, catalog })?.filters).toEqual({
    lead: { "==": [{ var: "owner" }, "u1"] },
    opportunity: { "==": [{ var: "owner" }, "u1"] },
  });
  const filters = [
    {
      ...({ id: "f", type: "period", name: sameText("F") } as const),
      targets: [
        { item: "card", field: "created_at" },
        { item: "deals", field: "won_at" },
      ],
    },
  ];
  const byDay = { ...card, dimensions: [{ field: "created_at", grain: "day" as const }] };
  const today = { ...point, parts: [{ ">=": [{ var: "created_at" }, "2026-11-01"] }] };
  const place = { dashboard: { ...dashboard, filters }, catalog };
  expect(crossFilter(byDay, today, place)?.filters["opportunity"]).toEqual({
    ">=": [{ var: "won_at" }, "2026-11-01"],
  });
  expect(crossFilter(card, { ...point, parts: [] }, { dashboard, catalog })).toBeUndefined();
});

test("a phone shows what stands on the grid in its order, unless it was put elsewhere or hidden", () => {
  const at = (id: string, x: number, y: number, phone = {}) => ({ id, layout: { x, y, w: 3, h: 3 }, phone });
  const items = [at("c", 0, 3), at("b", 3, 0), at("a", 0, 0), at("hidden", 6, 0, { hidden: true })];
  expect(phoneItems(items).map(({ id }) => id)).toEqual(["a", "b", "c"]);
  const moved = items.map((item) => (item.id === "c" ? { ...item, phone: { order: -1 } } : item));
  expect(phoneItems(moved).map(({ id }) => id)).toEqual(["c", "a", "b"]);
  const shown = phoneItems(items);
  expect(shown.map((item) => phoneColumns(shown, item))).toEqual([1, 1, 2]);
});
