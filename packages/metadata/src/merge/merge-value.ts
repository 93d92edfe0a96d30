import { isPlainObject } from "@mortise/kit";
import { isSame } from "../diff/change.ts";
import { mergeOrder } from "./merge-order.ts";
import { itemsByKey, type Shape } from "./shape.ts";
import type { Side, ThreeStates } from "./three-states.ts";

/** The last part of a path that speaks of the order of a list. */
export const ORDER = "#order";

/** Told of every part that both sides changed differently; answers whose stays. */
export type Settle = (path: readonly string[], states: ThreeStates) => Side;

/**
 * Merges a part of two states that came from one: what only one side changed is taken from it; what both changed is
 * looked into as far as its shape allows, then settled.
 */
export function mergeValue(
  states: ThreeStates,
  shape: Shape,
  path: readonly string[],
  settle: Settle,
): unknown {
  const { base, ours, theirs } = states;
  if (isSame(ours, theirs) || isSame(base, theirs)) return ours;
  if (isSame(base, ours)) return theirs;
  const inside = mergeInside(states, shape, path, settle);
  return inside ? inside.merged : states[settle(path, states)];
}

function mergeInside(
  { base, ours, theirs }: ThreeStates,
  shape: Shape,
  path: readonly string[],
  settle: Settle,
): { readonly merged: unknown } | undefined {
  if (shape.type === "value") return undefined;
  if (shape.type === "object") {
    if (!isPlainObject(ours) || !isPlainObject(theirs)) return undefined;
    return { merged: mergeObject({ base, ours, theirs }, shape, path, settle) };
  }
  const [own, others] = [itemsByKey(ours, shape.key), itemsByKey(theirs, shape.key)];
  if (!own || !others) return undefined;
  const items = {
    base: itemsByKey(base, shape.key) ?? new Map<string, unknown>(),
    ours: own,
    theirs: others,
  };
  return { merged: mergeItems(items, shape.item, path, settle) };
}

function mergeObject(
  { base, ours, theirs }: { readonly base: unknown } & Readonly<Record<Side, Record<string, unknown>>>,
  shape: Extract<Shape, { type: "object" }>,
  path: readonly string[],
  settle: Settle,
): unknown {
  const old = isPlainObject(base) ? base : {};
  const keys = new Set([...Object.keys(ours), ...Object.keys(theirs), ...Object.keys(old)]);
  const entries = [...keys].flatMap((key): [string, unknown][] => {
    const at = (state: Record<string, unknown>): unknown =>
      Object.hasOwn(state, key) ? state[key] : undefined;
    const inner = (Object.hasOwn(shape.properties, key) ? shape.properties[key] : undefined) ?? shape.rest;
    const states = { base: at(old), ours: at(ours), theirs: at(theirs) };
    const merged = mergeValue(states, inner, [...path, key], settle);
    return merged === undefined ? [] : [[key, merged]];
  });
  return Object.fromEntries(entries);
}

type Items = ReadonlyMap<string, unknown>;

function mergeItems(
  { base, ours, theirs }: { readonly base: Items; readonly ours: Items; readonly theirs: Items },
  shape: Shape,
  path: readonly string[],
  settle: Settle,
): readonly unknown[] {
  const merged = new Map<string, unknown>();
  for (const key of new Set([...ours.keys(), ...theirs.keys()])) {
    const states = { base: base.get(key), ours: ours.get(key), theirs: theirs.get(key) };
    const item = mergeValue(states, shape, [...path, key], settle);
    if (item !== undefined) merged.set(key, item);
  }
  const keys = { base: [...base.keys()], ours: [...ours.keys()], theirs: [...theirs.keys()] };
  const order = mergeOrder(keys, new Set(merged.keys()), (states) => settle([...path, ORDER], states));
  return order.map((key) => merged.get(key));
}
