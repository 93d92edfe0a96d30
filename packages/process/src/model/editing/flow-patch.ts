import type { FlowDocument, FlowNode } from "@mortise/metadata";

/** What makes one flow out of another: the steps that differ, and everything else of the document that does. Plain data. */
export interface FlowPatch {
  /** Steps as they become; null for those that go. */
  readonly nodes: Readonly<Record<string, FlowNode | null>>;
  /** Ids in their order, where that differs. */
  readonly order?: readonly string[];
  /** Other members as they become; null for those that go. */
  readonly rest: Readonly<Record<string, unknown>>;
}

/** What makes `after` out of `before`; undefined when nothing does. */
export function flowPatch(before: FlowDocument, after: FlowDocument): FlowPatch | undefined {
  if (before === after) return undefined;
  const [old, next] = [byId(before), byId(after)];
  const nodes: Record<string, FlowNode | null> = {};
  for (const id of old.keys()) if (!next.has(id)) nodes[id] = null;
  for (const [id, node] of next) if (old.get(id) !== node) nodes[id] = node;
  const order = after.nodes.map(({ id }) => id);
  const isSameOrder =
    order.length === before.nodes.length && before.nodes.every(({ id }, index) => id === order[index]);
  const rest = restPatch(before, after);
  if (isSameOrder && Object.keys(nodes).length + Object.keys(rest).length === 0) return undefined;
  return { nodes, ...(isSameOrder ? {} : { order }), rest };
}

function restPatch(before: FlowDocument, after: FlowDocument): Readonly<Record<string, unknown>> {
  const [old, next] = [membersOf(before), membersOf(after)];
  const rest: Record<string, unknown> = {};
  for (const key of old.keys()) if (!next.has(key)) rest[key] = null;
  for (const [key, value] of next) if (old.get(key) !== value) rest[key] = value;
  return rest;
}

/** The flow with a patch; what others have changed of it meanwhile stays, as far as the patch does not name it. */
export function withPatch(flow: FlowDocument, { nodes, order, rest }: FlowPatch): FlowDocument {
  const kept = flow.nodes.flatMap((node) => {
    const changed = nodes[node.id];
    return changed === undefined ? [node] : (changed ?? []);
  });
  const present = new Set(flow.nodes.map(({ id }) => id));
  const added = Object.values(nodes).flatMap((node) => (node && !present.has(node.id) ? [node] : []));
  const members = membersOf(flow);
  for (const [key, value] of Object.entries(rest)) {
    if (value === null) members.delete(key);
    else members.set(key, value);
  }
  // The same members, some with values that such a document had before.
  return { ...Object.fromEntries(members), nodes: ordered([...kept, ...added], order) } as FlowDocument;
}

function ordered(nodes: readonly FlowNode[], order: readonly string[] | undefined): readonly FlowNode[] {
  if (!order) return nodes;
  const rank = new Map(order.map((id, index) => [id, index]));
  // Steps that the order does not know were added by others and stay last.
  return nodes.toSorted(
    (one, other) => (rank.get(one.id) ?? Infinity) - (rank.get(other.id) ?? Infinity) || 0,
  );
}

function byId({ nodes }: FlowDocument): ReadonlyMap<string, FlowNode> {
  return new Map(nodes.map((node) => [node.id, node]));
}

function membersOf({ nodes: _nodes, ...rest }: FlowDocument): Map<string, unknown> {
  return new Map(Object.entries(rest));
}
