import type { JsonObject, LocalizedText } from "@mortise/kit";
import type { DocumentBase } from "./document-base.ts";

/** What starts a flow; `type` names a trigger of the process engine's registry. */
export interface FlowTrigger {
  readonly type: string;
  readonly settings: JsonObject;
}

/**
 * One step of a flow; `type` names a node of the process engine's registry. `exits` maps each way out of
 * the node (`next`, a branch id, `approved`, …) to the id of the following node; a missing exit ends the path.
 */
export interface FlowNode {
  readonly id: string;
  readonly type: string;
  readonly name?: LocalizedText;
  readonly settings: JsonObject;
  readonly exits: Readonly<Record<string, string>>;
}

/** What a flow is played with in a test: one record at one moment. */
export interface FlowTestGiven {
  /** When it starts, as an ISO moment; waits pass at once. */
  readonly at: string;
  /** Who sets it off. */
  readonly startedBy: string | null;
  /** Values of the record by field, as far as the flow names them. */
  readonly values: JsonObject;
  /** Values before the change that sets it off. */
  readonly old?: JsonObject;
  /** Where rotations stand, by step and key. */
  readonly cursors?: JsonObject;
  /** How many records people hold, by what counts. */
  readonly loads?: JsonObject;
  /** What people were given by flows before, by person. */
  readonly tallies?: JsonObject;
  /** Records with an owner that lookups had found, by their key. */
  readonly owners?: JsonObject;
  /** What came back from outside and from called flows, by step. */
  readonly replies?: JsonObject;
  /** What the flow was called with, by the id of the input. */
  readonly inputs?: JsonObject;
}

/** What must come of it. */
export interface FlowTestExpectation {
  /** How far the run gets when nobody is left to answer. */
  readonly status: "done" | "waiting" | "failed";
  readonly owner: string | null;
  /** Other values that the flow sets on the record. */
  readonly values: JsonObject;
  /** Whom steps ask for their word or their work, by step. */
  readonly asked: Readonly<Record<string, readonly string[]>>;
  /** Who gets a message. */
  readonly told: readonly string[];
  /** Steps that send something outside. */
  readonly sent?: readonly string[];
  /** Steps that call other flows. */
  readonly called?: readonly string[];
}

/** A case that a flow must get right, made from a run that was. */
export interface FlowTest {
  readonly id: string;
  readonly name: LocalizedText;
  readonly given: FlowTestGiven;
  /** What people answer, by step; approvals without an answer are given. */
  readonly answers: Readonly<Record<string, string>>;
  readonly expect: FlowTestExpectation;
}

/** Stands for a field where all runs of a flow wait for each other. */
export const WHOLE_FLOW = "$flow";

/** A process over records of one entity. */
export interface FlowDocument extends DocumentBase<"flow"> {
  readonly entity: string;
  readonly enabled: boolean;
  readonly description?: LocalizedText;
  readonly trigger: FlowTrigger;
  /** Id of the first node; absent while the flow is empty. */
  readonly start?: string;
  readonly nodes: readonly FlowNode[];
  /** What happens when it is triggered again for a record with a running instance. */
  readonly again: "restart" | "ignore" | "parallel" | "queue";
  /**
   * With `queue`: which runs wait for each other, in the order in which they began. Those for the same record when absent,
   * those whose records have the same value in a field, or with `$flow` all runs of the flow.
   */
  readonly queueBy?: string;
  /** Cases that it must get right before it is published. */
  readonly tests?: readonly FlowTest[];
}
