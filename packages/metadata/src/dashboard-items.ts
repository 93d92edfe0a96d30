import type { ValueKind } from "@mortise/expression";
import type { Catalog } from "./catalog.ts";
import type { DashboardDocument } from "./documents/dashboard.ts";
import type { DashboardFilterType, DashboardItem } from "./documents/dashboard-parts.ts";

/** Everything that stands on a dashboard: its cards, then its other content. */
export function dashboardItems({ cards, contents = [] }: DashboardDocument): readonly DashboardItem[] {
  return [...cards, ...contents];
}

/** The entity whose records an item shows; undefined for those that show none. */
export function entityOfItem(
  dashboard: DashboardDocument,
  item: string,
  catalog: Catalog,
): string | undefined {
  const card = dashboard.cards.find(({ id }) => id === item);
  if (card) return card.entity;
  const view = dashboard.contents?.find(({ id }) => id === item)?.view;
  return view === undefined ? undefined : catalog.find("view", view)?.entity;
}

/** The kinds of fields by which a filter of each type can narrow. */
export const FILTER_KINDS: Readonly<Record<DashboardFilterType, readonly ValueKind[]>> = {
  period: ["date", "datetime"],
  options: ["option", "options", "boolean"],
  people: ["user", "users", "team", "teams"],
  region: ["region"],
  text: ["text"],
};
