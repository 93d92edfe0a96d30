import type { Side, ThreeStates } from "./three-states.ts";

type Keys = readonly string[];

/**
 * The order of the keys that remain: that of the side which moved something, with what the other side added put behind
 * what it stood behind there. When both moved things differently it is settled.
 */
export function mergeOrder(
  { base, ours, theirs }: { readonly base: Keys; readonly ours: Keys; readonly theirs: Keys },
  remaining: ReadonlySet<string>,
  settle: (states: ThreeStates) => Side,
): Keys {
  const leading = leadingSide({ base, ours, theirs }, settle);
  const [first, second] = leading === "ours" ? [ours, theirs] : [theirs, ours];
  const order = first.filter((key) => remaining.has(key));
  let last: string | undefined;
  for (const key of second.filter((candidate) => remaining.has(candidate))) {
    if (!order.includes(key)) order.splice(last === undefined ? 0 : order.indexOf(last) + 1, 0, key);
    last = key;
  }
  return order;
}

function leadingSide(
  { base, ours, theirs }: { readonly base: Keys; readonly ours: Keys; readonly theirs: Keys },
  settle: (states: ThreeStates) => Side,
): Side {
  if (!isReordered(base, ours)) return "theirs";
  if (!isReordered(base, theirs) || !isReordered(ours, theirs)) return "ours";
  return settle({ base, ours, theirs });
}

/** Whether keys that both lists hold stand in another order. */
function isReordered(before: Keys, after: Keys): boolean {
  const [old, next] = [new Set(before), new Set(after)];
  const common = before.filter((key) => next.has(key));
  return after.filter((key) => old.has(key)).some((key, index) => key !== common[index]);
}
