import { recordEnvironment, type Value, type WorkPlace } from "@mortise/expression";
import { compilePools, recycleDate, wallTime } from "@mortise/fields";
import type { LocalizedText } from "@mortise/kit";
import type { Catalog } from "@mortise/metadata";
import type { DecisionDetail } from "../decision.ts";
import { keyOfRule, RECYCLE_FACTS, recycleWhy, type SaidFact } from "./recycle-reason.ts";

/** A decision of a pool as it was kept: the facts of the record, and when it was made. */
export interface KeptRecycle {
  readonly entity: string;
  readonly at: string;
  readonly values: Readonly<Record<string, Value>>;
  /** Where the record went: who owned it then, and in which pool it lay. */
  readonly outcome: { readonly owner: string | null; readonly pool: string };
}

/** The decision made again. */
export interface RemadeRecycle {
  readonly kind: "recycle";
  readonly why: LocalizedText;
  readonly details: readonly DecisionDetail[];
}

/** By which calendar, and how people were called then. */
export interface RecycleSurroundings {
  readonly place: WorkPlace;
  readonly nameOf: (user: string) => string;
}

/**
 * Makes the decision of a pool again from what it was made from: the same rules over the same facts take the record at
 * the same date. Undefined when they would not have taken it.
 */
export function redecideRecycle(
  catalog: Catalog,
  { entity, at, values, outcome }: KeptRecycle,
  { place, nameOf }: RecycleSurroundings,
): RemadeRecycle | undefined {
  const pools = compilePools(catalog, entity);
  const pool = pools?.find(values["pool"]);
  const target = pools?.find(outcome.pool);
  const since = values["held_since"] ?? values["created_at"];
  if (!pool || !target || typeof since !== "string") return undefined;
  const renewed = values["renewed_at"];
  const facts = { since: new Date(since), renewed: typeof renewed === "string" ? new Date(renewed) : null };
  const record = recordEnvironment(values, { now: new Date(at), ...place });
  const found = recycleDate(pool, record, facts, place);
  const { rule } = found?.rule ?? {};
  const held = values["recycle_at"];
  // A grace may have put the date off; never forward.
  const isDue =
    found && typeof held === "string" && found.at <= new Date(held) && new Date(held) <= new Date(at);
  if (!rule || !isDue || keyOfRule(pool.document, rule) !== values["recycle_rule"]) return undefined;
  const way = { rule, target: target.document, toOwner: outcome.owner !== null };
  return {
    kind: "recycle",
    why: recycleWhy(pool.document, way),
    details: RECYCLE_FACTS.flatMap((fact) => {
      const value = values[fact.field];
      if (typeof value !== "string") return [];
      const text = said(fact, value, { place, nameOf });
      return [
        { field: fact.field, label: fact.label, value: { zh: text, en: text }, decisive: fact.decisive },
      ];
    }),
  };
}

const pad = (number: number): string => String(number).padStart(2, "0");

function said({ kind }: SaidFact, value: string, { place, nameOf }: RecycleSurroundings): string {
  if (kind === "person") return nameOf(value);
  const { year, month, day, hour, minute } = wallTime(new Date(value), place.timeZone);
  return `${year}-${pad(month)}-${pad(day)} ${pad(hour)}:${pad(minute)}`;
}
