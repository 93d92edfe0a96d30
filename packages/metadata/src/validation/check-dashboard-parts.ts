import { isPlainObject } from "@mortise/kit";
import { kindOfField } from "../available-fields.ts";
import type { Catalog } from "../catalog.ts";
import { dashboardItems, entityOfItem, FILTER_KINDS } from "../dashboard-items.ts";
import type { DashboardDocument } from "../documents/dashboard.ts";
import type { DashboardContent, DashboardFilter, DashboardFilterType } from "../documents/dashboard-parts.ts";
import { checkFieldExists, checkName, checkUniqueIds } from "./check-parts.ts";
import type { ProblemList } from "./problem.ts";

/** Characters of a picture, about 450 kB of it: a dashboard is loaded whole. */
const LONGEST_PICTURE = 600_000;
const PICTURE = /^data:image\/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/]+=*$/;

/** Checks what stands around and between the cards of a dashboard: tabs, content, filters. */
export function checkDashboardParts(dashboard: DashboardDocument, catalog: Catalog, list: ProblemList): void {
  const { cards, contents = [], tabs = [], filters = [] } = dashboard;
  checkUniqueIds("tabs", tabs, list);
  checkUniqueIds("contents", contents, list);
  checkUniqueIds("filters", filters, list);
  tabs.forEach(({ name }, index) => checkName(`tabs.${index}.name`, name, list));
  const known = new Set(tabs.map(({ id }) => id));
  for (const [part, items] of Object.entries({ cards, contents })) {
    items.forEach(({ tab }, index) => {
      if (tab === undefined || known.has(tab)) return;
      list.error(
        `${part}.${index}.tab`,
        "所在的标签页已不存在，请移到别的标签页",
        "Its tab does not exist any more; move it to another one",
      );
    });
  }
  contents.forEach((content, index) => checkContent(content, `contents.${index}`, catalog, list));
  filters.forEach((filter, index) => checkFilter(filter, `filters.${index}`, { dashboard, catalog }, list));
}

function checkContent(content: DashboardContent, path: string, catalog: Catalog, list: ProblemList): void {
  const { type, title, image, view } = content;
  if (type === "heading") checkName(`${path}.title`, title ?? { zh: "", en: "" }, list);
  if (type === "image") checkPicture(image, `${path}.image`, list);
  if (type === "records" && (view === undefined || !catalog.find("view", view)))
    list.error(`${path}.view`, "请选择要显示的视图", "Choose the view to show");
}

function checkPicture(image: string | undefined, path: string, list: ProblemList): void {
  if (image === undefined) list.error(path, "请选择图片", "Choose a picture");
  else if (!PICTURE.test(image))
    list.error(
      path,
      "图片格式不支持，请使用 PNG、JPG、GIF 或 WebP",
      "The picture has to be a PNG, JPG, GIF or WebP",
    );
  else if (image.length > LONGEST_PICTURE)
    list.error(
      path,
      "图片太大，请使用 450 KB 以内的图片",
      "The picture is too big; use one of at most 450 kB",
    );
}

function checkFilter(
  filter: DashboardFilter,
  path: string,
  { dashboard, catalog }: { readonly dashboard: DashboardDocument; readonly catalog: Catalog },
  list: ProblemList,
): void {
  checkName(`${path}.name`, filter.name, list);
  const items = new Set(dashboardItems(dashboard).map(({ id }) => id));
  filter.targets.forEach(({ item, field }, index) => {
    const at = `${path}.targets.${index}`;
    if (!items.has(item)) {
      list.error(
        `${at}.item`,
        "筛选器关联的图表已不存在，请取消关联",
        "A card of this filter does not exist any more; take it off",
      );
      return;
    }
    const entity = entityOfItem(dashboard, item, catalog);
    if (entity === undefined || !checkFieldExists(`${at}.field`, { entity, field }, catalog, list)) return;
    const kind = kindOfField(catalog, entity, field);
    if (kind !== undefined && FILTER_KINDS[filter.type].includes(kind)) return;
    list.error(
      `${at}.field`,
      "这个字段不能用于这种筛选器，请选择别的字段",
      "This field does not go with this kind of filter; choose another one",
    );
  });
  if (filter.value !== undefined && !isFilterValue(filter.type, filter.value))
    list.error(`${path}.value`, "默认值不合适，请重新选择", "The default does not fit; choose it again");
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Whether something can be the value of a filter of a type. */
export function isFilterValue(type: DashboardFilterType, value: unknown): boolean {
  if (type === "text") return typeof value === "string";
  if (type !== "period") return Array.isArray(value) && value.every((one) => typeof one === "string");
  if (isPlainObject(value))
    return ["from", "to"].every((edge) => value[edge] === undefined || isDay(value[edge]));
  if (!Array.isArray(value) || value.length === 0 || value.length > 2) return false;
  // Anything may stand in a list that came from outside.
  const [period, count] = value as readonly unknown[];
  return typeof period === "string" && (count === undefined || Number.isInteger(count));
}

function isDay(value: unknown): boolean {
  return typeof value === "string" && DAY.test(value);
}
