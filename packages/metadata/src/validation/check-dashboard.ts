import { kindOfField } from "../available-fields.ts";
import type { Catalog } from "../catalog.ts";
import type { DashboardCard, DashboardDocument, Dimension, Measure } from "../documents/dashboard.ts";
import { checkDashboardParts } from "./check-dashboard-parts.ts";
import {
  checkCondition,
  checkEntityExists,
  checkFieldExists,
  checkName,
  checkUniqueIds,
} from "./check-parts.ts";
import type { ProblemList } from "./problem.ts";

const COLUMNS = 12;

/** Checks a dashboard: fields, measures, filters and places of its cards; chart settings are the report engine's. */
export function checkDashboard(dashboard: DashboardDocument, catalog: Catalog, list: ProblemList): void {
  checkUniqueIds("cards", dashboard.cards, list);
  checkDashboardParts(dashboard, catalog, list);
  dashboard.cards.forEach((card, index) => checkCard(card, `cards.${index}`, catalog, list));
}

function checkCard(card: DashboardCard, path: string, catalog: Catalog, list: ProblemList): void {
  const { entity } = card;
  checkName(`${path}.title`, card.title, list);
  const { x, w, h } = card.layout;
  if (w < 1 || h < 1 || x + w > COLUMNS) {
    list.error(
      `${path}.layout`,
      "卡片超出了画布范围，请调整位置或大小",
      "The card leaves the canvas; move or resize it",
    );
  }
  if (!checkEntityExists(`${path}.entity`, entity, catalog, list)) return;
  checkUniqueIds(`${path}.measures`, card.measures, list);
  card.dimensions.forEach((dimension, index) =>
    checkDimension(dimension, `${path}.dimensions.${index}`, { entity, catalog }, list),
  );
  card.measures.forEach((measure, index) =>
    checkMeasure(measure, `${path}.measures.${index}`, { entity, catalog }, list),
  );
  checkCondition(`${path}.filter`, card.filter, { entity, catalog }, list);
  const known = new Set([...card.dimensions.map(({ field }) => field), ...card.measures.map(({ id }) => id)]);
  card.sort?.forEach(({ field }, index) => {
    if (known.has(field)) return;
    list.error(
      `${path}.sort.${index}`,
      "只能按卡片上的维度或指标排序",
      "Sort by a dimension or measure of the card",
    );
  });
}

interface CardPlace {
  readonly entity: string;
  readonly catalog: Catalog;
}

function checkDimension(dimension: Dimension, path: string, place: CardPlace, list: ProblemList): void {
  const { field, grain, level } = dimension;
  const { entity, catalog } = place;
  if (!checkFieldExists(`${path}.field`, { entity, field }, catalog, list)) return;
  const kind = kindOfField(catalog, entity, field);
  if (grain !== undefined && kind !== "date" && kind !== "datetime") {
    list.error(
      `${path}.grain`,
      "只有日期字段才能按年月日分组",
      "Only dates can be grouped by year, month or day",
    );
  }
  if (level !== undefined && kind !== "region") {
    list.error(
      `${path}.level`,
      "只有地区字段才能按省市区分组",
      "Only regions can be grouped by province or city",
    );
  }
}

function checkMeasure(
  measure: Measure,
  path: string,
  { entity, catalog }: CardPlace,
  list: ProblemList,
): void {
  checkCondition(`${path}.filter`, measure.filter, { entity, catalog }, list);
  const { field } = measure;
  if (field === undefined) {
    if (measure.function !== "count") {
      list.error(`${path}.field`, "请选择要汇总的字段", "Choose the field to sum up");
    }
    return;
  }
  if (!checkFieldExists(`${path}.field`, { entity, field }, catalog, list)) return;
  const numeric = measure.function === "sum" || measure.function === "avg";
  const kind = kindOfField(catalog, entity, field);
  if (numeric && kind !== "number" && kind !== "duration") {
    list.error(
      `${path}.field`,
      "求和与平均只能用于数字和时长字段",
      "Sum and average need a number or a duration",
    );
  }
}
