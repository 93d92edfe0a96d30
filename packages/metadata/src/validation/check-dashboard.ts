import type { Catalog } from "../catalog.ts";
import type { DashboardCard, DashboardDocument } from "../documents/dashboard.ts";
import { checkDashboardParts } from "./check-dashboard-parts.ts";
import { checkEntityExists, checkName, checkUniqueIds } from "./check-parts.ts";
import { checkReportQuery } from "./check-report-query.ts";
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
  checkReportQuery(card, path, catalog, list);
  const known = new Set([
    ...[...card.dimensions, ...(card.columns ?? [])].map(({ field }) => field),
    ...card.measures.map(({ id }) => id),
  ]);
  card.sort?.forEach(({ field }, index) => {
    if (known.has(field)) return;
    list.error(
      `${path}.sort.${index}`,
      "只能按卡片上的维度或指标排序",
      "Sort by a dimension or measure of the card",
    );
  });
}
