import type { ChartPoint } from "@mortise/contract";
import { fieldCatalog } from "@mortise/fields";
import { sameText } from "@mortise/kit";
import { Catalog, type DashboardCard, type DashboardDocument } from "@mortise/metadata";
import { templates } from "@mortise/templates";
import type { HistoryStore } from "@mortise/ui";
import { act, createEvent, fireEvent, render, screen, within } from "@testing-library/react";
import { useState } from "react";
import { expect, test } from "vitest";
import { aServer, Page } from "../../testing/dashboard-page.tsx";
import { clipboardText, itemFromText } from "./board-clipboard.ts";
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

function aDashboard(change: Partial<DashboardDocument> = {}): DashboardDocument {
  return { kind: "dashboard", id: "page", version: 1, name: sameText("Page"), cards: [card], ...change };
}

function show(start: DashboardDocument, history?: HistoryStore) {
  let latest = start;
  function Holder() {
    const [document, setDocument] = useState(start);
    latest = document;
    return (
      <DashboardDesigner
        document={document}
        catalog={catalog}
        onChange={setDocument}
        problems={[]}
        {...(history ? { history } : {})}
      />
    );
  }
  const shown = render(
    <Page server={aServer(() => [point])}>
      <Holder />
    </Page>,
  );
  return { current: () => latest, leave: () => shown.unmount() };
}

/** What the browser hands from one place to another. */
function transfer(): DataTransfer {
  const data = new Map<string, string>();
  // The parts of a transfer that the designer asks for.
  return {
    setData: (type: string, text: string) => void data.set(type, text),
    getData: (type: string) => data.get(type) ?? "",
    get types() {
      return [...data.keys()];
    },
  } as unknown as DataTransfer;
}

async function select(name = "设置 各来源线索"): Promise<void> {
  fireEvent.click(await screen.findByRole("button", { name }));
}

test("a field is dragged to a well, or clicked to go where it fits", async () => {
  const designer = show(aDashboard());
  await select();
  const list = screen.getByRole("complementary", { name: "字段" });
  const dataTransfer = transfer();
  fireEvent.dragStart(within(list).getByRole("button", { name: "负责人" }), { dataTransfer });
  const well = document.querySelector('[data-well="dimensions"]');
  if (!well) throw new TypeError("no well");
  fireEvent.dragOver(well, { dataTransfer });
  fireEvent.drop(well, { dataTransfer });
  expect(designer.current().cards[0]?.dimensions).toEqual([{ field: "source" }, { field: "owner" }]);
  fireEvent.click(screen.getByRole("button", { name: "撤销" }));
  fireEvent.click(within(list).getByRole("button", { name: "地区" }));
  expect(designer.current().cards[0]?.dimensions).toMatchObject([{ field: "source" }, { field: "region" }]);
});

test("a field dropped on the empty page becomes a card", () => {
  const designer = show(aDashboard({ cards: [] }));
  const list = screen.getByRole("complementary", { name: "字段" });
  const [first] = within(list).getAllByRole("button");
  const dataTransfer = transfer();
  if (first) fireEvent.dragStart(first, { dataTransfer });
  const canvas = document.querySelector(".m-designer-canvas");
  if (canvas) fireEvent.drop(canvas, { dataTransfer });
  expect(designer.current().cards).toHaveLength(1);
});

test("a filter is added over all cards it can narrow, dropped on others, and begins with a value", async () => {
  const other = { ...card, id: "card_b", title: sameText("另一张") };
  const filter = { id: "f", type: "people", name: sameText("负责人"), targets: [] } as const;
  const designer = show(aDashboard({ cards: [card, other], filters: [filter] }));
  const dataTransfer = transfer();
  fireEvent.dragStart(screen.getByRole("button", { name: /负责人\s*0/ }), { dataTransfer });
  const slot = (await screen.findByRole("region", { name: "另一张" })).closest(".m-designer-slot");
  if (slot) fireEvent.drop(slot, { dataTransfer });
  expect(designer.current().filters?.[0]?.targets).toEqual([{ item: "card_b", field: "owner" }]);
  fireEvent.click(screen.getByRole("button", { name: /负责人\s*1/ }));
  fireEvent.click(screen.getByRole("checkbox", { name: "各来源线索" }));
  expect(designer.current().filters?.[0]?.targets).toHaveLength(2);
});

test("tabs are added, and content stands on the one on screen", async () => {
  const designer = show(aDashboard());
  fireEvent.click(screen.getByRole("button", { name: /添加标签页/ }));
  fireEvent.click(screen.getByRole("button", { name: /添加标签页/ }));
  fireEvent.click(screen.getByRole("tab", { name: "标签页 2" }));
  fireEvent.click(screen.getByRole("button", { name: /添\s*加$/ }));
  fireEvent.click(await screen.findByRole("menuitem", { name: "小标题" }));
  const [, second] = designer.current().tabs ?? [];
  expect(designer.current().contents).toMatchObject([{ type: "heading", tab: second?.id }]);
});

test("the layout of phones is changed by hand", async () => {
  const other = { ...card, id: "card_b", title: sameText("另一张"), layout: { ...card.layout, y: 6 } };
  const designer = show(aDashboard({ cards: [card, other] }));
  fireEvent.click(screen.getByRole("radio", { name: /手机/ }));
  fireEvent.click(await screen.findByRole("button", { name: "上移 另一张" }));
  expect(designer.current().cards.map(({ phone }) => phone?.order)).toEqual([1, 0]);
  fireEvent.click(screen.getByRole("button", { name: "在手机上隐藏 各来源线索" }));
  expect(designer.current().cards[0]?.phone).toMatchObject({ hidden: true });
  fireEvent.click(screen.getByRole("button", { name: /恢复自动布局/ }));
  expect(designer.current().cards).toEqual([card, other]);
});

test("keys duplicate, move and remove what is chosen, and take it back", async () => {
  const designer = show(aDashboard());
  await select();
  const place = document.querySelector(".m-designer-canvas") ?? document.body;
  fireEvent.keyDown(place, { key: "d", ctrlKey: true });
  expect(designer.current().cards).toHaveLength(2);
  fireEvent.keyDown(place, { key: "ArrowDown", altKey: true });
  const moved = designer.current().cards[1]?.layout.y ?? 0;
  fireEvent.keyDown(place, { key: "Delete" });
  expect(designer.current().cards).toEqual([card]);
  fireEvent.keyDown(place, { key: "z", ctrlKey: true });
  expect(designer.current().cards[1]?.layout.y).toBe(moved);
});

test("a card is copied to another dashboard through the clipboard", async () => {
  const designer = show(aDashboard());
  await select();
  const place = document.querySelector(".m-designer-canvas") ?? document.body;
  const clipboardData = transfer();
  fireEvent(place, createEvent.copy(place, { clipboardData }));
  designer.leave();
  const other = show(aDashboard({ cards: [] }));
  const target = document.querySelector(".m-designer-canvas") ?? document.body;
  fireEvent(target, createEvent.paste(target, { clipboardData }));
  expect(other.current().cards).toMatchObject([{ title: card.title, dimensions: card.dimensions }]);
  expect(other.current().cards[0]?.id).not.toBe(card.id);
});

test("what is no item is not pasted", () => {
  expect(itemFromText("hello")).toBeUndefined();
  expect(itemFromText('{"type":"mortise/dashboard-item","item":{"chart":"bar"}}')).toBeUndefined();
  expect(itemFromText(clipboardText(card))).toMatchObject({ chart: "bar" });
});

test("steps are taken back after the page was opened again", async () => {
  let kept: string | null = null;
  const store: HistoryStore = { load: () => kept, save: (text) => (kept = text) };
  const first = show(aDashboard(), store);
  await select();
  fireEvent.change(screen.getByLabelText("中文标题"), { target: { value: "渠道" } });
  const changed = first.current();
  act(() => first.leave());
  const second = show(changed, store);
  fireEvent.click(screen.getByRole("button", { name: "撤销" }));
  expect(second.current().cards[0]?.title.zh).toBe("各来源线索");
});
