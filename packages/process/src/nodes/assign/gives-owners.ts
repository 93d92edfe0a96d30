import type { FlowDocument } from "@mortise/metadata";
import { assignRules } from "./rules.ts";

/** Whether some step of a flow chooses owners. */
export function givesOwners(flow: FlowDocument): boolean {
  return flow.nodes.some((node) => assignRules(node).length > 0);
}
