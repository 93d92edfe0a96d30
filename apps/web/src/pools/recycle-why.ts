import { recordEnvironment, type WorkPlace } from "@mortise/expression";
import { type CompiledPool, type DateReason, explainDate, recycleDate } from "@mortise/fields";
import { type PoolDocument, type RecycleRule, recycleRuleKey } from "@mortise/metadata";

/** Why a record will be taken back: the rule, what it counts from, and what a follow-up would do. */
export interface RecycleWhy {
  readonly at: Date;
  readonly pool: PoolDocument;
  readonly rule: RecycleRule;
  readonly since: Date;
  /** The last follow-up that counted for this owner. */
  readonly renewed: Date | null;
  /** Which part of the rule gave the date. */
  readonly reason: DateReason;
  /** The date that a follow-up now would give; undefined when it would change nothing. */
  readonly followNow: Date | undefined;
}

/** Works out why a record will be taken back when it says it will; undefined when it is not, or the rules are unknown. */
export function recycleWhy(
  pools: readonly PoolDocument[],
  record: Readonly<Record<string, unknown>>,
  { now, place }: { readonly now: Date; readonly place: WorkPlace },
): RecycleWhy | undefined {
  const at = momentOf(record["recycle_at"]);
  const since = momentOf(record["held_since"]) ?? momentOf(record["created_at"]);
  const found = pools
    .flatMap((pool) => (pool.recycling?.rules ?? []).map((rule) => ({ pool, rule })))
    .find(({ pool, rule }) => recycleRuleKey(pool.id, rule.id) === record["recycle_rule"]);
  if (!at || !since || !found) return undefined;
  const { pool, rule } = found;
  const last = momentOf(record["renewed_at"]);
  const renewed = last && last > since ? last : null;
  const protectedUntil = momentOf(record["protected_until"]);
  const reason = explainDate(rule, { at, since, renewed, protectedUntil }, place);
  return {
    at,
    pool,
    rule,
    since,
    renewed,
    reason,
    followNow: followedNow({ pool, rule, since, at }, now, place),
  };
}

function followedNow(
  { pool, rule, since, at }: Pick<RecycleWhy, "pool" | "rule" | "since" | "at">,
  now: Date,
  place: WorkPlace,
): Date | undefined {
  // Whether the record is exempt from the longest time only the server knows for sure: the earlier date is promised.
  const compiled: CompiledPool = {
    document: pool,
    takes: () => true,
    rules: [{ rule, holds: () => true, isExempt: () => false }],
    entry: [],
  };
  const then = recycleDate(
    compiled,
    recordEnvironment({}, { now, ...place }),
    { since, renewed: now },
    place,
  );
  return rule.renew !== undefined && then && then.at > at ? then.at : undefined;
}

/** A point in time that a record holds; null when it holds none. */
export function momentOf(value: unknown): Date | null {
  return typeof value === "string" && !Number.isNaN(Date.parse(value)) ? new Date(value) : null;
}
