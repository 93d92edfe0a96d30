import type { ChartPoint } from "@mortise/contract";
import { replaceVariables, type Expression } from "@mortise/expression";
import {
  type Catalog,
  type DashboardCard,
  type DashboardDocument,
  dashboardItems,
  entityOfItem,
  type FieldDefinition,
  kindOfField,
} from "@mortise/metadata";
import { canonicalJson } from "@mortise/kit";
import type { CrossFilter } from "./board-state.ts";
import { groupFilter } from "./explore.ts";

/**
 * How a group of one card narrows the others: by its own condition where they are over the same records, and by the
 * field that says the same where they are over others. Fields say the same when a filter of the bar binds both, or when
 * they have one id, one kind and the same settings (owner, region).
 */
export function crossFilter(
  card: DashboardCard,
  point: ChartPoint,
  { dashboard, catalog }: { readonly dashboard: DashboardDocument; readonly catalog: Catalog },
): CrossFilter | undefined {
  const own = groupFilter(point);
  if (own === undefined || card.dimensions.length === 0 || point.reached) return undefined;
  const filters: Record<string, Expression> = { [card.entity]: own };
  for (const { id } of dashboardItems(dashboard)) {
    const entity = entityOfItem(dashboard, id, catalog);
    if (entity === undefined || Object.hasOwn(filters, entity)) continue;
    const names = new Map<string, string>();
    for (const { field } of card.dimensions) {
      const same = sameField(card, { field, entity, item: id }, { dashboard, catalog });
      if (same !== undefined) names.set(field, same);
    }
    if (names.size < card.dimensions.length) continue;
    filters[entity] = replaceVariables(own, (path) => names.get(path));
  }
  return { card: card.id, label: point.labels.join(" / "), filters };
}

function sameField(
  card: DashboardCard,
  { field, entity, item }: { readonly field: string; readonly entity: string; readonly item: string },
  { dashboard, catalog }: { readonly dashboard: DashboardDocument; readonly catalog: Catalog },
): string | undefined {
  for (const { targets } of dashboard.filters ?? []) {
    const isOurs = targets.some((target) => target.item === card.id && target.field === field);
    const theirs = targets.find((target) => target.item === item);
    if (isOurs && theirs) return theirs.field;
  }
  const kind = kindOfField(catalog, card.entity, field);
  if (kind === undefined || kindOfField(catalog, entity, field) !== kind) return undefined;
  const [mine, other] = [catalog.field(card.entity, field), catalog.field(entity, field)];
  return settingsOf(mine) === settingsOf(other) ? field : undefined;
}

/** Options and targets: keys of one list mean nothing in another. */
function settingsOf(field: FieldDefinition | undefined): string {
  return canonicalJson(field?.settings ?? null);
}
