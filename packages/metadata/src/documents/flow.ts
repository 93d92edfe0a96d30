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
  readonly again: "restart" | "ignore" | "parallel";
}
