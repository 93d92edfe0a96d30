import { fieldName } from "../available-fields.ts";
import { quotedAs } from "../document-name.ts";
import type { ViewDocument } from "../documents/view.ts";
import { type ChangeList, changedProperties, compareLists, isSame, type PropertyNames } from "./change.ts";
import type { DiffContext } from "./diff-context.ts";

const PROPERTIES: PropertyNames<ViewDocument> = {
  entity: { zh: "实体", en: "entity" },
  layout: { zh: "布局", en: "layout" },
  filter: { zh: "筛选条件", en: "filter" },
  sort: { zh: "排序", en: "sorting" },
  groupBy: { zh: "看板分列、树的层级或分组", en: "kanban columns, levels of the tree or groups" },
  dates: { zh: "日历与甘特图的日期", en: "dates of calendar and gantt" },
  gallery: { zh: "画廊卡片", en: "gallery cards" },
  map: { zh: "地图上的位置", en: "place on the map" },
  colors: { zh: "按条件着色", en: "colours by rule" },
  rowHeight: { zh: "行高", en: "row height" },
  frozen: { zh: "冻结列", en: "frozen columns" },
  quickFilters: { zh: "快速筛选", en: "quick filters" },
};

/** Changes of a view: its columns, filter, sorting and layout. */
export function diffView(
  before: ViewDocument,
  after: ViewDocument,
  list: ChangeList,
  context: DiffContext,
): void {
  const columns = compareLists(before.columns, after.columns, ({ field }) => field);
  const entities = { before: before.entity, after: after.entity };
  list.addParts(columns, {
    nameOf: ({ field }, state) =>
      quotedAs({ zh: "列", en: "column" }, fieldName(context[state], entities[state], field)),
    subjectOf: ({ field }) => ({ part: "column", field }),
    gone: "移除",
  });
  const resized = columns.kept.some((pair) => !isSame(pair.before, pair.after));
  list.addChanged([
    ...changedProperties(before, after, PROPERTIES),
    ...(columns.reordered ? [{ zh: "列顺序", en: "column order" }] : []),
    ...(resized ? [{ zh: "列宽", en: "column width" }] : []),
  ]);
}
