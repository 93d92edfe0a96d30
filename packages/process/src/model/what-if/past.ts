import type { WorkHours } from "@mortise/expression";
import type { CompiledFlow } from "../compiled-flow.ts";
import type { AssignOutcome, DecisionBasis, Values } from "../effect.ts";
import type { Roster } from "../roster.ts";
import type { RecordEvent } from "../trigger-type.ts";

/** A decision about an owner as it was made. */
export interface PastDecision {
  /** In which order decisions were made, also those that waited for one another. */
  readonly turn: number;
  /** The release whose flow made it. */
  readonly release: number;
  readonly node: string;
  readonly outcome: AssignOutcome;
  readonly basis: DecisionBasis;
  /** The people among whom it was made; undefined when they are not known any more. */
  readonly roster?: Roster | undefined;
  /** The work calendar of then. */
  readonly calendar?: WorkHours | undefined;
}

/** Something that happened to a record, with its values of that moment. */
export interface PastEvent extends RecordEvent {
  readonly record: string;
  readonly at: Date;
  /** Who set it off. */
  readonly startedBy: string | null;
  readonly keepsOwner: boolean;
  /** It was asked that no flow starts. */
  readonly skipsFlows: boolean;
  /** What happened to the record after it, the next first. */
  readonly next: PastEvent | undefined;
}

/** A moment at which a flow starts for a record, or would. */
export interface PastStart {
  readonly flow: CompiledFlow;
  readonly event: PastEvent;
  /** The record as the flow finds it. */
  readonly values: Values;
  /** What the flow decided about the owner then; none when it did not start. */
  readonly decisions: readonly PastDecision[];
  /** Who owned the record when that moment was over. */
  readonly owner: string | null;
}
