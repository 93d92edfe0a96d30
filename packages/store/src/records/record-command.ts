import type { JsonObject } from "@mortise/kit";

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
  | { readonly type: "delete"; readonly entity: string; readonly ids: readonly string[] }
  | { readonly type: "restore"; readonly entity: string; readonly ids: readonly string[] }
  /** Takes an ownerless record: exactly one of many claimants wins, the others get STORE_ALREADY_CLAIMED. */
  | { readonly type: "claim"; readonly entity: string; readonly ids: readonly string[] }
  /** Returns records to the pool. */
  | {
      readonly type: "release";
      readonly entity: string;
      readonly ids: readonly string[];
      readonly reason?: string;
    };

/** Why a change-set exists: kept with it and shown on timelines. */
export interface Cause {
  readonly type: "user" | "api" | "import" | "flow" | "public-form" | "undo" | "seed";
  /** Id of the import, flow run or undone change-set. */
  readonly id?: string;
  /** Name for people: flow name, file name. */
  readonly label?: string;
  readonly details?: JsonObject;
  /** Leave flows out: imports where the person chose so, undo, seeding. */
  readonly skipFlows?: boolean;
  /** A key under which a repeated call gives the first answer instead of writing twice. */
  readonly idempotencyKey?: string;
}

/** What `execute` answers: the change-set and, per command, the ids written and their new revisions. */
export interface CommandResult {
  readonly changeSet: string;
  readonly results: readonly { readonly ids: readonly string[]; readonly revisions: readonly number[] }[];
  /** True when an idempotency key answered from memory. */
  readonly repeated?: boolean;
}
