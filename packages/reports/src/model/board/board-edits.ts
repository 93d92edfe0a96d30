import { shortKey } from "@mortise/kit";
import {
  type Catalog,
  type DashboardCard,
  type DashboardContent,
  type DashboardContentType,
  type DashboardDocument,
  type DashboardFilter,
  type DashboardFilterType,
  dashboardItems,
  entityOfItem,
  FILTER_KINDS,
  type FilterTarget,
} from "@mortise/metadata";
import { freePlace } from "../compose-card.ts";
import type { DashboardCommand } from "../dashboard-commands.ts";
import { type ReportField, reportFields } from "../report-field.ts";
import { phoneItems } from "./phone-order.ts";

/** A card or other content, as it is put on the clipboard and moved about. */
export type BoardItem = DashboardCard | DashboardContent;

/** Whether an item is a card with figures. */
export function isCard(item: BoardItem): item is DashboardCard {
  return "chart" in item;
}

/** The items of a tab; what names no tab stands on the first. */
export function itemsOnTab(dashboard: DashboardDocument, tab: string | undefined): readonly BoardItem[] {
  const first = dashboard.tabs?.[0]?.id;
  const items: readonly BoardItem[] = [...dashboard.cards, ...(dashboard.contents ?? [])];
  return tab === undefined ? items : items.filter((item) => (item.tab ?? first) === tab);
}

/** Adds an item in the first free place of a tab, bound to the filters that narrow other items over its records. */
export function addItem(
  dashboard: DashboardDocument,
  item: BoardItem,
  place: { readonly tab: string | undefined; readonly catalog: Catalog },
): DashboardCommand {
  const { w, h } = item.layout;
  const { tab: _tab, ...rest } = item;
  const layout = freePlace(itemsOnTab(dashboard, place.tab), { w, h });
  // With another place an item is still of its kind.
  const placed = { ...rest, layout, ...(place.tab === undefined ? {} : { tab: place.tab }) } as BoardItem;
  const adding: DashboardCommand = isCard(placed)
    ? { type: "add", card: placed }
    : { type: "put", list: "contents", part: placed };
  return { type: "many", commands: [adding, ...bindings(dashboard, placed, place.catalog)] };
}

function bindings(
  dashboard: DashboardDocument,
  item: BoardItem,
  catalog: Catalog,
): readonly DashboardCommand[] {
  const entity = isCard(item) ? item.entity : catalog.find("view", item.view ?? "")?.entity;
  if (entity === undefined) return [];
  return (dashboard.filters ?? []).flatMap((filter): readonly DashboardCommand[] => {
    const alike = filter.targets.find((target) => entityOfItem(dashboard, target.item, catalog) === entity);
    if (!alike) return [];
    const targets = [...filter.targets, { item: item.id, field: alike.field }];
    return [{ type: "put", list: "filters", part: { ...filter, targets } }];
  });
}

/** Takes an item off the dashboard, and off the filters that narrow it. */
export function removeItem(dashboard: DashboardDocument, id: string): DashboardCommand {
  const isOne = dashboard.cards.some((card) => card.id === id);
  const unbound = (dashboard.filters ?? []).flatMap((filter): readonly DashboardCommand[] => {
    const targets = filter.targets.filter(({ item }) => item !== id);
    if (targets.length === filter.targets.length) return [];
    return [{ type: "put", list: "filters", part: { ...filter, targets } }];
  });
  return {
    type: "many",
    commands: [isOne ? { type: "remove", id } : { type: "drop", list: "contents", id }, ...unbound],
  };
}

/** Puts a changed item in the place of the one with its id. */
export function replaceItem(item: BoardItem): DashboardCommand {
  return isCard(item) ? { type: "replace", card: item } : { type: "put", list: "contents", part: item };
}

/** A copy of an item with an id of its own. */
export function copyOf(item: BoardItem): BoardItem {
  const id = `${isCard(item) ? "card" : "part"}_${shortKey()}`;
  if (!isCard(item) || !item.title) return { ...item, id };
  return { ...item, id, title: { zh: `${item.title.zh} 副本`, en: `${item.title.en} copy` } };
}

const CONTENT_SIZES: Readonly<Record<DashboardContentType, { readonly w: number; readonly h: number }>> = {
  heading: { w: 12, h: 1 },
  text: { w: 4, h: 5 },
  image: { w: 4, h: 6 },
  records: { w: 6, h: 8 },
};

/** New content to fill in. */
export function newContent(type: DashboardContentType, catalog: Catalog): DashboardContent {
  const view = catalog.all("view")[0]?.id;
  return {
    id: `part_${shortKey()}`,
    type,
    layout: { x: 0, y: 0, ...CONTENT_SIZES[type] },
    ...(type === "heading" ? { title: { zh: "小标题", en: "Heading" } } : {}),
    ...(type === "text" ? { text: { zh: "", en: "" } } : {}),
    ...(type === "records" && view !== undefined ? { view } : {}),
  };
}

/** The fields by which a filter of a type can narrow an item. */
export function filterFields(
  type: DashboardFilterType,
  entity: string | undefined,
  catalog: Catalog,
): readonly ReportField[] {
  if (entity === undefined) return [];
  return reportFields(catalog, entity).filter(({ kind }) => FILTER_KINDS[type].includes(kind));
}

/** Fields that filters most often mean, by type; else the first that fits. */
const USUAL_FIELDS: readonly string[] = ["created_at", "owner"];

/** The field by which a filter would narrow an item: the one it uses on like items, a usual one, else the first. */
export function fittingField(
  filter: DashboardFilter,
  item: string,
  { dashboard, catalog }: { readonly dashboard: DashboardDocument; readonly catalog: Catalog },
): string | undefined {
  const entity = entityOfItem(dashboard, item, catalog);
  const alike = filter.targets.find((target) => entityOfItem(dashboard, target.item, catalog) === entity);
  const fields = filterFields(filter.type, entity, catalog);
  const used = filter.targets.map(({ field }) => field);
  return (
    alike?.field ??
    fields.find(({ id }) => used.includes(id))?.id ??
    fields.find(({ id }) => USUAL_FIELDS.includes(id))?.id ??
    fields[0]?.id
  );
}

/** A new filter over all items that it can narrow, called like the first of its fields. */
export function newFilter(
  type: DashboardFilterType,
  place: { readonly dashboard: DashboardDocument; readonly catalog: Catalog },
): DashboardFilter {
  const empty: DashboardFilter = { id: `filter_${shortKey()}`, type, name: { zh: "", en: "" }, targets: [] };
  const targets = dashboardItems(place.dashboard).flatMap(({ id }): readonly FilterTarget[] => {
    const field = fittingField(empty, id, place);
    return field === undefined ? [] : [{ item: id, field }];
  });
  const [first] = targets;
  const entity = first && entityOfItem(place.dashboard, first.item, place.catalog);
  const name = filterFields(type, entity, place.catalog).find(({ id }) => id === first?.field)?.name;
  return { ...empty, name: name ?? FILTER_NAMES[type], targets };
}

/** What kinds of filters are called. */
export const FILTER_NAMES: Readonly<
  Record<DashboardFilterType, { readonly zh: string; readonly en: string }>
> = {
  period: { zh: "时间", en: "Period" },
  options: { zh: "选项", en: "Options" },
  people: { zh: "人员", en: "People" },
  region: { zh: "地区", en: "Region" },
  text: { zh: "文字", en: "Text" },
};

/** What kinds of content are called. */
export const CONTENT_NAMES: Readonly<
  Record<DashboardContentType, { readonly zh: string; readonly en: string }>
> = {
  heading: { zh: "小标题", en: "Heading" },
  text: { zh: "文字", en: "Text" },
  image: { zh: "图片", en: "Picture" },
  records: { zh: "记录列表", en: "List of records" },
};

/** Moves an item one place up or down on phones: the order that is shown becomes one of its own. */
export function movePhone(
  items: readonly BoardItem[],
  id: string,
  way: -1 | 1,
): DashboardCommand | undefined {
  const shown = phoneItems(items);
  const index = shown.findIndex((item) => item.id === id);
  const other = shown[index + way];
  const moved = shown[index];
  if (!moved || !other) return undefined;
  const order = shown.toSpliced(index, 1).toSpliced(index + way, 0, moved);
  const places = order.map((item, at) => [item.id, { ...item.phone, order: at }] as const);
  return { type: "phone", places: Object.fromEntries(places) };
}

/** Takes a tab away; what stands on it goes to the one before, or the first that is left. */
export function removeTab(dashboard: DashboardDocument, id: string): DashboardCommand {
  const tabs = dashboard.tabs ?? [];
  const index = tabs.findIndex((tab) => tab.id === id);
  const heir = tabs[index === 0 ? 1 : index - 1]?.id;
  const bottom = Math.max(0, ...itemsOnTab(dashboard, heir).map(({ layout }) => layout.y + layout.h));
  const moves = itemsOnTab(dashboard, id).map((item): DashboardCommand => {
    const { tab: _tab, ...rest } = item;
    const layout = heir === undefined ? item.layout : { ...item.layout, y: item.layout.y + bottom };
    // With another tab an item is still of its kind.
    return replaceItem({ ...rest, layout, ...(heir === undefined ? {} : { tab: heir }) } as BoardItem);
  });
  return { type: "many", commands: [...moves, { type: "drop", list: "tabs", id }] };
}
