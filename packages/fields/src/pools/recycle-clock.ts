import { dueAfter, type Environment, type WorkPlace } from "@mortise/expression";
import { recycleRuleKey } from "@mortise/metadata";
import type { CompiledPool, CompiledRecycleRule } from "./compiled-pools.ts";

/** Zone by whose days the rules of pools count. */
export const POOL_ZONE = "Asia/Shanghai";

/** What the dates of a record in its owner's hands are worked out from. */
export interface HoldFacts {
  /** When it came to its owner. */
  readonly since: Date;
  /** The last counted follow-up; of an earlier owner too, which then does not count. */
  readonly renewed: Date | null;
}

/** When a record is taken back, and by which rule. */
export interface RecycleDate {
  readonly at: Date;
  readonly rule: CompiledRecycleRule;
  /** How the rule is named in the field `recycle_rule`. */
  readonly key: string;
}

/** Until when the record is neither taken back nor deleted; null without protection. */
export function protectionOf({ document }: CompiledPool, since: Date, place: WorkPlace): Date | null {
  return document.protection === undefined ? null : (dueAfter(document.protection, since, place) ?? null);
}

/**
 * When the rules of its pool take a record back: the earliest date of those that concern it; undefined when none does.
 * It follows from the facts alone, so it is the same whenever it is worked out, and however often.
 */
export function recycleDate(
  pool: CompiledPool,
  record: Environment,
  facts: HoldFacts,
  place: WorkPlace,
): RecycleDate | undefined {
  const protection = protectionOf(pool, facts.since, place);
  let earliest: RecycleDate | undefined;
  for (const rule of pool.rules) {
    if (!rule.holds(record)) continue;
    const at = dateOf(rule, record, { facts, protection, place });
    if (at && (!earliest || at < earliest.at))
      earliest = { at, rule, key: recycleRuleKey(pool.document.id, rule.rule.id) };
  }
  return earliest;
}

interface Circumstances {
  readonly facts: HoldFacts;
  readonly protection: Date | null;
  readonly place: WorkPlace;
}

/** Follow-ups put the date off and never forward; `longest` ends that, unless the record is exempt. */
function dateOf(
  { rule, isExempt }: CompiledRecycleRule,
  record: Environment,
  { facts: { since, renewed }, protection, place }: Circumstances,
): Date | undefined {
  const first = dueAfter(rule.after, since, place);
  if (!first) return undefined;
  const counts = rule.renew !== undefined && renewed !== null && renewed > since;
  const again = counts ? dueAfter(rule.renew ?? "", renewed, place) : undefined;
  const date = latest(first, again, protection ?? undefined);
  const longest = rule.longest === undefined ? undefined : dueAfter(rule.longest, since, place);
  return longest && longest < date && !isExempt(record) ? longest : date;
}

function latest(first: Date, ...others: readonly (Date | undefined)[]): Date {
  return others.reduce<Date>((last, other) => (other && other > last ? other : last), first);
}

/** What a new date is held against. */
export interface DateBefore {
  /** The date that held until now; null when there was none. */
  readonly held: Date | null;
  readonly now: Date;
  /** The end of the grace. */
  readonly grace: Date;
  /** The owner could count on the date: it begins with this ownership, or its rule was in force before. */
  readonly isExpected: boolean;
}

/**
 * The date that holds from now on. A change of rules or values takes nothing back at once but gives the grace, and gives
 * it once; a date that was known all along stays as it is, also when it has passed meanwhile.
 */
export function fairDate(at: Date, { held, now, grace, isExpected }: DateBefore): Date {
  if (held !== null && held <= at) return at;
  if (at >= (isExpected ? now : grace)) return at;
  return held !== null && held < grace ? held : grace;
}
