import { fieldCatalog } from "@mortise/fields";
import { Catalog, type DashboardCard } from "@mortise/metadata";
import { templates } from "@mortise/templates";
import { expect, test } from "vitest";
import { draftsFor, rankCharts } from "./fitting-charts.ts";
import { COUNT, sumOf } from "./measure.ts";
import { reportField } from "./report-field.ts";
import { switchChart } from "./switch-chart.ts";
import { validateCard } from "./validate-card.ts";

const catalog = new Catalog(templates[0]?.documents ?? [], fieldCatalog);
const amountField = reportField(catalog, "lead", "est_amount");
const AMOUNT = amountField ? sumOf(amountField) : COUNT;
const first = (dimensions: readonly { readonly field: string }[], measures = [COUNT]): string | undefined =>
  draftsFor({ entity: "lead", dimensions, measures }, catalog)[0]?.chart;

test("the most telling type comes first: courses as lines, stages as funnels, people as rankings", () => {
  expect(first([{ field: "created_at" }])).toBe("line");
  expect(first([{ field: "status" }])).toBe("funnel");
  expect(first([{ field: "owner" }])).toBe("ranking");
  expect(first([{ field: "source" }])).toBe("bar");
  expect(first([{ field: "created_at" }], [AMOUNT, COUNT])).toBe("combo");
  expect(first([])).toBe("number");
});

test.each([
  [["source"], 1],
  [["created_at"], 1],
  [["region"], 1],
  [["created_at", "source"], 1],
  [["source", "grade"], 2],
  [["source", "grade", "industry"], 1],
  [[], 2],
] as const)("every card offered for %s and %i measures can be published", (fields, measures) => {
  const wish = {
    entity: "lead",
    dimensions: fields.map((field) => ({ field })),
    measures: [COUNT, AMOUNT].slice(0, measures),
  };
  const drafts = draftsFor(wish, catalog);
  expect(drafts.length).toBeGreaterThan(1);
  const problems = drafts.flatMap(({ size: _size, ...draft }) =>
    validateCard({ ...draft, id: "a", layout: { x: 0, y: 0, w: 4, h: 4 } }, catalog).map(
      ({ path, message }) => `${draft.chart} ${path} ${message.en}`,
    ),
  );
  expect(problems).toEqual([]);
});

const card: DashboardCard = {
  id: "a",
  chart: "pivot",
  title: { zh: "表", en: "Table" },
  entity: "lead",
  dimensions: [{ field: "source" }],
  columns: [{ field: "grade" }],
  totals: true,
  measures: [COUNT, AMOUNT],
  settings: { cells: "bars" },
  layout: { x: 2, y: 3, w: 5, h: 6 },
};

test("types that take the whole question come first, the others after them", () => {
  const { fitting, others } = rankCharts(card, catalog);
  expect(fitting.map(({ id }) => id)).toContain("pivot");
  expect(fitting.map(({ id }) => id)).not.toContain("heatmap");
  expect(others.map(({ id }) => id)).toContain("heatmap");
});

test("a changed type keeps question and place, and says what it does not take", () => {
  const { card: heat, lost } = switchChart(card, "heatmap", catalog);
  expect(heat).toMatchObject({
    chart: "heatmap",
    dimensions: [{ field: "source" }, { field: "grade" }],
    measures: [{ id: "count" }],
    layout: card.layout,
  });
  expect(heat.columns).toBeUndefined();
  expect(lost.map(({ en }) => en)).toEqual(["Expected amount", "Behind the figures"]);
  const back = switchChart(heat, "pivot", catalog).card;
  expect(back).toMatchObject({
    dimensions: [{ field: "source" }],
    columns: [{ field: "grade" }],
    totals: true,
  });
});

test("maps and calendars split as they have to", () => {
  const byCity = { ...card, chart: "bar", dimensions: [{ field: "region", level: 4 as const }], columns: [] };
  expect(switchChart(byCity, "map", catalog).card.dimensions).toEqual([{ field: "region", level: 2 }]);
  const byMonth = { ...byCity, dimensions: [{ field: "created_at", grain: "month" as const }] };
  expect(switchChart(byMonth, "calendar", catalog).card.dimensions).toEqual([
    { field: "created_at", grain: "day" },
  ]);
});
