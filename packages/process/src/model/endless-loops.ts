import { graphlib } from "@dagrejs/dagre";
import type { FlowNode } from "@mortise/metadata";
import { findNode } from "../nodes/index.ts";
import { Settings } from "./settings.ts";

/** Ids of the steps of each circle that no way leads out of; a way that ends is a way out. */
export function endlessLoops(nodes: readonly FlowNode[]): readonly (readonly string[])[] {
  const graph = new graphlib.Graph();
  for (const node of nodes) for (const target of Object.values(node.exits)) graph.setEdge(node.id, target);
  // Its types leave out that nodes are named by texts.
  const circles: readonly (readonly string[])[] = graphlib.alg.findCycles(graph);
  return circles.filter((circle) => {
    const members = new Set(circle);
    return nodes.filter((node) => members.has(node.id)).every((node) => !hasWayOut(node, members));
  });
}

function hasWayOut(node: FlowNode, members: ReadonlySet<string>): boolean {
  const exits = findNode(node.type)?.exits(new Settings(node.settings)) ?? [];
  return exits.some((exit) => {
    const target = node.exits[exit.id];
    return target === undefined || !members.has(target);
  });
}
