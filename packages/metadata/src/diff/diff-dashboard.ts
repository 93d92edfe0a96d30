import { quoted, quotedAs } from "../document-name.ts";
import type { DashboardCard, DashboardDocument } from "../documents/dashboard.ts";
import type { LocalizedText } from "@mortise/kit";
import type { DashboardContent, DashboardContentType, DashboardItem } from "../documents/dashboard-parts.ts";
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
  columns: { zh: "列维度", en: "dimensions across" },
  totals: { zh: "合计", en: "totals" },
  measures: { zh: "指标", en: "measures" },
  compare: { zh: "同比环比", en: "comparison" },
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
  diffParts(before, after, list);
  const contents = compareLists(before.contents ?? [], after.contents ?? [], ({ id }) => id);
  const isMoved = [...cards.kept, ...contents.kept].some(
    (pair) => !isSame(placeOf(pair.before), placeOf(pair.after)),
  );
  if (cards.reordered || isMoved) list.add("changed", { zh: "调整了布局", en: "layout changed" });
  if (!isSame(before.look, after.look)) {
    list.add("changed", { zh: "修改了外观", en: "look changed" });
  }
  if (!isSame(before.screen, after.screen)) {
    list.add("changed", { zh: "修改了大屏设置", en: "big-screen settings changed" });
  }
}

const CONTENT_NAMES: Readonly<Record<DashboardContentType, LocalizedText>> = {
  heading: { zh: "小标题", en: "heading" },
  text: { zh: "文字", en: "text" },
  image: { zh: "图片", en: "picture" },
  records: { zh: "记录列表", en: "list of records" },
};

/** Tabs, filters and content that came, went or are another now. */
function diffParts(before: DashboardDocument, after: DashboardDocument, list: ChangeList): void {
  const tab = { zh: "标签页", en: "tab" };
  const tabs = compareLists(before.tabs ?? [], after.tabs ?? [], ({ id }) => id);
  list.addParts(tabs, { nameOf: ({ name }) => quotedAs(tab, name), gone: "删除" });
  addChangedParts(tabs.kept, ({ name }) => quotedAs(tab, name), list);
  const filter = { zh: "筛选器", en: "filter" };
  const filters = compareLists(before.filters ?? [], after.filters ?? [], ({ id }) => id);
  list.addParts(filters, { nameOf: ({ name }) => quotedAs(filter, name), gone: "删除" });
  addChangedParts(filters.kept, ({ name }) => quotedAs(filter, name), list);
  const contents = compareLists(before.contents ?? [], after.contents ?? [], ({ id }) => id);
  const nameOf = ({ type, title }: Pick<DashboardContent, "type" | "title">): LocalizedText =>
    title ? quotedAs(CONTENT_NAMES[type], title) : CONTENT_NAMES[type];
  list.addParts(contents, { nameOf, gone: "删除" });
  const kept = contents.kept.map((pair) => ({ before: content(pair.before), after: content(pair.after) }));
  addChangedParts(kept, nameOf, list);
}

function addChangedParts<Part>(
  kept: readonly { readonly before: Part; readonly after: Part }[],
  nameOf: (part: Part) => LocalizedText,
  list: ChangeList,
): void {
  list.addChanged(kept.flatMap((pair) => (isSame(pair.before, pair.after) ? [] : [nameOf(pair.after)])));
}

function placeOf({ tab, layout, phone }: DashboardItem): object {
  return { tab, layout, phone };
}

function content<Item extends DashboardItem>(item: Item): Omit<Item, "layout" | "tab" | "phone"> {
  const { layout: _place, tab: _tab, phone: _phone, ...rest } = item;
  return rest;
}
