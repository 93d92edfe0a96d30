import type { Value, ValueKind } from "@mortise/expression";
import type { JsonObject } from "@mortise/kit";
import type { AskTerms } from "./ask-terms.ts";
import type { QuotingText } from "@mortise/metadata";
import type { DecisionDetail, DecisionKind } from "./decision.ts";
import type { GivenApproval } from "./given-approval.ts";
import type { Kin } from "./kin.ts";
import type { Held, Tallies } from "./tally.ts";

/** Values of one record by field id. */
export type Values = Readonly<Record<string, Value>>;

/**
 * How several approvers decide: `any` 或签 the first word settles, `all` 会签 everybody must approve, `sequence` 依次 everybody
 * one after the other, `share` 票签 a share of them.
 */
export type ApprovalMode = "any" | "all" | "sequence" | "share";

/** What people are asked for. */
export interface Asked {
  /** `copy`: to be read; `offer`: a record that they may have or let pass. */
  readonly kind: "approval" | "task" | "copy" | "offer";
  readonly title: QuotingText;
  /** In whose hands it comes, and in whose name: one entry for each part. */
  readonly assignees: readonly string[];
  /** 代: where somebody stands in for another person, that person, by the place among the assignees. */
  readonly onBehalfOf?: readonly (string | null)[];
  readonly mode: ApprovalMode;
  /** With mode `share`: how many percent must approve. */
  readonly share?: number;
  readonly dueAt: string | null;
  /** The record must not be changed while this waits. */
  readonly locks?: boolean;
  /** What they may fill in, and must. */
  readonly terms?: AskTerms;
}

/** How often something is sent, with which pauses between. */
export interface SendPolicy {
  /** Tries before it is given up. */
  readonly tries: number;
  /** Pause after the first failure in seconds; it doubles with each further one, up to the longest. */
  readonly firstPause: number;
  readonly longestPause: number;
}

/** Something to be sent outside. */
export interface Sending {
  /** Which way out. */
  readonly kind: string;
  /** The place it is sent to; its troubles stop what is sent there and nothing else. */
  readonly target: string;
  readonly request: JsonObject;
  readonly policy: SendPolicy;
  /** The way waits for the answer; `held` also after it was given up, until somebody deals with it. */
  readonly waits?: "answer" | "held";
}

/** A value that is handed to a called flow, with the kind of value that the caller takes it for. */
export interface Handed {
  readonly id: string;
  readonly kind: ValueKind;
  readonly value: Value;
}

/** A run of another flow that is to begin. */
export interface Calling {
  readonly flow: string;
  /** The record that it is about. */
  readonly entity: string;
  readonly record: string;
  readonly inputs: readonly Handed[];
  /** What the caller wants to hear in the end, by the id of the output. */
  readonly wants: Readonly<Record<string, ValueKind>>;
  /** The way waits for the end; `held` also after a failure, until somebody has mended it. Without it, only for the beginning. */
  readonly waits?: "answer" | "held";
}

/** What a step wants done. The interpreter only describes effects; the runtime carries them out, grouped over all runs of a batch. */
export type Effect =
  | { readonly type: "update"; readonly entity: string; readonly id: string; readonly values: Values }
  /** With `id` the record is made under this id; without it nobody needs to know. */
  | { readonly type: "create"; readonly entity: string; readonly id?: string; readonly values: Values }
  | { readonly type: "delete"; readonly entity: string; readonly ids: readonly string[] }
  /** Changes the records that have the same values in the key fields, or makes one. */
  | {
      readonly type: "upsert";
      readonly entity: string;
      readonly keys: readonly string[];
      readonly values: Values;
    }
  | { readonly type: "release"; readonly entity: string; readonly id: string; readonly reason: string }
  | {
      readonly type: "notify";
      readonly users: readonly string[];
      readonly title: QuotingText;
      readonly body: QuotingText;
    }
  /** An approval has come to its outcome: other flows may start by it. */
  | { readonly type: "decided"; readonly node: string; readonly outcome: "approved" | "rejected" }
  /** Reminds those whose turn it is at a step of the run. */
  | {
      readonly type: "remind";
      readonly node: string;
      readonly title: QuotingText;
      readonly body: QuotingText;
    }
  | ({ readonly type: "work"; readonly node: string; readonly token: string } & Asked)
  /** Goes to the outbox with the step, and from there outside. */
  | ({ readonly type: "send"; readonly id: string; readonly node: string; readonly token: string } & Sending)
  /** Begins a run of another flow under this id, with the step. */
  | ({ readonly type: "call"; readonly id: string; readonly node: string; readonly token: string } & Calling)
  | {
      readonly type: "timer";
      readonly node: string;
      readonly token: string;
      readonly dueAt: string;
      /** Runs that wait here go on in the order in which they came. */
      readonly inLine?: boolean;
    }
  /** Takes back the open work and the timers of ways that were given up. */
  | { readonly type: "withdraw"; readonly tokens: readonly string[] }
  /** A rotation moves on: `user` has had the turn. */
  | {
      readonly type: "cursor";
      readonly node: string;
      readonly key: string;
      readonly cursor: Cursor;
      readonly user: string;
    }
  /** Somebody is given a record by the flow, or with `by` −1 gives back what they were offered. */
  | ({ readonly type: "gave" } & Gave)
  | { readonly type: "decision"; readonly decision: Decision };

/** That somebody is given a record. */
export interface Gave {
  readonly entity: string;
  readonly record: string;
  readonly user: string;
  /** The company's day on which they were given it. */
  readonly day: string;
  readonly at: string;
  readonly by: 1 | -1;
  /** It is theirs only once they accept it. */
  readonly offered?: boolean;
}

/** Where a rotation stands: who was last, and at which place of the list. */
export interface Cursor {
  readonly last: string;
  readonly place: number;
  /** Who was passed over when it was their turn: they come first once they can. */
  readonly owed?: readonly string[];
  /** In a rotation by shares: how far each person's turn has come. */
  readonly weights?: Readonly<Record<string, number>>;
}

/** A decision with its reason, kept for ever: the answer to "why". */
export interface Decision {
  readonly kind: DecisionKind;
  readonly node: string;
  readonly why: QuotingText;
  readonly details: readonly DecisionDetail[];
  /** Who owns the record after it; only of decisions about owners. */
  readonly outcome?: AssignOutcome;
  /** What it was made from; only of decisions that no person's word made. */
  readonly basis?: DecisionBasis;
}

/** Who was looked at when a record was shared out. */
export interface Sharing {
  /** Among whom, and by how much each of them counts. */
  readonly among?: Readonly<Record<string, number>>;
  /** Who was passed over, by the kind of reason. */
  readonly skipped?: Readonly<Record<string, readonly string[]>>;
}

/** How an offer ended. */
export interface OfferAnswer {
  readonly user: string;
  readonly says: "accepted" | "passed" | "late";
}

/** Who was given a record, and by which rule. */
export interface AssignOutcome extends Sharing {
  /** Null: nobody, the record is in the pool. */
  readonly owner: string | null;
  /** Key of the rule in its step; null when none assigned anybody. */
  readonly rule: string | null;
  /** Key of the rule whose people nobody of can take it now: it waits for one of them. */
  readonly waits?: string;
  /** To whom it is offered by the rule `waits`: it is theirs once they accept it. */
  readonly offered?: string;
  /** What somebody answered to an offer, or that they did not in time: such a decision cannot be made again. */
  readonly answer?: OfferAnswer;
}

/** Everything of that moment that a decision depended on, so that it can be made again and give the same answer. */
export interface DecisionBasis {
  /** The values of the record that its step names. */
  readonly values: Values;
  /** Where the rotations stood that it turned, by their key; null before the first turn. */
  readonly cursors?: Readonly<Record<string, Cursor | null>>;
  /** How much the people held whom it compared, by what counts (`loadKey`). */
  readonly loads?: Readonly<Record<string, Held>>;
  /** What the people it looked at had been given before. */
  readonly tallies?: Tallies;
  /** Whose the records were that held the same values, by what was looked for (`kinKey`). */
  readonly owners?: Readonly<Record<string, readonly Kin[]>>;
  /** What the step remembered when it was woken. */
  readonly memory?: JsonObject;
  /** Approvals that had been given before. */
  readonly approvals?: readonly GivenApproval[];
}
