import type { FlowNode } from "@mortise/metadata";
import { findNode } from "../nodes/index.ts";
import { Settings } from "./settings.ts";

/** The steps whose blocks are around a step, outermost first; empty outside of all blocks. */
export type Home = readonly string[];

/** What the structure of a flow is read from. */
export interface FlowGraph {
  readonly start?: string;
  readonly nodes: readonly FlowNode[];
}

const known = new WeakMap<FlowGraph, ReadonlyMap<string, Home>>();

/** The blocks around a step of a flow. */
export function homeOf(flow: FlowGraph, node: string): Home {
  return homesOf(flow).get(node) ?? [];
}

interface Visit {
  readonly node: string;
  readonly home: Home;
}

/**
 * Which blocks each reachable step is inside of. Steps that can be reached from outside of a block are outside of it,
 * so a line that leads there leaves the block. Found out once for every document.
 */
export function homesOf(flow: FlowGraph): ReadonlyMap<string, Home> {
  const homes = known.get(flow) ?? findHomes(flow);
  known.set(flow, homes);
  return homes;
}

function findHomes({ start, nodes }: FlowGraph): ReadonlyMap<string, Home> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const homes = new Map<string, Home>();
  // Level by level from the outside: by then all that is outside of a block is known to be.
  let level: readonly Visit[] = start === undefined ? [] : [{ node: start, home: [] }];
  while (level.length > 0) {
    const deeper: Visit[] = [];
    const waiting = [...level];
    for (let visit = waiting.shift(); visit; visit = waiting.shift()) {
      const node = byId.get(visit.node);
      if (!node || homes.has(node.id)) continue;
      const { home } = visit;
      homes.set(node.id, home);
      const inner = innerExits(node);
      for (const [exit, target] of Object.entries(node.exits))
        if (inner.has(exit)) deeper.push({ node: target, home: [...home, node.id] });
        else waiting.push({ node: target, home });
    }
    level = deeper;
  }
  return homes;
}

/** The exits of a step that lead into its block. */
export function innerExits(node: FlowNode): ReadonlySet<string> {
  const exits = findNode(node.type)?.exits(new Settings(node.settings)) ?? [];
  return new Set(exits.flatMap((exit) => (exit.isInner ? [exit.id] : [])));
}
