import type { Catalog, FlowDocument } from "@mortise/metadata";
import { findNode } from "../../nodes/index.ts";
import { Settings } from "../settings.ts";

/** Flows that a flow calls, each with the step that does. */
export function callsOf(
  flow: Pick<FlowDocument, "nodes">,
): readonly { readonly node: string; readonly flow: string }[] {
  const known = found.get(flow);
  if (known) return known;
  const made = flow.nodes.flatMap((node) => {
    const called = findNode(node.type)?.calls?.(new Settings(node.settings));
    return called === undefined ? [] : [{ node: node.id, flow: called }];
  });
  found.set(flow, made);
  return made;
}

/** Asked whenever a run ends, so found out once for each document. */
const found = new WeakMap<object, ReturnType<typeof callsOf>>();

/**
 * The way by which calling a flow leads back to the flow that calls it: the flows in between, the called one first. Undefined when
 * it does not.
 */
export function circleThrough(
  flow: FlowDocument,
  called: string,
  catalog: Catalog,
): readonly FlowDocument[] | undefined {
  const seen = new Set<string>();
  const search = (id: string): readonly FlowDocument[] | undefined => {
    if (id === flow.id) return [];
    const next = catalog.find("flow", id);
    if (!next || seen.has(id)) return undefined;
    seen.add(id);
    for (const call of callsOf(next)) {
      const rest = search(call.flow);
      if (rest) return [next, ...rest];
    }
    return undefined;
  };
  return search(called);
}

/** The flows that a flow calls, and those that they call. */
export function flowsBelow(flow: FlowDocument, catalog: Catalog): readonly FlowDocument[] {
  const below = new Map<string, FlowDocument>();
  const waiting = callsOf(flow).map((call) => call.flow);
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const next = below.has(id) ? undefined : catalog.find("flow", id);
    if (!next) continue;
    below.set(id, next);
    waiting.push(...callsOf(next).map((call) => call.flow));
  }
  return [...below.values()];
}
