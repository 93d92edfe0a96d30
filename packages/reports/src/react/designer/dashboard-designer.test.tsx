import type { ChartPoint } from "@mortise/contract";
import { fieldCatalog } from "@mortise/fields";
import { sameText } from "@mortise/kit";
import { Catalog, type DashboardCard, type DashboardDocument } from "@mortise/metadata";
import { templates } from "@mortise/templates";
import { fireEvent, render, screen, within } from "@testing-library/react";
import { useState } from "react";
import { expect, test } from "vitest";
import { aServer, Page } from "../../testing/dashboard-page.tsx";
import { DashboardDesigner } from "./dashboard-designer.tsx";

const catalog = new Catalog(templates[0]?.documents ?? [], fieldCatalog);
const point: ChartPoint = { keys: ["website"], labels: ["官网注册"], values: { count: "12" }, filter: true };
const card: DashboardCard = {
  id: "card_a",
  chart: "bar",
  title: { zh: "各来源线索", en: "Leads by source" },
  entity: "lead",
  dimensions: [{ field: "source" }],
  measures: [{ id: "count", function: "count" }],
  layout: { x: 0, y: 0, w: 6, h: 6 },
};

function aDashboard(...cards: readonly DashboardCard[]): DashboardDocument {
  return { kind: "dashboard", id: "page", version: 1, name: sameText("Page"), cards };
}

function show(start: DashboardDocument): { readonly current: () => DashboardDocument } {
  let latest = start;
  function Holder() {
    const [document, setDocument] = useState(start);
    latest = document;
    return <DashboardDesigner document={document} catalog={catalog} onChange={setDocument} problems={[]} />;
  }
  render(
    <Page server={aServer(() => [point])}>
      <Holder />
    </Page>,
  );
  return { current: () => latest };
}

test("starts from data: a suggested chart becomes a card, and can be taken back", async () => {
  const designer = show(aDashboard());
  const [addButton] = screen.getAllByRole("button", { name: /添加图表/ });
  if (addButton) fireEvent.click(addButton);
  const dialog = await screen.findByRole("dialog");
  fireEvent.click(await within(dialog).findByRole("button", { name: /每月新增/ }));
  expect(designer.current().cards).toMatchObject([
    { chart: "line", dimensions: [{ field: "created_at", grain: "month" }] },
  ]);
  fireEvent.click(screen.getByRole("button", { name: "撤销" }));
  expect(designer.current().cards).toEqual([]);
  fireEvent.click(screen.getByRole("button", { name: "重做" }));
  expect(designer.current().cards).toHaveLength(1);
});

test("a chosen card can be set up: title, chart type, place", async () => {
  const designer = show(aDashboard(card));
  fireEvent.click(await screen.findByRole("button", { name: "设置 各来源线索" }));
  fireEvent.change(screen.getByLabelText("中文标题"), { target: { value: "渠道" } });
  fireEvent.change(screen.getByLabelText("中文标题"), { target: { value: "渠道分析" } });
  fireEvent.click(screen.getByRole("button", { name: /饼图/ }));
  fireEvent.change(screen.getByLabelText("宽"), { target: { value: "12" } });
  expect(designer.current().cards).toMatchObject([
    { id: "card_a", title: { zh: "渠道分析" }, chart: "pie", layout: { x: 0, y: 0, w: 12, h: 6 } },
  ]);
  for (let step = 0; step < 3; step += 1) fireEvent.click(screen.getByRole("button", { name: "撤销" }));
  expect(designer.current().cards).toEqual([card]);
});

test("a card that lacks something says what, and asks the server nothing", async () => {
  show(aDashboard({ ...card, dimensions: [] }));
  expect(await screen.findByText("柱状图需要选择按什么分组")).toBeTruthy();
});

test("cards are copied and removed", async () => {
  const designer = show(aDashboard(card));
  fireEvent.click(await screen.findByRole("button", { name: "设置 各来源线索" }));
  fireEvent.click(screen.getByRole("button", { name: /复制/ }));
  expect(designer.current().cards.map(({ title }) => title.zh)).toEqual(["各来源线索", "各来源线索 副本"]);
  fireEvent.click(screen.getByRole("button", { name: /删除/ }));
  expect(designer.current().cards.map(({ id }) => id)).toEqual(["card_a"]);
});

test("measures can be added with a condition of their own", async () => {
  const designer = show(aDashboard(card));
  fireEvent.click(await screen.findByRole("button", { name: "设置 各来源线索" }));
  fireEvent.click(screen.getByRole("button", { name: /添加指标/ }));
  expect(designer.current().cards[0]?.measures).toMatchObject([{ id: "count" }, { function: "count" }]);
});
