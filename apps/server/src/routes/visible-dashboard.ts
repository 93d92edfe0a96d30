import {
  type Catalog,
  type DashboardDocument,
  type DashboardFilter,
  dashboardItems,
  entityOfItem,
} from "@mortise/metadata";
import type { EntityVisibility } from "./entity-visibility.ts";

/** The part of a dashboard whose records an actor may read; filters narrow by fields only that the actor sees. */
export function visibleDashboard(
  dashboard: DashboardDocument,
  catalog: Catalog,
  permissions: Readonly<Record<string, EntityVisibility>>,
): DashboardDocument {
  const isOpen = (entity: string): boolean => permissions[entity]?.read === true;
  const { contents, filters } = dashboard;
  const kept: DashboardDocument = {
    ...dashboard,
    cards: dashboard.cards.filter((card) => isOpen(card.entity)),
    ...(contents
      ? {
          contents: contents.filter(
            ({ id, view }) => view === undefined || isOpen(entityOfItem(dashboard, id, catalog) ?? ""),
          ),
        }
      : {}),
  };
  if (!filters) return kept;
  const ids = new Set(dashboardItems(kept).map(({ id }) => id));
  const targets = (filter: DashboardFilter) =>
    filter.targets.filter(({ item, field }) => {
      const entity = entityOfItem(dashboard, item, catalog) ?? "";
      return ids.has(item) && permissions[entity]?.fields[field] !== "hidden";
    });
  return {
    ...kept,
    filters: filters
      .map((filter) => ({ ...filter, targets: targets(filter) }))
      .filter((filter) => filter.targets.length > 0),
  };
}
