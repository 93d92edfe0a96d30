import type { ChartPoint } from "@mortise/contract";
import { fieldCatalog } from "@mortise/fields";
import { sameText } from "@mortise/kit";
import { Catalog, type DashboardCard, type DashboardDocument } from "@mortise/metadata";
import { templates } from "@mortise/templates";
import { fireEvent, render, screen, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { chartTypes } from "../charts/index.ts";
import { aServer, fieldServices, Page } from "../testing/dashboard-page.tsx";
import { chartViews } from "./chart-views.ts";
import { DashboardView } from "./dashboard-view.tsx";

const catalog = new Catalog(templates[0]?.documents ?? [], fieldCatalog);
const filter = { "==": [{ var: "source" }, "website"] };
const point: ChartPoint = { keys: ["website"], labels: ["官网注册"], values: { count: "12" }, filter };

function aDashboard(...cards: readonly Partial<DashboardCard>[]): DashboardDocument {
  return {
    kind: "dashboard",
    id: "page",
    version: 1,
    name: sameText("Page"),
    cards: cards.map((card, index) => ({
      id: `card_${index}`,
      chart: "bar",
      title: { zh: "各来源线索", en: "Leads by source" },
      entity: "lead",
      dimensions: [{ field: "source" }],
      measures: [{ id: "count", function: "count" }],
      layout: { x: 0, y: 0, w: 6, h: 6 },
      ...card,
    })),
  };
}

test("every chart type has a view", () => {
  expect(chartViews.map((view) => view.id)).toEqual(chartTypes.map((chart) => chart.id));
});

test("a figure of a picture can be reached without a mouse, and leads to its rows", async () => {
  const server = aServer(() => [point]);
  const onDrill = vi.fn<(...input: readonly unknown[]) => void>();
  render(
    <Page server={server}>
      <DashboardView app="crm" dashboard={aDashboard({})} catalog={catalog} onDrill={onDrill} />
    </Page>,
  );
  const card = await screen.findByRole("region", { name: "各来源线索" });
  fireEvent.click(await within(card).findByRole("button", { name: "官网注册 12" }));
  expect(onDrill).toHaveBeenCalledWith({ entity: "lead", title: "各来源线索 · 官网注册", filter });
});

test.each(["funnel", "ranking", "table"])("the figures of a %s are buttons themselves", async (chart) => {
  const onDrill = vi.fn<(...input: readonly unknown[]) => void>();
  render(
    <Page server={aServer(() => [point])}>
      <DashboardView app="crm" dashboard={aDashboard({ chart })} catalog={catalog} onDrill={onDrill} />
    </Page>,
  );
  fireEvent.click(await screen.findByRole("button", { name: /官网注册.*12/ }));
  expect(onDrill).toHaveBeenCalledTimes(1);
});

test("the view's own panel lists the rows behind a figure and opens a record", async () => {
  const server = aServer(() => [{ ...point, keys: [], labels: [] }]);
  const open = vi.fn<(...input: readonly unknown[]) => void>();
  render(
    <Page server={server} services={fieldServices(open)}>
      <DashboardView
        app="crm"
        dashboard={aDashboard({ chart: "number", dimensions: [] })}
        catalog={catalog}
      />
    </Page>,
  );
  fireEvent.click(await screen.findByRole("button", { name: "12" }));
  fireEvent.click(await screen.findByRole("menuitem", { name: /查看明细/ }));
  expect(await screen.findByText("共 1 条记录")).toBeTruthy();
  fireEvent.click(await screen.findByRole("button", { name: "青岛海尔" }));
  expect(open).toHaveBeenCalledWith("lead", "0193a1b2-0000-7000-8000-000000000001");
  expect(server.calls.at(-1)).toMatchObject({ body: { filter, count: "exact" } });
});

test("a card that fails says so and the others stay", async () => {
  const server = aServer((card) => {
    if (card.id === "card_1") throw new TypeError("没有权限");
    return [point];
  });
  const dashboard = aDashboard(
    {},
    { title: sameText("另一张"), measures: [{ id: "count", function: "count" }], limit: 3 },
  );
  render(
    <Page server={server}>
      <DashboardView app="crm" dashboard={dashboard} catalog={catalog} />
    </Page>,
  );
  const failed = await screen.findByRole("region", { name: "另一张" });
  expect(await within(failed).findByText("没有权限")).toBeTruthy();
  expect(await screen.findByRole("button", { name: "官网注册 12" })).toBeTruthy();
});

test("nothing to count is said in words", async () => {
  render(
    <Page server={aServer(() => [])}>
      <DashboardView app="crm" dashboard={aDashboard({})} catalog={catalog} />
    </Page>,
  );
  expect(await screen.findByText("没有符合条件的数据")).toBeTruthy();
});

test("on a phone figures stand two and two, a third one and pictures take the whole line", async () => {
  vi.stubGlobal("matchMedia", (query: string) => ({
    matches: query.includes("max-width"),
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
  try {
    const figure = (x: number) => ({ chart: "number", dimensions: [], layout: { x, y: 0, w: 3, h: 3 } });
    const chart = { layout: { x: 0, y: 3, w: 3, h: 8 } };
    const { container } = render(
      <Page server={aServer(() => [{ ...point, keys: [], labels: [] }])}>
        <DashboardView
          app="crm"
          dashboard={aDashboard(figure(0), figure(3), figure(6), chart)}
          catalog={catalog}
        />
      </Page>,
    );
    await screen.findAllByRole("region", { name: "各来源线索" });
    const places = [...container.querySelectorAll<HTMLElement>(".m-report-grid > div")];
    expect(places.map((place) => place.style.gridColumn)).toEqual(["span 1", "span 1", "span 2", "span 2"]);
  } finally {
    vi.unstubAllGlobals();
  }
});
