import type { Expression } from "@mortise/expression";
import type { DocumentBase } from "./document-base.ts";

/**
 * Which records: `own` the actor owns, `team` those of the actor's teams and teams below, `pool` those without
 * an owner, `all`, or `none`. Several are joined with "or".
 */
export type RowScope = "own" | "team" | "pool" | "all";

/** What may be done with a field; `masked` shows a shortened value that can be neither filtered nor sorted nor searched. */
export type FieldAccess = "hidden" | "masked" | "read" | "write";

/** A limit that holds only for records in a certain state: “the amount is read-only once the stage is won”. */
export interface FieldRule {
  readonly fields: readonly string[];
  readonly access: FieldAccess;
  /** Over the record as it is stored. A new record meets no rule before it exists. */
  readonly when: Expression;
}

/** What a role may do with the records of one entity. Absent means: nothing. */
export interface EntityGrant {
  readonly create: boolean;
  readonly read: readonly RowScope[];
  readonly update: readonly RowScope[];
  readonly delete: readonly RowScope[];
  /** Narrows every scope above to records that meet the condition. */
  readonly condition?: Expression;
  readonly import?: boolean;
  readonly export?: boolean;
  /** Fields that differ from `write`. */
  readonly fields?: Readonly<Record<string, FieldAccess>>;
  /** Narrow `fields` further while a record meets their condition; the strictest one that applies holds. */
  readonly fieldRules?: readonly FieldRule[];
  /** Masked fields whose clear value may be asked for, record by record; every answer is written down. */
  readonly reveal?: readonly string[];
  /** May remove records from the recycle bin for good. */
  readonly purge?: boolean;
}

/**
 * What may be done with runs of flows, of records that may be read: look at them, set them right too (try again, leave a
 * step out, end), or pause flows besides.
 */
export type RunRight = "see" | "mend" | "pause";

/** What its holders may do in the app. Several roles of one person add up. */
export interface RoleDocument extends DocumentBase<"role"> {
  /** May edit drafts and publish. */
  readonly builder: boolean;
  /** Absent means: nothing beyond what a record says of itself. Builders may do all of it. */
  readonly runs?: RunRight;
  /** May read the ledger of shares: how much flows gave each person, and how much was due. Builders may. */
  readonly ledger?: boolean;
  readonly grants: Readonly<Record<string, EntityGrant>>;
}
