import type { FlowDocument, FlowNode } from "@mortise/metadata";
import { homesOf } from "./flow-structure.ts";

/** The steps to which somebody in charge may send a run: those outside of all blocks, in the order of the flow. */
export function jumpTargets(flow: FlowDocument): readonly FlowNode[] {
  const homes = homesOf(flow);
  return flow.nodes.filter(({ id }) => homes.get(id)?.length === 0);
}
