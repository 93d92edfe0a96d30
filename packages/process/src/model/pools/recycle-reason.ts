import type { LocalizedText } from "@mortise/kit";
import { type PoolDocument, type RecycleRule, recycleRuleKey } from "@mortise/metadata";

/** Where a rule sent records. */
export interface RecycleWay {
  readonly rule: RecycleRule;
  /** The pool they went into; where they stay when they went to a manager. */
  readonly target: PoolDocument;
  readonly toOwner: boolean;
}

/** Why a pool took records back, in one sentence: the same for all that went the same way. */
export function recycleWhy(pool: PoolDocument, { rule, target, toOwner }: RecycleWay): LocalizedText {
  const [of, by, into] = [named(pool.name), named(rule.name), named(target.name)];
  return toOwner
    ? {
        zh: `按“${of.zh}”的回收规则“${by.zh}”收回，转给主管`,
        en: `Taken back by the rule “${by.en}” of “${of.en}” and given to the manager`,
      }
    : {
        zh: `按“${of.zh}”的回收规则“${by.zh}”收回，放入“${into.zh}”`,
        en: `Taken back by the rule “${by.en}” of “${of.en}” into “${into.en}”`,
      };
}

/** A fact that a record was taken back by, and how it is said. */
export interface SaidFact {
  readonly field: string;
  readonly label: LocalizedText;
  readonly kind: "moment" | "person";
  readonly decisive: boolean;
}

/** What is said of each record that is taken back: whose it was, since when, the last follow-up, and the date. */
export const RECYCLE_FACTS: readonly SaidFact[] = [
  { field: "owner", label: { zh: "前负责人", en: "Previous owner" }, kind: "person", decisive: false },
  { field: "held_since", label: { zh: "负责起始时间", en: "Held since" }, kind: "moment", decisive: false },
  {
    field: "renewed_at",
    label: { zh: "最近有效跟进", en: "Last counted follow-up" },
    kind: "moment",
    decisive: false,
  },
  { field: "recycle_at", label: { zh: "回收时间", en: "Due" }, kind: "moment", decisive: true },
];

/** How a rule of a pool is told apart from those of others. */
export function keyOfRule(pool: PoolDocument, rule: RecycleRule): string {
  return recycleRuleKey(pool.id, rule.id);
}

function named(name: LocalizedText): LocalizedText {
  return { zh: name.zh || name.en, en: name.en || name.zh };
}
