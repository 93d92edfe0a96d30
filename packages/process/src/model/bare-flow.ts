import { isPlainObject, type Json, type JsonObject } from "@mortise/kit";
import type { FlowDocument, FlowNode } from "@mortise/metadata";
import { exitsOf } from "./flow-edit.ts";

/**
 * A flow as it is drawn, without what its steps are set to: for who may see a run, but not everything that the flow looks
 * at. Of settings only the names of ways out are left, as far as these come from them.
 */
export function bareFlow(flow: FlowDocument): FlowDocument {
  const { tests: _tests, queueBy: _queueBy, description: _description, ...rest } = flow;
  return {
    ...rest,
    trigger: { type: flow.trigger.type, settings: {} },
    nodes: flow.nodes.map((node) => ({ ...node, settings: bareSettings(node) })),
  };
}

/** The settings without which a step would have other ways out. */
function bareSettings(node: FlowNode): JsonObject {
  const exits = JSON.stringify(exitsOf(node));
  const isNeeded = (key: string): boolean => {
    const { [key]: _gone, ...settings } = node.settings;
    return JSON.stringify(exitsOf({ ...node, settings })) !== exits;
  };
  const kept = Object.entries(node.settings).filter(([key]) => isNeeded(key));
  return Object.fromEntries(kept.map(([key, value]) => [key, namesOnly(value)]));
}

function namesOnly(value: Json): Json {
  if (!Array.isArray(value)) return typeof value === "object" ? null : value;
  return value.flatMap((item: Json): Json[] => {
    if (!isPlainObject(item)) return [];
    return [Object.fromEntries(Object.entries(item).filter(([key]) => key === "id" || key === "name"))];
  });
}
