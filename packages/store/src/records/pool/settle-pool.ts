import { dueAfter, type Value } from "@mortise/expression";
import {
  type CompiledPool,
  fairDate,
  nextLook,
  type PoolState,
  protectionOf,
  recycleDate,
} from "@mortise/fields";
import type { EntityModel } from "../model/entity-model.ts";
import type { Values } from "../model/row-values.ts";
import type { Write } from "../session/write-session.ts";
import { sameValue } from "../validation/same-value.ts";
import { type PoolRules, poolRules } from "./pool-rules.ts";

/** A change of rules or values that says nothing else takes nothing back sooner than so. */
const USUAL_GRACE = "1d";

/** A record as it was, if it was, and as it shall be. */
export interface Settling {
  readonly before?: Readonly<Record<string, Value>>;
  readonly after: Values;
}

/** What the dates of a record are worked out against. */
export interface DateMoment {
  readonly now: Date;
  /** Whether the rule of the record's date was in force before; else the owner could not know. */
  readonly isKnown?: (rule: string) => boolean;
  /** Dates begin anew: the record comes out of the recycle bin. */
  readonly isRestored?: boolean;
  /** The rules are others now, so the next look is worked out though nothing happened to the record. */
  readonly looksAnew?: boolean;
}

/**
 * What pools know of a record, brought up to date with a write: its pool, since when it has been with its owner or in
 * the pool, the last counted follow-up, and from these the date on which it is taken back. Every path that changes
 * records comes through here, so no owner is missed. Answers the values as they shall be, the same ones when nothing is
 * to be done; asked again it answers the same.
 */
export function settledByPools(
  write: Write,
  model: EntityModel,
  { before, after }: Settling,
  moment: Omit<DateMoment, "now"> = {},
): Values {
  const rules = poolRules(model);
  if (!rules) return after;
  const next = { ...after };
  const { now } = write.session;
  if (write.cause.type === "undo") keepRestoredFacts(rules, { before, next, now });
  else keepFacts(rules, model, { before, next, now });
  keepDates(rules, { before, next }, { now, ...moment });
  return next;
}

interface Keeping {
  readonly before: Readonly<Record<string, Value>> | undefined;
  readonly next: Values;
  readonly now: Date;
}

/** Undoing brings facts back as they were; what was not kept then begins now. */
function keepRestoredFacts(rules: PoolRules, { before, next, now }: Keeping): void {
  if (!rules.find(next["pool"])) next["pool"] = rules.choose(rules.see(next, now)).document.id;
  const isOwned = typeof next["owner"] === "string";
  if (next["owner"] === (before?.["owner"] ?? null)) return;
  if (isOwned) next["held_since"] ??= now.toISOString();
  else next["pooled_at"] ??= now.toISOString();
}

function keepFacts(rules: PoolRules, model: EntityModel, keeping: Keeping): void {
  const { before, next, now } = keeping;
  const moment = now.toISOString();
  if (!rules.find(next["pool"])) next["pool"] = rules.choose(rules.see(next, now)).document.id;
  const owner = next["owner"] ?? null;
  if (!before) {
    if (owner === null) next["pooled_at"] ??= moment;
    else next["held_since"] ??= moment;
    return;
  }
  const former = before["owner"] ?? null;
  if (owner === former) {
    if (owner === null && next["pool"] !== before["pool"]) next["pooled_at"] = moment;
    if (owner !== null && isRenewed(rules, model, keeping)) next["renewed_at"] = moment;
    return;
  }
  if (former !== null) next["previous_owner"] = former;
  next["held_since"] = owner === null ? null : moment;
  if (owner !== null) return;
  next["pooled_at"] = moment;
  enter(rules, keeping);
}

/** A field that counts as a follow-up was given a value. */
function isRenewed(rules: PoolRules, model: EntityModel, { before, next }: Keeping): boolean {
  const fields = rules.find(next["pool"])?.document.renewedBy?.fields ?? [];
  return fields.some((id) => {
    const field = model.field(id);
    return field && (next[id] ?? null) !== null && !sameValue(before?.[id], next[id], field);
  });
}

/** The values of entry, worked out from the record as it was: asked again they are the same. */
function enter(rules: PoolRules, { before = {}, next, now }: Keeping): void {
  const record = rules.see(before, now);
  for (const { field, value } of rules.find(next["pool"])?.entry ?? []) next[field] = value.evaluate(record);
}

/** Works the dates of a record out, over what is known of it. */
export function keepDates(
  rules: PoolRules,
  { before, next }: { readonly before?: Readonly<Record<string, Value>> | undefined; readonly next: Values },
  moment: DateMoment,
): void {
  const pool = rules.find(next["pool"]);
  const since = dateAt(next, "held_since") ?? dateAt(next, "created_at");
  const isOwned = typeof next["owner"] === "string" && pool !== undefined && since !== null;
  const dates = isOwned ? ownedDates(rules, { pool, since, before, next }, moment) : NO_DATES;
  next["recycle_at"] = dates.at?.toISOString() ?? null;
  next["recycle_rule"] = dates.rule;
  next["protected_until"] = dates.protection?.toISOString() ?? null;
  next["pool_due_at"] = pool ? dueAt(rules, { pool, before, next }, moment) : null;
}

interface Dates {
  readonly at: Date | null;
  readonly rule: string | null;
  readonly protection: Date | null;
}

const NO_DATES: Dates = { at: null, rule: null, protection: null };

interface Held {
  readonly pool: CompiledPool;
  readonly since: Date;
  readonly before?: Readonly<Record<string, Value>> | undefined;
  readonly next: Values;
}

function ownedDates(
  rules: PoolRules,
  { pool, since, before, next }: Held,
  { now, isKnown, isRestored }: DateMoment,
): Dates {
  const place = rules.place();
  const protection = protectionOf(pool, since, place);
  const facts = { since, renewed: dateAt(next, "renewed_at") };
  const found = recycleDate(pool, rules.see(next, now), facts, place);
  if (!found) return { ...NO_DATES, protection };
  const isSame = before !== undefined && before["owner"] === next["owner"] && isRestored !== true;
  const held = isSame ? dateAt(before, "recycle_at") : null;
  const grace = dueAfter(pool.document.recycling?.grace ?? USUAL_GRACE, now, place) ?? now;
  const isExpected = isKnown ? isKnown(found.key) : since.getTime() === now.getTime();
  return { at: fairDate(found.at, { held, now, grace, isExpected }), rule: found.key, protection };
}

/** When the pool looks at the record next. A look that is due already is not lost by a write that changes nothing of it. */
function dueAt(
  rules: PoolRules,
  { pool, before, next }: Omit<Held, "since">,
  { now, isRestored, looksAnew }: DateMoment,
): string | null {
  const open = before?.["pool_due_at"] ?? null;
  const isSame =
    before !== undefined &&
    isRestored !== true &&
    looksAnew !== true &&
    ["owner", "pool", "recycle_at", "renewed_at", "held_since", "pooled_at"].every(
      (id) => (before[id] ?? null) === (next[id] ?? null),
    );
  if (isSame && typeof open === "string") return open;
  const look = nextLook(pool.document, stateOf(next), { after: now, place: rules.place() });
  return look?.toISOString() ?? null;
}

/** What people hear of a record follows from these values. */
export function stateOf(values: Readonly<Record<string, Value>>): PoolState {
  const owner = values["owner"];
  return {
    owner: typeof owner === "string" ? owner : null,
    since: dateAt(values, "held_since"),
    renewed: dateAt(values, "renewed_at"),
    pooled: dateAt(values, "pooled_at"),
    recycleAt: dateAt(values, "recycle_at"),
  };
}

function dateAt(values: Readonly<Record<string, Value>>, field: string): Date | null {
  const value = values[field];
  return typeof value === "string" ? new Date(value) : null;
}
