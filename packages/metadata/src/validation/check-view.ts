import type { Catalog } from "../catalog.ts";
import type { ViewDocument } from "../documents/view.ts";
import { checkCondition, checkEntityExists, checkFieldExists } from "./check-parts.ts";
import { checkViewParts } from "./check-view-parts.ts";
import type { ProblemList } from "./problem.ts";

/** Checks a view: its columns, filter, sort and kanban columns. */
export function checkView(view: ViewDocument, catalog: Catalog, list: ProblemList): void {
  const { entity } = view;
  if (!checkEntityExists("entity", entity, catalog, list)) return;
  view.columns.forEach(({ field }, index) =>
    checkFieldExists(`columns.${index}.field`, { entity, field, rows: true }, catalog, list),
  );
  view.sort?.forEach(({ field }, index) =>
    checkFieldExists(`sort.${index}.field`, { entity, field }, catalog, list),
  );
  checkCondition("filter", view.filter, { entity, catalog }, list);
  view.quickFilters?.forEach((field, index) =>
    checkFieldExists(`quickFilters.${index}`, { entity, field }, catalog, list),
  );
  if (view.columns.length === 0) {
    list.error("columns", "请至少选择一列", "Choose at least one column");
  }
  checkGroupBy(view, catalog, list);
  checkViewParts(view, catalog, list);
}

function checkGroupBy(view: ViewDocument, catalog: Catalog, list: ProblemList): void {
  const { layout, groupBy, entity } = view;
  if (layout === "tree") return checkTree(view, catalog, list);
  if (groupBy === undefined) {
    if (layout === "kanban") {
      list.error("groupBy", "看板需要选择一个按它分列的字段", "A kanban needs a field for its columns");
    }
    return;
  }
  if (!checkFieldExists("groupBy", { entity, field: groupBy }, catalog, list)) return;
  const field = catalog.field(entity, groupBy);
  if (layout !== "kanban") return;
  if (!field || catalog.fieldTypes.kindOf(field) !== "option") {
    list.error(
      "groupBy",
      "看板只能按单选或阶段字段分列",
      "A kanban's columns come from a select or stage field",
    );
  }
}

/** A tree needs a reference of the entity to itself that makes one. */
function checkTree({ groupBy, entity }: ViewDocument, catalog: Catalog, list: ProblemList): void {
  const { fieldTypes } = catalog;
  const trees = (catalog.find("entity", entity)?.fields ?? []).filter(
    (field) => fieldTypes.isTree?.(field) === true && fieldTypes.targetEntity(field) === entity,
  );
  if (trees.length > 0 && (groupBy === undefined || trees.some(({ id }) => id === groupBy))) return;
  list.error(
    "groupBy",
    "树形列表需要一个关联自己并设为上下级关系的字段",
    "A tree needs a reference of the entity to itself that leads up a tree",
  );
}
