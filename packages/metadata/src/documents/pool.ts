import type { Expression } from "@mortise/expression";
import type { LocalizedText } from "@mortise/kit";
import type { DocumentBase } from "./document-base.ts";

/** Who belongs to something: named people, and teams with all teams below them. */
export interface PoolPeople {
  readonly users?: readonly string[];
  readonly teams?: readonly string[];
}

/** How many records somebody may hold. Several caps hold together, so the lowest wins. */
export interface HoldCap {
  readonly id: string;
  readonly limit: number;
  /** Whom it concerns; everybody when absent. */
  readonly people?: PoolPeople;
  /** Whose records are counted: the person's own, or those of all members of the person's main team. */
  readonly per: "person" | "team";
  /** Records of this pool, or of all pools of the entity. */
  readonly over: "pool" | "entity";
  /** Converted, lost and invalid records count too; they do not when absent. */
  readonly countsEnded?: boolean;
  /** Counts only records that meet it. */
  readonly when?: Expression;
}

/** Where a record goes when its time with the owner is over. */
export type RecycleTarget =
  /** Into a pool; into the one that takes such records when none is named. */
  | { readonly kind: "pool"; readonly pool?: string }
  /** To the owner's manager, as the owner; into the pool when there is none. */
  | { readonly kind: "manager" }
  /** Into the pool, from where a flow assigns it anew. */
  | { readonly kind: "flow"; readonly flow: string };

/** When a record is taken back from its owner. Durations are written `10d`, `8wh`, `3wd`. */
export interface RecycleRule {
  readonly id: string;
  readonly name: LocalizedText;
  /** Which records; all when absent. Records that no rule concerns stay with their owner. */
  readonly when?: Expression;
  /** How long after it came to its owner. */
  readonly after: string;
  /** A counted follow-up puts the date off to so long after it; nothing puts it off when absent. */
  readonly renew?: string;
  /** The longest it stays with one owner, however often it is followed up. */
  readonly longest?: string;
  /** Records for which `longest` does not hold. */
  readonly exempt?: Expression;
  readonly to: RecycleTarget;
}

/** Records of another entity that count as a follow-up of the record which their field names. */
export interface RenewingRecords {
  readonly entity: string;
  readonly field: string;
}

/**
 * One public pool of an entity: which records come into it, who may take them, how many, for how long, and when they
 * come back. A record belongs to one pool also while somebody owns it: the rules of that pool hold for it.
 */
export interface PoolDocument extends DocumentBase<"pool"> {
  readonly entity: string;
  /** Pools are asked in this order whether they take a record. */
  readonly order: number;
  /** Records that come into it by themselves; whatever no other pool takes when absent. */
  readonly takes?: Expression;
  /** They hear of what waits too long, assign records, and see the pool also when they are no members. */
  readonly admins?: PoolPeople;
  /** Who sees its records and may claim them; everybody whose role reaches the pool when absent. */
  readonly members?: PoolPeople;
  /** Members claim for themselves, or its admins assign. */
  readonly claiming: "open" | "assigned";
  /** Fields whose values are shown shortened, until somebody owns the record or always; not to holders of some roles. */
  readonly mask?: {
    readonly fields: readonly string[];
    readonly until: "claimed" | "always";
    readonly except?: readonly string[];
  };
  /** Claims of one person on one day, and what becomes of a batch that goes beyond: all refused, or filled up. */
  readonly dailyClaims?: { readonly limit: number; readonly beyond: "refuse" | "fill" };
  readonly holdCaps?: readonly HoldCap[];
  /** How long those who gave a record up or lost it may not claim it again. */
  readonly cooldown?: string;
  /** How long after it came to its owner a record is neither taken back nor deleted. */
  readonly protection?: string;
  /** What counts as a follow-up: changes of these fields, new records of these entities. */
  readonly renewedBy?: {
    readonly fields?: readonly string[];
    readonly records?: readonly RenewingRecords[];
  };
  readonly recycling?: {
    /** Switched off, nothing is taken back and dates rest; switched on again they are what they were. */
    readonly enabled: boolean;
    readonly rules: readonly RecycleRule[];
    /** How long before the date the owner is reminded, in several steps. */
    readonly reminders?: readonly string[];
    /** A change of rules or values never takes a record back sooner than so long after the change. */
    readonly grace?: string;
  };
  /** What owners must say who give a record back, and whether the next owner sees what was before. */
  readonly giveBack?: { readonly needsReason?: boolean; readonly hidesHistory?: boolean };
  /** Values that a record gets when it enters the pool. */
  readonly onEntry?: Readonly<Record<string, Expression>>;
  /** How long something may wait until somebody hears of it. */
  readonly alarms?: {
    /** Nobody owns it: the admins of the pool hear of it. */
    readonly unassigned?: string;
    /** Its owner has not followed it up: the owner hears of it. */
    readonly unfollowed?: string;
    /** The same, after which the owner's manager hears of it. */
    readonly unfollowedManager?: string;
  };
}
