import type { Expression } from "@mortise/expression";
import type { PoolEvent } from "@mortise/fields";
import type { JsonObject, LocalizedText } from "@mortise/kit";

/** Field values to write, by field id. Sub-table fields take the list of child rows (`id` keeps an existing row). */
export type RecordValues = Readonly<Record<string, unknown>>;

/**
 * A write. All commands of one `execute` call are one transaction and one change-set.
 * Every list is handled set-based: 10,000 rows are a few statements, not 10,000.
 */
export type Command =
  | { readonly type: "create"; readonly entity: string; readonly rows: readonly RecordValues[] }
  | {
      readonly type: "update";
      readonly entity: string;
      /** With `revision`, the write is refused (STORE_CONFLICT) when the record has moved on. */
      readonly changes: readonly {
        readonly id: string;
        readonly revision?: number;
        readonly values: RecordValues;
      }[];
    }
  /** Changes the live records that have the keys of the rows and creates the others. */
  | {
      readonly type: "upsert";
      readonly entity: string;
      /** Fields that together say which record a row is about. */
      readonly keys: readonly string[];
      readonly rows: readonly RecordValues[];
    }
  /**
   * Puts records into a list of related records, or takes them out, without knowing the rest of it: a field of several
   * references, or a reverse list, where the records are changed that point at this one.
   */
  | {
      readonly type: "link";
      readonly entity: string;
      readonly id: string;
      /** The list field. */
      readonly field: string;
      readonly add: readonly string[];
      readonly remove: readonly string[];
    }
  /** Sets the same values on all matching records that the actor may change. */
  | {
      readonly type: "update-matching";
      readonly entity: string;
      readonly selection: RecordSelection;
      readonly values: RecordValues;
    }
  | { readonly type: "delete-matching"; readonly entity: string; readonly selection: RecordSelection }
  /** Makes one of two records; the loser goes to the bin with a pointer to the survivor. */
  | {
      readonly type: "merge";
      readonly entity: string;
      readonly survivor: string;
      readonly loser: string;
      /** What the survivor shall hold where it differs from what it holds. */
      readonly values: RecordValues;
      /**
       * What becomes of fields that hold many: several references, options, people, files, and child rows. Left out,
       * references and child rows are united and other lists kept.
       */
      readonly lists?: Readonly<Record<string, MergeChoice>>;
      /** Of the survivor, as it was when the values were chosen. */
      readonly revision?: number;
    }
  /** Removes records from the recycle bin for good. */
  | {
      readonly type: "purge";
      readonly entity: string;
      readonly ids: readonly string[];
      /** What happens to references to them: refuse the purge, or empty them. */
      readonly references: "refuse" | "clear";
    }
  | { readonly type: "delete"; readonly entity: string; readonly ids: readonly string[] }
  | { readonly type: "restore"; readonly entity: string; readonly ids: readonly string[] }
  /** Takes an ownerless record: exactly one of many claimants wins, the others get STORE_ALREADY_CLAIMED. */
  | { readonly type: "claim"; readonly entity: string; readonly ids: readonly string[] }
  /** Returns records to the pool: the one named, or the one they belong to. */
  | {
      readonly type: "release";
      readonly entity: string;
      readonly ids: readonly string[];
      readonly reason?: string;
      readonly pool?: string;
    }
  /** Gives ownerless records to people in turn, or puts them into another pool; for admins of the pools they lie in. */
  | {
      readonly type: "assign";
      readonly entity: string;
      readonly ids: readonly string[];
      readonly to: readonly string[] | { readonly pool: string };
    }
  /** Takes records of a pool from owners whose time with them is over; for the product itself. */
  | {
      readonly type: "recycle";
      readonly entity: string;
      readonly pool: string;
      /** At most so many. */
      readonly limit: number;
      /** Who becomes the owner where a rule gives records to the former owner's manager, by former owner. */
      readonly managers: Readonly<Record<string, string>>;
    }
  /** Answers of which records of pools somebody has to hear by now, each once; for the product itself. */
  | { readonly type: "look"; readonly entity: string; readonly limit: number }
  /** Works the dates of pools out anew for the next records, as their rules are others now; for the product itself. */
  | {
      readonly type: "realign";
      readonly entity: string;
      /** Goes on behind this record. */
      readonly after: string | null;
      readonly limit: number;
      /** Rules that were in force before, as `recycle_rule` names them. */
      readonly known: readonly string[];
    };

/** Whose list the survivor of a merge holds: its own, the other's, or both. */
export type MergeChoice = "keep" | "take" | "both";

/** Which records a write by filter is about: what a list with the same filter and keyword shows. */
export interface RecordSelection {
  readonly filter?: Expression;
  readonly search?: string;
}

/** How many records a write by filter would find. */
export interface MatchingCount {
  /** What the actor sees of them. */
  readonly matching: number;
  /** Those the actor may change. */
  readonly allowed: number;
}

/** What one command of an `execute` did. */
export interface CommandOutcome {
  readonly ids: readonly string[];
  readonly revisions: readonly number[];
  /** For upserts, per row: whether it was created. */
  readonly created?: readonly boolean[];
  /** For writes by filter, which answer no ids. */
  readonly count?: number;
  /** For purges: stored files that nothing holds any more. */
  readonly files?: readonly string[];
  /** For claims that are filled up: what was not claimed, by record, and why. */
  readonly refused?: readonly RefusedClaim[];
  /** For recycling: what was taken from whom, together by owner, pool and rule. */
  readonly recycled?: readonly RecycledGroup[];
  /** For looks: what people have to hear. */
  readonly looks?: readonly PoolLook[];
  /** And the pools that have records to take back. */
  readonly over?: readonly string[];
  /** For realigning: the last record that was looked at; null when none is left. */
  readonly last?: string | null;
}

/** A record that was asked for and not claimed. */
export interface RefusedClaim {
  readonly id: string;
  readonly reason: LocalizedText;
}

/** Records of one owner that one rule took back. */
export interface RecycledGroup {
  readonly owner: string;
  /** The id of the rule in its pool. */
  readonly rule: string;
  /** Where they went: a pool, or a new owner. */
  readonly pool: string;
  readonly to: string | null;
  readonly ids: readonly string[];
}

/** A record of which somebody has to hear. */
export interface PoolLook {
  readonly id: string;
  readonly pool: string;
  readonly owner: string | null;
  /** When it is taken back, if it is. */
  readonly recycleAt: string | null;
  readonly events: readonly PoolEvent[];
}

/** Why a change-set exists: kept with it and shown on timelines. */
export interface Cause {
  readonly type: "user" | "api" | "import" | "flow" | "pool" | "public-form" | "undo" | "seed";
  /** Id of the import, flow run, pool or undone change-set. */
  readonly id?: string;
  /** Name for people: flow name, file name. */
  readonly label?: string;
  readonly details?: JsonObject;
  /** Leave flows out: imports where the person chose so, undo, seeding. */
  readonly skipFlows?: boolean;
  /** Flows that this sets off leave owners as they are: imports that bring them along. */
  readonly keepsOwner?: boolean;
  /** Written as if at that moment: a past that is made up for sample data (`seed`), and for nothing else. */
  readonly at?: Date;
  /** A key under which a repeated call gives the first answer instead of writing twice. */
  readonly idempotencyKey?: string;
}

/** What `execute` answers: the change-set and, per command, the ids written and their new revisions. */
export interface CommandResult {
  readonly changeSet: string;
  readonly results: readonly CommandOutcome[];
  /** True when an idempotency key answered from memory. */
  readonly repeated?: boolean;
}
