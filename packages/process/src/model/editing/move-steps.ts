import type { FlowDocument } from "@mortise/metadata";
import { type ExitPlace, removeNodes, targetOf } from "../flow-edit.ts";
import { putIn } from "./put-in.ts";

/** Whether steps can be moved to a way out: not to one of their own, nor to where they are. */
export function canMove(flow: FlowDocument, ids: ReadonlySet<string>, place: ExitPlace): boolean {
  const target = targetOf(flow, place);
  return (place.node === null || !ids.has(place.node)) && (target === undefined || !ids.has(target));
}

/** Takes steps out, heals the line, and puts them on another way out; they stay the same steps. */
export function moveSteps(flow: FlowDocument, ids: ReadonlySet<string>, place: ExitPlace): FlowDocument {
  if (!canMove(flow, ids, place)) return flow;
  const steps = flow.nodes.filter((node) => ids.has(node.id));
  const without = removeNodes(flow, ids);
  // A step that only those led to has gone with them.
  if (place.node !== null && !without.nodes.some((node) => node.id === place.node)) return flow;
  const moved = putIn(without, place, steps);
  return { ...moved, nodes: inOrder(flow, moved) };
}

/** Steps keep their order in the document, in which lists show them. */
function inOrder(before: FlowDocument, { nodes }: FlowDocument): FlowDocument["nodes"] {
  const rank = new Map(before.nodes.map((node, index) => [node.id, index]));
  return nodes.toSorted((one, other) => (rank.get(one.id) ?? 0) - (rank.get(other.id) ?? 0));
}
