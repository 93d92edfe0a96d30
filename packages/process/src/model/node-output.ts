import type { FieldDefinition } from "@mortise/metadata";
import type { CallSignature } from "./calls/call-signature.ts";

/** Fields of another entity that a value comes from: whoever may not read them is not shown the value. */
export interface Guard {
  readonly entity: string;
  readonly fields: readonly string[];
}

/** Something a step leaves for the steps after it, described as a field: its type, its name, its settings. */
export interface NodeOutput {
  readonly field: FieldDefinition;
  /** Absent for values that anybody may know who sees the record of the run. */
  readonly guard?: Guard;
  /** Other steps may set it anew. */
  readonly isSettable?: true;
}

/** An output of one step of a flow, or a field of the record that such an output leads to. */
export interface FlowVariable {
  /** As expressions and texts name it: `$find.record`, `$find.record.amount`. */
  readonly path: string;
  /** The step that gives it. */
  readonly node: string;
  /** Named with its step in front; its id is the path, so that pickers of fields offer it like a field. */
  readonly field: FieldDefinition;
  readonly guard?: Guard;
  readonly isSettable?: true;
}

/** What names that begin with `$` stand for in the flow at hand. */
export interface VariableNames {
  /** What the flow takes when it is called and what it gives back; absent for flows that cannot be called. */
  readonly signature?: CallSignature | undefined;
  find(path: string): FlowVariable | undefined;
}
