import { fieldCatalog } from "@mortise/fields";
import { sameText } from "@mortise/kit";
import { Catalog, type DashboardCard, type DashboardDocument } from "@mortise/metadata";
import { templates } from "@mortise/templates";
import { describe, expect, test } from "vitest";
import { applyCommand, type DashboardCommand } from "../dashboard-commands.ts";
import { reportFields } from "../report-field.ts";
import { validateCard } from "../validate-card.ts";
import {
  addItem,
  copyOf,
  itemsOnTab,
  movePhone,
  newContent,
  newFilter,
  removeItem,
  removeTab,
} from "./board-edits.ts";
import { draftFor, naturalWell, withField } from "./field-drop.ts";
import { phoneItems } from "./phone-order.ts";

const catalog = new Catalog(templates[0]?.documents ?? [], fieldCatalog);
const layout = { x: 0, y: 0, w: 6, h: 6 };
const card = (id: string, entity = "lead"): DashboardCard => ({
  id,
  chart: "bar",
  title: sameText(id),
  entity,
  dimensions: [{ field: "source" }],
  measures: [{ id: "count", function: "count" }],
  layout,
});
const board = (change: Partial<DashboardDocument> = {}): DashboardDocument => ({
  kind: "dashboard",
  id: "d",
  version: 1,
  name: sameText("D"),
  cards: [card("a"), card("b", "opportunity")],
  ...change,
});

/** The dashboard after a command, and again as it was after the command that takes it back. */
function done(document: DashboardDocument, command: DashboardCommand | undefined): DashboardDocument {
  const applied = command && applyCommand(document, command);
  if (!applied) return document;
  expect(applyCommand(applied.document, applied.inverse)?.document).toEqual(document);
  return applied.document;
}

describe("steps of editing, each taken back whole", () => {
  test("a new filter narrows what it can, and what comes later over the same records", () => {
    const filter = newFilter("people", { dashboard: board(), catalog });
    expect(filter).toMatchObject({
      name: { zh: "负责人" },
      targets: [
        { item: "a", field: "owner" },
        { item: "b", field: "owner" },
      ],
    });
    const filtered = done(board(), { type: "put", list: "filters", part: filter });
    const added = done(filtered, addItem(filtered, copyOf(card("a")), { tab: undefined, catalog }));
    expect(added.cards).toHaveLength(3);
    expect(added.filters?.[0]?.targets).toHaveLength(3);
    const removed = done(added, removeItem(added, "a"));
    expect(removed.filters?.[0]?.targets.map(({ item }) => item)).not.toContain("a");
  });

  test("content stands in a free place of the tab on screen", () => {
    const tabs = [
      { id: "one", name: sameText("1") },
      { id: "two", name: sameText("2") },
    ];
    const tabbed = board({ tabs });
    const heading = newContent("heading", catalog);
    const first = done(tabbed, addItem(tabbed, heading, { tab: "one", catalog }));
    expect(first.contents?.[0]?.layout.y).toBe(6);
    const second = done(tabbed, addItem(tabbed, heading, { tab: "two", catalog }));
    expect(second.contents?.[0]).toMatchObject({ tab: "two", layout: { x: 0, y: 0 } });
  });

  test("what stood on a tab goes to its neighbour, below what stands there", () => {
    const tabs = [
      { id: "one", name: sameText("1") },
      { id: "two", name: sameText("2") },
    ];
    const tabbed = board({ tabs, cards: [card("a"), { ...card("b"), tab: "two" }] });
    const next = done(tabbed, removeTab(tabbed, "two"));
    expect(next.tabs?.map(({ id }) => id)).toEqual(["one"]);
    expect(itemsOnTab(next, "one").map(({ id, layout: { y } }) => [id, y])).toEqual([
      ["a", 0],
      ["b", 6],
    ]);
    const last = done(next, removeTab(next, "one"));
    expect(last.tabs).toBeUndefined();
    expect(itemsOnTab(last, undefined)).toHaveLength(2);
  });

  test("the order on phones is changed by hand, and the grid stays", () => {
    const document = board();
    const moved = done(document, movePhone(itemsOnTab(document, undefined), "b", -1));
    expect(phoneItems(itemsOnTab(moved, undefined)).map(({ id }) => id)).toEqual(["b", "a"]);
    expect(moved.cards.map((one) => one.layout)).toEqual(document.cards.map((one) => one.layout));
    expect(movePhone(itemsOnTab(document, undefined), "a", -1)).toBeUndefined();
  });

  test("arranging moves cards and content alike", () => {
    const heading = { ...newContent("heading", catalog), id: "head" };
    const document = board({ contents: [heading] });
    const places = { head: { x: 0, y: 9, w: 12, h: 1 }, a: { x: 6, y: 0, w: 6, h: 6 } };
    const next = done(document, { type: "arrange", places });
    expect(next.contents?.[0]?.layout.y).toBe(9);
    expect(next.cards[0]?.layout.x).toBe(6);
  });

  test("a look comes and goes", () => {
    expect(done(board(), { type: "look", look: { palette: "clear" } }).look).toEqual({ palette: "clear" });
    expect(done(board({ look: { theme: "dark" } }), { type: "look", look: null })).not.toHaveProperty("look");
  });

  test("big-screen settings come and go", () => {
    expect(done(board(), { type: "screen", screen: { seconds: 10 } }).screen).toEqual({ seconds: 10 });
    expect(done(board({ screen: { seconds: 10 } }), { type: "screen", screen: null })).not.toHaveProperty(
      "screen",
    );
  });
});

describe("a field put on a card", () => {
  const fields = reportFields(catalog, "opportunity");
  const field = (id: string) => {
    const found = fields.find((one) => one.id === id);
    if (!found) throw new TypeError(`no field ${id}`);
    return found;
  };
  const deals: DashboardCard = { ...card("b", "opportunity"), dimensions: [{ field: "stage" }] };

  test("amounts are summed up in place of the plain count, all else splits", () => {
    expect(naturalWell(field("amount"))).toBe("measures");
    expect(naturalWell(field("owner"))).toBe("dimensions");
    const summed = withField(deals, field("amount"), "measures", catalog);
    expect(summed?.measures).toMatchObject([{ field: "amount", function: "sum" }]);
    const split = withField(deals, field("owner"), "dimensions", catalog);
    expect(split?.dimensions).toEqual([{ field: "stage" }, { field: "owner" }]);
    expect(split && validateCard(split, catalog)).toEqual([]);
    expect(withField(deals, field("stage"), "dimensions", catalog)).toBeUndefined();
  });

  test("a figure that is split becomes a chart with groups, over time a line", () => {
    const figure: DashboardCard = { ...deals, chart: "number", dimensions: [] };
    expect(withField(figure, field("owner"), "dimensions", catalog)).toMatchObject({
      chart: "bar",
      dimensions: [{ field: "owner" }],
    });
    expect(withField(figure, field("created_at"), "dimensions", catalog)).toMatchObject({
      chart: "line",
      dimensions: [{ field: "created_at", grain: "month" }],
    });
  });

  test("on the empty page it becomes a card of its own", () => {
    expect(draftFor(field("owner"), "opportunity", catalog).dimensions[0]?.field).toBe("owner");
    const amount = draftFor(field("amount"), "opportunity", catalog);
    expect(amount.measures[0]?.field).toBe("amount");
  });
});
