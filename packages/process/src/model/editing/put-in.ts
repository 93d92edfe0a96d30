import type { FlowDocument, FlowNode } from "@mortise/metadata";
import { type ExitPlace, onwardExit, targetOf, withTarget } from "../flow-edit.ts";

/**
 * Puts steps on a way out, one part after the other: those that lead to each other keep their lines, and what followed there
 * now follows where their lines led out. Their ids must be free.
 */
export function putIn(flow: FlowDocument, place: ExitPlace, steps: readonly FlowNode[]): FlowDocument {
  const next = targetOf(flow, place);
  const parts = partsOf(steps);
  const firsts = parts.map((part) => part[0]?.id);
  const nodes = parts.flatMap((part, index) => tied(part, firsts[index + 1] ?? next));
  return withTarget({ ...flow, nodes: [...flow.nodes, ...nodes] }, place, firsts[0] ?? next);
}

/** Steps that a first one leads to, part by part. */
function partsOf(steps: readonly FlowNode[]): readonly (readonly FlowNode[])[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const led = new Set(
    steps.flatMap(({ id, exits }) => Object.values(exits).filter((target) => target !== id)),
  );
  const taken = new Set<string>();
  const parts: FlowNode[][] = [];
  // Circles that nothing leads into begin with their first step.
  for (const first of [...steps.filter(({ id }) => !led.has(id)), ...steps]) {
    if (taken.has(first.id)) continue;
    const part: FlowNode[] = [];
    const waiting = [first];
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      if (taken.has(step.id)) continue;
      taken.add(step.id);
      part.push(step);
      waiting.push(...Object.values(step.exits).flatMap((target) => byId.get(target) ?? []));
    }
    parts.push(part);
  }
  return parts;
}

/** A part of which the lines that led elsewhere lead to what follows; when none did, the main way of its first step does. */
function tied(part: readonly FlowNode[], next: string | undefined): readonly FlowNode[] {
  const own = new Set(part.map(({ id }) => id));
  const isLoose = part.some(({ exits }) => Object.values(exits).some((target) => !own.has(target)));
  const end = isLoose ? undefined : mainEnd(part);
  return part.map((step) => {
    const exits = Object.entries(step.exits).flatMap(([exit, target]) => {
      if (own.has(target)) return [[exit, target] as const];
      return next === undefined ? [] : [[exit, next] as const];
    });
    if (step.id === end?.id && next !== undefined) exits.push([end.exit, next]);
    return { ...step, exits: Object.fromEntries(exits) };
  });
}

/** The open end of the main way from the first step. */
function mainEnd(part: readonly FlowNode[]): { readonly id: string; readonly exit: string } | undefined {
  const byId = new Map(part.map((step) => [step.id, step]));
  const seen = new Set<string>();
  for (let step = part[0]; step && !seen.has(step.id);) {
    seen.add(step.id);
    const exit = onwardExit(step);
    if (exit === undefined) return undefined;
    const target = step.exits[exit];
    if (target === undefined) return { id: step.id, exit };
    step = byId.get(target);
  }
  return undefined;
}
