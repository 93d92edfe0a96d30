import { fieldCatalog } from "@mortise/fields";
import { sameText } from "@mortise/kit";
import { Catalog, type DashboardCard, type DashboardDocument } from "@mortise/metadata";
import { templates } from "@mortise/templates";
import { describe, expect, test } from "vitest";
import { duplicateCard, freePlace, placeCard } from "./compose-card.ts";
import type { DashboardCommand } from "./dashboard-commands.ts";
import { edit, type Edited, NO_HISTORY, redo, undo } from "./edit-history.ts";
import { suggestCards } from "./suggest-cards.ts";
import { validateCard } from "./validate-card.ts";
import { switchChart } from "./switch-chart.ts";

const catalog = new Catalog(templates[0]?.documents ?? [], fieldCatalog);

function aCard(id: string, layout: DashboardCard["layout"]): DashboardCard {
  return {
    id,
    chart: "bar",
    title: sameText(id),
    entity: "lead",
    dimensions: [{ field: "source" }],
    measures: [{ id: "count", function: "count" }],
    sort: [{ field: "count", descending: true }],
    layout,
  };
}

const a = aCard("a", { x: 0, y: 0, w: 6, h: 4 });
const b = aCard("b", { x: 6, y: 0, w: 6, h: 2 });
const dashboard: DashboardDocument = {
  kind: "dashboard",
  id: "page",
  version: 1,
  name: sameText("Page"),
  cards: [a, b],
};
const start: Edited = { document: dashboard, history: NO_HISTORY };

const steps: readonly (readonly [string, DashboardCommand])[] = [
  ["adding", { type: "add", card: aCard("c", { x: 0, y: 4, w: 3, h: 3 }) }],
  ["removing", { type: "remove", id: "a" }],
  ["changing", { type: "replace", card: { ...a, limit: 3 } }],
  ["moving", { type: "arrange", places: { a: { x: 6, y: 2, w: 6, h: 4 } } }],
  ["renaming", { type: "rename", name: sameText("Other") }],
];

describe("editing a dashboard", () => {
  test.each(steps)("takes %s back and does it again", (_name, command) => {
    const done = edit(start, command);
    expect(done.document).not.toEqual(dashboard);
    const back = undo(done);
    expect(back.document).toEqual(dashboard);
    expect(redo(back).document).toEqual(done.document);
  });

  test("takes several steps back in their order", () => {
    const done = steps.reduce((current, [, command]) => edit(current, command), start);
    const back = steps.reduce((current) => undo(current), done);
    expect(back.document).toEqual(dashboard);
    expect(undo(back)).toBe(back);
  });

  test("takes what was typed in a row back as one", () => {
    const typed = ["x", "xy", "xyz"].reduce(
      (current, text) => edit(current, { type: "replace", card: { ...a, title: sameText(text) } }, "a.title"),
      start,
    );
    expect(typed.document.cards[0]?.title.zh).toBe("xyz");
    expect(undo(typed).document).toEqual(dashboard);
  });

  test("forgets what was taken back once something else is done", () => {
    const again = edit(undo(edit(start, { type: "remove", id: "a" })), { type: "remove", id: "b" });
    expect(redo(again)).toBe(again);
  });

  test("passes over steps whose card is gone", () => {
    const done = edit(start, { type: "replace", card: { ...a, limit: 3 } });
    const elsewhere = { ...done, document: { ...dashboard, cards: [b] } };
    expect(undo(elsewhere).document.cards).toEqual([b]);
  });
});

describe("the place of a new card", () => {
  test("is the first gap that is wide enough", () => {
    expect(freePlace([a, b], { w: 6, h: 2 })).toEqual({ x: 6, y: 2, w: 6, h: 2 });
    expect(freePlace([a, b], { w: 12, h: 2 })).toEqual({ x: 0, y: 4, w: 12, h: 2 });
  });

  test("of a copy is its own", () => {
    const copy = duplicateCard(a, dashboard);
    expect(copy.id).not.toBe(a.id);
    expect(copy.layout).toEqual({ x: 6, y: 2, w: 6, h: 4 });
  });
});

describe("suggested cards", () => {
  test.each(catalog.all("entity").map((entity) => [entity.id] as const))(
    "for %s can be used as they are",
    (id) => {
      const drafts = suggestCards(catalog, id);
      expect(drafts.length).toBeGreaterThan(0);
      for (const draft of drafts) expect(validateCard(placeCard(draft, dashboard), catalog)).toEqual([]);
    },
  );

  test("put the funnel first where there are stages, and group leads by their source", () => {
    expect(suggestCards(catalog, "opportunity")[0]?.chart).toBe("funnel");
    const leads = suggestCards(catalog, "lead").flatMap(({ dimensions }) =>
      dimensions.map(({ field }) => field),
    );
    expect(leads).toContain("source");
  });
});

describe("switching the chart type", () => {
  test("keeps the question as far as the new type takes it", () => {
    const pie = switchChart({ ...a, settings: { labels: true, horizontal: true } }, "pie", catalog).card;
    expect(pie).toMatchObject({ id: "a", dimensions: a.dimensions, measures: a.measures, sort: a.sort });
    expect(pie.settings).toEqual({ labels: true });
    expect(validateCard(pie, catalog)).toEqual([]);
  });

  test("drops what does not fit and takes what is missing from a suggestion", () => {
    const number = switchChart(a, "number", catalog).card;
    expect(number.dimensions).toEqual([]);
    const bar = switchChart(number, "bar", catalog).card;
    expect(bar.dimensions).toHaveLength(1);
    expect(validateCard(bar, catalog)).toEqual([]);
  });
});

test("the dashboard of the template passes the checks", () => {
  const problems = catalog
    .all("dashboard")
    .flatMap(({ cards }) => cards.flatMap((card) => validateCard(card, catalog)));
  expect(problems).toEqual([]);
});
