import type { Expression } from "@mortise/expression";
import { canonicalJson } from "@mortise/kit";
import type { Values } from "./effect.ts";
import { flowEnvironment, type FlowMoment } from "./flow-environment.ts";
import type { RunningFlow } from "./running-flow.ts";

export type { Held } from "./tally.ts";

/** What is counted, for each person, of the records that they own. */
export interface Load {
  readonly entity: string;
  /** Only records that meet it count. */
  readonly when?: Expression | undefined;
  /** The field whose values are added up; without it every record counts for one. */
  readonly sum?: string | undefined;
}

/** Under what key a load is kept. */
export function loadKey({ entity, when, sum }: Load): string {
  const key = `${entity} ${canonicalJson(when ?? null)}`;
  return sum === undefined ? key : `${key} ${sum}`;
}

/** How much a record counts for whoever owns it. */
export function amountOf(flow: RunningFlow, load: Load, record: Values, moment: FlowMoment): number {
  const { when, sum } = load;
  if (when !== undefined && !flow.test(when, flowEnvironment(record, moment))) return 0;
  if (sum === undefined) return 1;
  const value = Number(record[sum] ?? 0);
  return Number.isFinite(value) ? value : 0;
}

/** Places after the point that sums keep, so that they come out the same in whatever order they were added up. */
const PLACES = 1_000_000;

/** Adds to what somebody holds. */
export function addTo(held: Record<string, number>, person: string, amount: number): void {
  held[person] = Math.round(((held[person] ?? 0) + amount) * PLACES) / PLACES;
}
