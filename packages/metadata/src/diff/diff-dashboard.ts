import { quoted, quotedAs } from "../document-name.ts";
import type { DashboardCard, DashboardDocument } from "../documents/dashboard.ts";
import {
  type ChangeList,
  changedProperties,
  compareLists,
  isSame,
  joinNames,
  type PropertyNames,
} from "./change.ts";

const PROPERTIES: PropertyNames<DashboardCard> = {
  chart: { zh: "图表类型", en: "chart type" },
  entity: { zh: "数据来源", en: "data source" },
  dimensions: { zh: "维度", en: "dimensions" },
  measures: { zh: "指标", en: "measures" },
  filter: { zh: "筛选条件", en: "filter" },
  sort: { zh: "排序", en: "sorting" },
  limit: { zh: "显示条数", en: "number of rows" },
  settings: { zh: "显示设置", en: "display settings" },
};

/** Changes of a dashboard, card by card; moving and resizing counts once for all cards. */
export function diffDashboard(before: DashboardDocument, after: DashboardDocument, list: ChangeList): void {
  const cards = compareLists(before.cards, after.cards, ({ id }) => id);
  list.addParts(cards, {
    nameOf: ({ title }) => quotedAs({ zh: "卡片", en: "card" }, title),
    subjectOf: ({ id }) => ({ part: "card", card: id }),
    gone: "删除",
  });
  for (const { before: old, after: next } of cards.kept) {
    if (isSame(content(old), content(next))) continue;
    const [was, title] = [quoted(old.title), quoted(next.title)];
    const names = joinNames(changedProperties(old, next, PROPERTIES));
    list.add(
      "changed",
      isSame(old.title, next.title)
        ? { zh: `修改了卡片${title.zh}的${names.zh}`, en: `card ${title.en}: ${names.en} changed` }
        : {
            zh: `卡片${was.zh}改名为${title.zh}${names.zh && `，并修改了${names.zh}`}`,
            en: `card ${was.en} renamed to ${title.en}${names.en && `, ${names.en} changed`}`,
          },
      { part: "card", card: next.id },
    );
  }
  if (cards.reordered || cards.kept.some((pair) => !isSame(pair.before.layout, pair.after.layout))) {
    list.add("changed", { zh: "调整了布局", en: "layout changed" });
  }
}

function content({ layout: _place, ...rest }: DashboardCard): object {
  return rest;
}
