import type { Value } from "@mortise/expression";
import type { JsonObject, LocalizedText } from "@mortise/kit";
import type { Effect, Values } from "./effect.ts";
import type { GivenApproval } from "./given-approval.ts";
import type { Need } from "./world.ts";

/** How far a run is. */
export type RunStatus = "running" | "waiting" | "done" | "cancelled" | "failed";

/** What steps have left for later ones, by `step.output`. */
export type Outputs = Readonly<Record<string, Value>>;

/** One way that is under way: where it stands and which block it is inside of. */
export interface Token {
  /** Unique in its run and never used again. */
  readonly id: string;
  readonly node: string;
  /** Id of the innermost block around it; null outside of all blocks. */
  readonly block: string | null;
  /** The exit by which it entered that block. */
  readonly branch: string | null;
  /** What its step remembers while it waits there. */
  readonly data?: JsonObject;
  /** It was returned to steps, the last one last: once one is passed, the way goes straight back to who returned it. */
  readonly back?: readonly ReturnMark[];
}

/** A step to which something was returned, and the step that returned it. */
export interface ReturnMark {
  readonly from: string;
  readonly to: string;
}

/** A block that was opened and not left by all: the ways of a parallel step, the rounds of a loop. */
export interface Block {
  readonly id: string;
  /** The step that opened it and that goes on after it. */
  readonly node: string;
  /** The block around it, and the exit by which that one was entered. */
  readonly parent: string | null;
  readonly branch: string | null;
  /** Exits of the ways that came to their end, in the order in which they did. */
  readonly ended: readonly string[];
  /** What its step remembers, such as the round of a loop. */
  readonly data: JsonObject;
  /** Of ways that are rounds of a loop: what each knows for itself and what its steps have left, by the way. */
  readonly rounds?: Readonly<Record<string, Outputs>>;
  /** The run has gone on after it while some of its ways are still under way; how they end no longer matters. */
  readonly isLeft: boolean;
}

/** The state of one run of a flow; small enough to be kept in a row. */
export interface RunState {
  readonly status: RunStatus;
  /** Where the run stands; empty once it has ended by itself. */
  readonly tokens: readonly Token[];
  readonly blocks: readonly Block[];
  /** The step at which it failed or was cancelled. */
  readonly stoppedAt?: string;
  /** Number of ids given to tokens and blocks. */
  readonly serial: number;
  /** Steps taken so far; bounds loops. */
  readonly steps: number;
  readonly entity: string;
  readonly record: string;
  /** Who set it off; null for systems and visitors. */
  readonly startedBy: string | null;
  /** Whatever set it off has chosen the owner: nobody else is assigned. */
  readonly keepsOwner?: boolean;
  /** Approvals given in this run, in their order. */
  readonly approvals?: readonly GivenApproval[];
  /** What steps have left for later ones, outside of rounds. */
  readonly outputs?: Outputs;
  /** Steps that this movement passes over. */
  readonly skips?: readonly string[];
  /** Values before the change that set it off. */
  readonly old?: Values;
  readonly error?: LocalizedText;
}

/** What moves a run. `token` names the way that is meant; one that is no longer there is not moved. */
export type FlowEvent =
  | { readonly type: "start" }
  | { readonly type: "timer"; readonly token: string; readonly node: string }
  | {
      readonly type: "settled";
      readonly token: string;
      readonly node: string;
      readonly outcome: Outcome;
      readonly by: readonly Opinion[];
      /** Where it is returned to, when somebody chose. */
      readonly target?: string;
      /** Whom somebody chose to be asked. */
      readonly picked?: readonly string[];
    }
  /** Goes on at a step that had to be put off: `event` is what it was to be taken with. */
  | { readonly type: "go-on"; readonly token: string; readonly node: string; readonly event: FlowEvent }
  /** A field that the step watches has changed. */
  | { readonly type: "changed"; readonly token: string; readonly node: string }
  /** What a step had asked to be written has been written. */
  | { readonly type: "saved"; readonly token: string; readonly node: string }
  /** What the step had sent outside has come to its end. */
  | {
      readonly type: "answered";
      readonly token: string;
      readonly node: string;
      /** Which of its sends. */
      readonly send: string;
      readonly answer: SendAnswer;
    }
  /** What came of runs that the step had called. */
  | {
      readonly type: "returned";
      readonly token: string;
      readonly node: string;
      readonly answers: readonly CallAnswer[];
    }
  /** Somebody in charge sends the run to a step, whatever it waits for; `why` goes into the trail. */
  | { readonly type: "jump"; readonly to: string; readonly why: LocalizedText }
  | { readonly type: "cancel"; readonly reason: LocalizedText };

/** What came of one call: what the called run gave back, or why it did not work. */
export type CallAnswer =
  | {
      readonly record: string;
      readonly ok: true;
      readonly outputs: Outputs;
      /** Nothing was called: a rehearsal takes it to have worked. */
      readonly isAssumed?: true;
    }
  | {
      readonly record: string;
      readonly ok: false;
      readonly problem: LocalizedText;
      /** No run was begun at all. */
      readonly isRefused?: true;
    };

/** How something that was sent outside ended: taken, with what came back, or given up. */
export type SendAnswer =
  | { readonly ok: true; readonly reply: JsonObject }
  | { readonly ok: false; readonly problem: LocalizedText; readonly reply?: JsonObject };

/** How a work item or a whole approval ended. */
export type Outcome = "approved" | "rejected" | "returned" | "done";

/** One person's word. */
export interface Opinion {
  readonly user: string;
  /** 代: in whose name, when not in the own. */
  readonly onBehalfOf?: string | null;
  readonly decision: Outcome;
  readonly comment: string | null;
}

/** One step taken. */
export interface TraceStep {
  readonly node: string;
  readonly type: string;
  /** The way out; null while it waits and at the end. */
  readonly exit: string | null;
  readonly text: LocalizedText;
  readonly at: string;
  /** How many effects it asked for; they stand in the order of the steps. */
  readonly effects?: number;
}

/** A run that moved. */
export interface Advanced {
  readonly kind: "advanced";
  readonly state: RunState;
  readonly effects: readonly Effect[];
  readonly trace: readonly TraceStep[];
  /**
   * Present when a step searches records that this movement has changed: the effects are to be carried out first, then the
   * run goes on by these events.
   */
  readonly rest?: readonly FlowEvent[];
  /** Of a run that failed: the events by which it goes on where it stopped, once somebody has mended it. */
  readonly retry?: readonly FlowEvent[];
}

/** The answer of the interpreter: the run moved, or something must be fetched first. */
export type Advance = Advanced | { readonly kind: "needs"; readonly needs: readonly Need[] };

/** The step at which people would say a run stands: the one it was stopped at, or that of its first way; null at the end. */
export function standsAt({ stoppedAt, tokens }: Pick<RunState, "stoppedAt" | "tokens">): string | null {
  return stoppedAt ?? tokens[0]?.node ?? null;
}
