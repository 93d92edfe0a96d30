import { shortKey, type Result, fail, ok } from "@mortise/kit";
import type { FlowDocument, FlowNode } from "@mortise/metadata";
import { findNode } from "../nodes/index.ts";
import type { NodeExit } from "./node-type.ts";
import { endlessLoops } from "./endless-loops.ts";
import { Settings } from "./settings.ts";

/** A way out: of a node, or with `node` null the beginning of the flow. */
export interface ExitPlace {
  readonly node: string | null;
  readonly exit: string;
}

/** The node a way out leads to; undefined when the path ends there. */
export function targetOf(flow: FlowDocument, place: ExitPlace): string | undefined {
  if (place.node === null) return flow.start;
  return flow.nodes.find((node) => node.id === place.node)?.exits[place.exit];
}

/** The ways out of a node with their names, as its settings give them. */
export function exitsOf(node: FlowNode): readonly NodeExit[] {
  return findNode(node.type)?.exits(new Settings(node.settings)) ?? [];
}

/** Leads a way out to a step, or with none lets the path end there. */
export function withTarget(flow: FlowDocument, place: ExitPlace, target: string | undefined): FlowDocument {
  if (place.node === null) {
    const { start: _old, ...rest } = flow;
    return target === undefined ? rest : { ...rest, start: target };
  }
  const nodes = flow.nodes.map((node) => {
    if (node.id !== place.node) return node;
    const { [place.exit]: _old, ...exits } = node.exits;
    return { ...node, exits: target === undefined ? exits : { ...exits, [place.exit]: target } };
  });
  return { ...flow, nodes };
}

/** The exit by which the line goes on after a step: the first one that does not lead into its block. */
export function onwardExit(node: FlowNode): string | undefined {
  return exitsOf(node).find((exit) => !exit.isInner)?.id;
}

/** Puts a new step of a type on a way out; what followed there now follows the step. */
export function insertNode(
  flow: FlowDocument,
  place: ExitPlace,
  type: string,
): { readonly flow: FlowDocument; readonly id: string } {
  const definition = findNode(type);
  const id = `s${shortKey(7)}`;
  const next = targetOf(flow, place);
  const made: FlowNode = { id, type, settings: definition?.initial ?? {}, exits: {} };
  const onward = onwardExit(made);
  const node = onward !== undefined && next !== undefined ? { ...made, exits: { [onward]: next } } : made;
  return { flow: withTarget({ ...flow, nodes: [...flow.nodes, node] }, place, id), id };
}

function reachable(flow: FlowDocument): ReadonlySet<string> {
  const byId = new Map(flow.nodes.map((node) => [node.id, node]));
  const found = new Set<string>();
  const waiting = flow.start === undefined ? [] : [flow.start];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    waiting.push(...Object.values(byId.get(id)?.exits ?? {}));
  }
  return found;
}

/**
 * Takes a step out and heals the line: whatever led to it leads to what followed its first connected exit, of a step
 * with a block to what followed the block. Steps that only its other exits led to go with it.
 */
export function removeNode(flow: FlowDocument, id: string): FlowDocument {
  return removeNodes(flow, new Set([id]));
}

/** The same with several steps: whatever led to one of them leads to what follows them. */
export function removeNodes(flow: FlowDocument, ids: ReadonlySet<string>): FlowDocument {
  const removed = flow.nodes.filter((node) => ids.has(node.id));
  if (removed.length === 0) return flow;
  const byId = new Map(removed.map((node) => [node.id, node]));
  const before = reachable(flow);
  let healed: FlowDocument = { ...flow, nodes: flow.nodes.filter((node) => !ids.has(node.id)) };
  const { start } = flow;
  if (start !== undefined && ids.has(start))
    healed = withTarget(healed, { node: null, exit: "start" }, wayOut(start, byId));
  for (const node of healed.nodes)
    for (const [exit, target] of Object.entries(node.exits))
      if (ids.has(target)) healed = withTarget(healed, { node: node.id, exit }, wayOut(target, byId));
  const after = reachable(healed);
  return { ...healed, nodes: healed.nodes.filter((node) => after.has(node.id) || !before.has(node.id)) };
}

/** Where the way leads on from a step through others that go with it. */
function wayOut(
  id: string,
  gone: ReadonlyMap<string, FlowNode>,
  seen: ReadonlySet<string> = new Set(),
): string | undefined {
  const node = gone.get(id);
  if (!node) return id;
  const exits = exitsOf(node);
  const opens = exits.some((exit) => exit.isInner);
  for (const exit of exits) {
    const target = opens && exit.isInner ? undefined : node.exits[exit.id];
    if (target === undefined || target === id || seen.has(target)) continue;
    const found = wayOut(target, gone, new Set([...seen, id]));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Changes a step; lines that leave by exits which its new settings no longer have are taken away. */
export function changeNode(
  flow: FlowDocument,
  id: string,
  change: Partial<Pick<FlowNode, "name" | "settings">>,
): FlowDocument {
  const nodes = flow.nodes.map((node) => {
    if (node.id !== id) return node;
    const changed = { ...node, ...change };
    const known = new Set(exitsOf(changed).map((exit) => exit.id));
    return {
      ...changed,
      exits: Object.fromEntries(Object.entries(node.exits).filter(([exit]) => known.has(exit))),
    };
  });
  return { ...flow, nodes };
}

/**
 * Leads a way out to an existing step, also to an earlier one; refuses a line that would close a circle which nothing
 * leads out of, with the reason.
 */
export function connect(flow: FlowDocument, place: ExitPlace, target: string): Result<FlowDocument> {
  if (!flow.nodes.some((node) => node.id === target))
    return fail("这个步骤不存在", "This step does not exist");
  const connected = withTarget(flow, place, target);
  if (place.node === target || endlessLoops(connected.nodes).length > endlessLoops(flow.nodes).length)
    return fail(
      "这样连接会一直循环，没有出口",
      "This line would go round in a circle that nothing leads out of",
    );
  return ok(connected);
}

/** Lets the path end at a way out. */
export function disconnect(flow: FlowDocument, place: ExitPlace): FlowDocument {
  return withTarget(flow, place, undefined);
}
