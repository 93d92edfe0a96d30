import type { ChartPoint } from "@mortise/contract";
import { fieldCatalog } from "@mortise/fields";
import { sameText } from "@mortise/kit";
import { Catalog, type DashboardCard, type DashboardDocument } from "@mortise/metadata";
import { templates } from "@mortise/templates";
import { fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { useState } from "react";
import { expect, test } from "vitest";
import { type BoardState, FIRST_STATE } from "../../model/board/board-state.ts";
import { aServer, type FakeServer, Page } from "../../testing/dashboard-page.tsx";
import { DashboardView } from "../dashboard-view.tsx";

const catalog = new Catalog(templates[0]?.documents ?? [], fieldCatalog);
const layout = { x: 0, y: 0, w: 6, h: 6 };
const count = { id: "count", function: "count" } as const;
const regions: DashboardCard = {
  id: "regions",
  chart: "bar",
  title: sameText("各地区线索"),
  entity: "lead",
  dimensions: [{ field: "region", level: 2 }],
  measures: [count],
  layout,
};
const total: DashboardCard = {
  id: "total",
  chart: "number",
  title: sameText("线索数"),
  entity: "lead",
  dimensions: [],
  measures: [count],
  layout,
};
const inShandong = { within: [{ var: "region" }, "37"] };
const point: ChartPoint = {
  keys: ["37"],
  labels: ["山东"],
  values: { count: "12" },
  filter: inShandong,
  parts: [inShandong],
};

function aBoard(change: Partial<DashboardDocument> = {}): DashboardDocument {
  return {
    kind: "dashboard",
    id: "page",
    version: 1,
    name: sameText("Page"),
    cards: [regions, total],
    ...change,
  };
}

function show(
  dashboard: DashboardDocument,
  start: BoardState = FIRST_STATE,
): { server: FakeServer; state: () => BoardState } {
  const server = aServer((card) =>
    card.dimensions.length > 0 ? [point] : [{ keys: [], labels: [], values: { count: "12" }, filter: true }],
  );
  let latest = start;
  function Holder() {
    const [state, setState] = useState(start);
    latest = state;
    return (
      <DashboardView app="crm" dashboard={dashboard} catalog={catalog} state={state} onState={setState} />
    );
  }
  render(
    <Page server={server}>
      <Holder />
    </Page>,
  );
  return { server, state: () => latest };
}

/** What the server was asked last about a card. */
function asked(server: FakeServer, id: string): unknown {
  const bodies = server.calls.map(({ body }) => body as { card?: DashboardCard }); // cards and lists of rows
  return bodies.findLast(({ card }) => card?.id === id);
}

const since = {
  ...({ id: "since", type: "period", name: sameText("创建时间"), value: ["this-month"] } as const),
  targets: [{ item: "total", field: "created_at" }],
};

async function choose(name: string | RegExp): Promise<void> {
  const card = await screen.findByRole("region", { name: "各地区线索" });
  fireEvent.click(await within(card).findByRole("button", { name: "山东 12" }));
  fireEvent.click(await screen.findByRole("menuitem", { name }));
}

test("a filter narrows the cards it names, and marks those it leaves alone", async () => {
  const { server } = show(aBoard({ filters: [since] }));
  await waitFor(() =>
    expect(asked(server, "total")).toMatchObject({
      filter: { inPeriod: [{ var: "created_at" }, "this-month"] },
    }),
  );
  expect(asked(server, "regions")).not.toHaveProperty("filter");
  const card = screen.getByRole("region", { name: "各地区线索" });
  expect(within(card).getByRole("img", { name: "不受筛选影响" })).toBeTruthy();
  const other = screen.getByRole("region", { name: "线索数" });
  expect(within(other).queryByRole("img", { name: "不受筛选影响" })).toBeNull();
});

test("a text filter is taken when it is finished, and emptied at once", async () => {
  const name = { id: "name", type: "text", name: sameText("名称") } as const;
  const { state } = show(aBoard({ filters: [{ ...name, targets: [{ item: "total", field: "name" }] }] }));
  const input = await screen.findByRole("textbox", { name: "名称" });
  fireEvent.change(input, { target: { value: "海尔" } });
  expect(state().filters).toEqual({});
  fireEvent.blur(input);
  expect(state().filters).toEqual({ name: "海尔" });
  fireEvent.click(screen.getByRole("button", { name: "恢复默认" }));
  expect(state().filters).toEqual({});
});

test("a figure leads down its hierarchy and back", async () => {
  const { server, state } = show(aBoard());
  await choose(/下钻：城市/);
  await waitFor(() =>
    expect(asked(server, "regions")).toMatchObject({
      card: { dimensions: [{ field: "region", level: 4 }], filter: inShandong },
    }),
  );
  expect(state().steps["regions"]).toHaveLength(1);
  const way = screen.getByRole("navigation", { name: "下钻路径" });
  expect(way.textContent).toContain("山东");
  fireEvent.click(within(way).getByRole("button", { name: "全部" }));
  expect(state().steps["regions"]).toEqual([]);
});

test("a group of one card narrows the others until it is closed", async () => {
  const { server, state } = show(aBoard());
  await choose(/筛选其他图表/);
  await waitFor(() => expect(asked(server, "total")).toMatchObject({ filter: inShandong }));
  expect(asked(server, "regions")).not.toHaveProperty("filter");
  fireEvent.click(screen.getByRole("button", { name: "取消联动" }));
  await waitFor(() => expect(state().cross).toBeUndefined());
});

test("figures without a period are not compared, others with the period before and a year earlier", async () => {
  const { server } = show(
    aBoard({
      filters: [
        {
          ...since,
          targets: [{ item: "regions", field: "created_at" }],
          value: { from: "2026-03-01", to: "2026-03-31" },
        },
      ],
    }),
  );
  await choose(/与其他时期对比/);
  const dialog = await screen.findByRole("dialog");
  expect(await within(dialog).findByText("2026-02-01 – 2026-02-28")).toBeTruthy();
  expect(await within(dialog).findByText("2025-03-01 – 2025-03-31")).toBeTruthy();
  await waitFor(() => expect(server.calls.length).toBeGreaterThanOrEqual(5));
  expect(asked(server, "regions")).toMatchObject({ card: { chart: "number", dimensions: [] } });
});

test("tabs show what stands on them, what names none stands on the first", async () => {
  const tabs = [
    { id: "one", name: sameText("总览") },
    { id: "two", name: sameText("地区") },
  ];
  const { state } = show(aBoard({ tabs, cards: [{ ...regions, tab: "two" }, total] }));
  expect(await screen.findByRole("region", { name: "线索数" })).toBeTruthy();
  expect(screen.queryByRole("region", { name: "各地区线索" })).toBeNull();
  fireEvent.click(screen.getByRole("tab", { name: "地区" }));
  expect(await screen.findByRole("region", { name: "各地区线索" })).toBeTruthy();
  expect(state().tab).toBe("two");
});

test("text is cleaned before it is shown, records of a view are listed", async () => {
  const html = '<p>目标<img src="x" onerror="alert(1)"><strong>一百万</strong></p>';
  const view = catalog.all("view").find(({ entity }) => entity === "lead");
  const { server } = show(
    aBoard({
      cards: [],
      contents: [
        { id: "head", type: "heading", title: sameText("本月"), layout },
        { id: "text", type: "text", text: sameText(html), layout },
        { id: "list", type: "records", view: view?.id ?? "", layout },
      ],
    }),
  );
  expect(await screen.findByRole("heading", { name: "本月" })).toBeTruthy();
  expect(screen.getByText("一百万").tagName).toBe("STRONG");
  expect(document.querySelector("img[onerror]")).toBeNull();
  expect(await screen.findByText("共 1 条记录")).toBeTruthy();
  expect(server.calls.at(-1)).toMatchObject({ body: { sort: view?.sort } });
});
