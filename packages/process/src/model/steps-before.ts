import { findNode } from "../nodes/index.ts";
import { type FlowGraph, homesOf, innerExits } from "./flow-structure.ts";
import { Settings } from "./settings.ts";

/**
 * The steps that may have been taken when a run comes to a step: those from which a way leads there. The steps inside of a
 * block come before whatever follows it. A step in a circle comes before itself.
 */
export function stepsBefore(flow: FlowGraph, node: string): ReadonlySet<string> {
  const sources = known.get(flow) ?? sourcesOf(flow);
  known.set(flow, sources);
  const before = new Set<string>();
  const waiting = [...(sources.get(node) ?? [])];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (before.has(id)) continue;
    before.add(id);
    waiting.push(...(sources.get(id) ?? []));
  }
  return before;
}

/** Which steps lead to which; found out once for every document. */
const known = new WeakMap<FlowGraph, ReadonlyMap<string, readonly string[]>>();

function sourcesOf(flow: FlowGraph): ReadonlyMap<string, readonly string[]> {
  const lines = Map.groupBy(linesOf(flow), ([, to]) => to);
  return new Map([...lines].map(([to, some]) => [to, some.map(([from]) => from)]));
}

/** Every line of the flow, and the unwritten ones from the ends of ways to what follows their block. */
function linesOf(flow: FlowGraph): readonly (readonly [string, string])[] {
  const homes = homesOf(flow);
  const drawn = flow.nodes.flatMap((node) =>
    Object.values(node.exits).map((target) => [node.id, target] as const),
  );
  const unwritten = flow.nodes.flatMap((node) => {
    const around = homes.get(node.id) ?? [];
    const owners = flow.nodes.filter((candidate) => around.includes(candidate.id));
    const onward = owners.flatMap(outerTargets);
    // A block with a single way inside goes round and round through it.
    const rounds = owners.filter((owner) => innerExits(owner).size === 1).map(({ id }) => id);
    return [...onward, ...rounds].map((target) => [node.id, target] as const);
  });
  return [...drawn, ...unwritten];
}

function outerTargets(owner: FlowGraph["nodes"][number]): readonly string[] {
  const exits = findNode(owner.type)?.exits(new Settings(owner.settings)) ?? [];
  return exits.flatMap((exit) => (exit.isInner ? [] : (owner.exits[exit.id] ?? [])));
}
