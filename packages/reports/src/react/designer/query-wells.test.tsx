import { fieldCatalog } from "@mortise/fields";
import { sameText } from "@mortise/kit";
import { Catalog, type DashboardCard, type DashboardDocument } from "@mortise/metadata";
import { templates } from "@mortise/templates";
import { fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { expect, test } from "vitest";
import { validateCard } from "../../model/validate-card.ts";
import { aServer, Page } from "../../testing/dashboard-page.tsx";
import { DashboardDesigner } from "./dashboard-designer.tsx";

const catalog = new Catalog(templates[0]?.documents ?? [], fieldCatalog);
const deals: DashboardCard = {
  id: "card_a",
  chart: "bar",
  title: { zh: "商机", en: "Deals" },
  entity: "opportunity",
  dimensions: [{ field: "stage" }],
  measures: [{ id: "count", function: "count" }],
  layout: { x: 0, y: 0, w: 6, h: 6 },
};

/** Opens the settings of a card, and tells what it has become; every step has to be a card that passes the checks. */
async function settingsOf(card: DashboardCard): Promise<() => DashboardCard> {
  const start: DashboardDocument = {
    kind: "dashboard",
    id: "page",
    version: 1,
    name: sameText("Page"),
    cards: [card],
  };
  let latest = start;
  function Holder() {
    const [document, setDocument] = useState(start);
    latest = document;
    return <DashboardDesigner document={document} catalog={catalog} onChange={setDocument} problems={[]} />;
  }
  render(
    <Page server={aServer(() => [])}>
      <Holder />
    </Page>,
  );
  fireEvent.click(await screen.findByRole("button", { name: `设置 ${card.title.zh}` }));
  return () => {
    const [now] = latest.cards;
    if (!now) throw new TypeError("the card is gone");
    expect(validateCard(now, catalog)).toEqual([]);
    return now;
  };
}

/** Chooses from a menu by the words that stand there. */
async function choose(menu: string, words: string): Promise<void> {
  const box = screen.getByRole("combobox", { name: menu });
  fireEvent.mouseDown(box);
  if (box instanceof HTMLInputElement && !box.readOnly) fireEvent.change(box, { target: { value: words } });
  const [option] = await screen.findAllByText(words, { selector: ".ant-select-item-option-content" });
  if (option) fireEvent.click(option);
}

test("a card is split by a field of the records it refers to, and the rest is gathered", async () => {
  const card = await settingsOf(deals);
  await choose("维度", "客户的地区");
  expect(card().dimensions).toEqual([{ field: "customer.region", level: 4 }]);
  await choose("地区层级", "按省");
  fireEvent.click(screen.getByRole("checkbox", { name: "其余合并为“其他”" }));
  expect(card().dimensions).toEqual([{ field: "customer.region", level: 2, other: true }]);
});

test("amounts are split into ranges, dates by the day of the week", async () => {
  const card = await settingsOf(deals);
  await choose("维度", "预计金额");
  await choose("分组方式", "按固定区间");
  fireEvent.change(screen.getByRole("textbox", { name: "区间宽度" }), { target: { value: "50000" } });
  expect(card().dimensions).toEqual([{ field: "amount", buckets: { width: "50000" } }]);
  await choose("维度", "赢单时间");
  await choose("时间粒度", "星期几");
  expect(card().dimensions).toEqual([{ field: "won_at", part: "dayOfWeek" }]);
});

test("a measure is a middle, a ready-made metric or a formula", async () => {
  const card = await settingsOf(deals);
  await choose("指标", "预计金额");
  await choose("统计方式", "中位数");
  expect(card().measures).toMatchObject([{ id: "count", function: "median", field: "amount" }]);
  await choose("指标", "赢单率");
  expect(card().measures).toEqual([{ id: "count", function: "metric", metric: "win_rate" }]);
  expect(screen.getByText(/赢单数 ÷（赢单数 \+ 输单数）/)).toBeTruthy();
  await choose("指标", "公式（由其他指标计算）");
  expect(card().measures).toMatchObject([{ function: "formula" }]);
});

test("periods are compared, and shares taken", async () => {
  const card = await settingsOf(deals);
  await choose("按哪个日期", "创建时间");
  fireEvent.click(screen.getByRole("checkbox", { name: "同比（去年同期）" }));
  expect(card().compare).toEqual({ field: "created_at", period: "month", with: ["previous", "lastYear"] });
  fireEvent.click(screen.getByText("名称、条件与计算"));
  await choose("再计算", "占总计的比例");
  expect(card().measures[0]?.calculation).toEqual({ type: "shareOfTotal" });
});

test("a target is taken from the entity that holds targets, matched by fields of the same kind", async () => {
  const card = await settingsOf({ ...deals, dimensions: [{ field: "owner" }] });
  fireEvent.click(screen.getByText("名称、条件与计算"));
  await choose("目标", "目标");
  expect(card().measures[0]?.target).toEqual({ entity: "target", field: "value", by: { owner: "person" } });
});
