import type { LocalizedText } from "@mortise/kit";
import type { Effect, Values } from "./effect.ts";
import type { Need } from "./world.ts";

/** How far a run is. */
export type RunStatus = "running" | "waiting" | "done" | "cancelled" | "failed";

/** The state of one run of a flow; small enough to be kept in a row. */
export interface RunState {
  readonly status: RunStatus;
  /** The node it stands at; null once it has ended. */
  readonly node: string | null;
  /** Steps taken so far; bounds loops. */
  readonly steps: number;
  readonly entity: string;
  readonly record: string;
  /** Who set it off; null for systems and visitors. */
  readonly startedBy: string | null;
  /** Values before the change that set it off. */
  readonly old?: Values;
  readonly error?: LocalizedText;
}

/** What moves a run. */
export type FlowEvent =
  | { readonly type: "start" }
  | { readonly type: "timer"; readonly node: string }
  | {
      readonly type: "settled";
      readonly node: string;
      readonly outcome: Outcome;
      readonly by: readonly Opinion[];
    }
  | { readonly type: "cancel"; readonly reason: LocalizedText };

/** How a work item or a whole approval ended. */
export type Outcome = "approved" | "rejected" | "returned" | "done";

/** One person's word. */
export interface Opinion {
  readonly user: string;
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
}

/** The answer of the interpreter: the run moved, or something must be fetched first. */
export type Advance =
  | {
      readonly kind: "advanced";
      readonly state: RunState;
      readonly effects: readonly Effect[];
      readonly trace: readonly TraceStep[];
    }
  | { readonly kind: "needs"; readonly needs: readonly Need[] };
