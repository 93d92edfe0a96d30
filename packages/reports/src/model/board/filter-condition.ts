import { type Expression, momentsOfDays, type ValueKind } from "@mortise/expression";
import { isPlainObject, type Json } from "@mortise/kit";
import {
  type Catalog,
  type DashboardDocument,
  type DashboardFilter,
  entityOfItem,
  isFilterValue,
  kindOfField,
} from "@mortise/metadata";
import { joinFilters } from "../drill.ts";

/** In the lists of filters for people: whoever looks, and the teams of whoever looks with all below them. */
export const ME = "$user";
/** See {@link ME}. */
export const MY_TEAMS = "$teams";

/** Two days, both inside; open on a side without one. */
export interface DayRange {
  readonly from?: string;
  readonly to?: string;
}

/** What a field of a kind has to be for a filter that is set to a value; undefined when the value narrows nothing. */
export function filterCondition(
  filter: Pick<DashboardFilter, "type">,
  value: Json | undefined,
  field: { readonly id: string; readonly kind: ValueKind; readonly timeZone: string },
): Expression | undefined {
  if (value === undefined || value === null || !isFilterValue(filter.type, value)) return undefined;
  const path = { var: field.id };
  if (typeof value === "string") return value.trim() === "" ? undefined : { contains: [path, value.trim()] };
  if (isPlainObject(value)) return daysCondition(value, field); // two days, as `isFilterValue` made sure
  // What remains are lists.
  const list = value as readonly Json[];
  if (list.length === 0) return undefined;
  if (filter.type === "period") return { inPeriod: [path, ...list] };
  const keys = list.filter((key): key is string => typeof key === "string");
  return anyOf(keysConditions(keys, field));
}

function daysCondition(
  { from, to }: DayRange,
  { id, kind, timeZone }: { readonly id: string; readonly kind: ValueKind; readonly timeZone: string },
): Expression | undefined {
  const path = { var: id };
  if (kind === "date") {
    return joinFilters(
      from === undefined ? undefined : { ">=": [path, from] },
      to === undefined ? undefined : { "<=": [path, to] },
    );
  }
  const moments = momentsOfDays({ from: from ?? to ?? "", until: to ?? from ?? "" }, timeZone);
  return joinFilters(
    from === undefined ? undefined : { ">=": [path, moments.from] },
    to === undefined ? undefined : { "<": [path, moments.until] },
  );
}

function keysConditions(
  keys: readonly string[],
  { id, kind }: { readonly id: string; readonly kind: ValueKind },
): readonly Expression[] {
  const path = { var: id };
  if (kind === "region") return keys.map((key) => ({ within: [path, key] }));
  if (kind === "boolean") return keys.map((key) => ({ "==": [path, key === "true"] }));
  if (LISTS.includes(kind)) {
    return keys.map((key) => ({ contains: [path, key === ME ? { var: ME } : key] }));
  }
  const given = keys.filter((key) => key !== ME && key !== MY_TEAMS);
  const team = kind === "user" ? { var: `${id}.team` } : path;
  return [
    ...(given.length > 0 ? [{ in: [path, given] }] : []),
    ...(keys.includes(ME) ? [{ "==": [path, { var: ME }] }] : []),
    ...(keys.includes(MY_TEAMS) ? [{ within: [team, { var: MY_TEAMS }] }] : []),
  ];
}

const LISTS: readonly ValueKind[] = ["options", "users", "teams"];

function anyOf(conditions: readonly Expression[]): Expression | undefined {
  return conditions.length > 1 ? { or: conditions } : conditions[0];
}

/** What is chosen in the bar, by filter; filters that are not named stand at what they begin with, null means none. */
export type FilterChoices = Readonly<Record<string, Json>>;

/** What a filter is set to. */
export function chosenValue(filter: DashboardFilter, choices: FilterChoices): Json | undefined {
  return Object.hasOwn(choices, filter.id) ? choices[filter.id] : filter.value;
}

/** What a dashboard and its reader give to conditions. */
export interface FilterPlace {
  readonly dashboard: DashboardDocument;
  readonly catalog: Catalog;
  readonly timeZone: string;
}

/** The condition that the bar puts on one item; undefined when it leaves the item alone. */
export function itemFilter(
  item: string,
  choices: FilterChoices,
  { dashboard, catalog, timeZone }: FilterPlace,
  without?: string,
): Expression | undefined {
  const entity = entityOfItem(dashboard, item, catalog);
  if (entity === undefined) return undefined;
  const parts = (dashboard.filters ?? []).flatMap((filter) => {
    const target = filter.targets.find((one) => one.item === item);
    const kind = target && kindOfField(catalog, entity, target.field);
    if (!target || kind === undefined || filter.id === without) return [];
    return filterCondition(filter, chosenValue(filter, choices), { id: target.field, kind, timeZone }) ?? [];
  });
  return joinFilters(...parts);
}
