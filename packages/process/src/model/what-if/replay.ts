import { advance, newRun } from "../advance.ts";
import type { AssignOutcome, Effect } from "../effect.ts";
import type { Need } from "../world.ts";
import type { PastStart } from "./past.ts";
import type { PastWorld } from "./past-world.ts";

/** What a flow makes of one moment of the past. */
export interface Replayed {
  readonly start: PastStart;
  /** Who gets the record and by which rule of which step; undefined when nothing decides about the owner. */
  readonly outcome: (AssignOutcome & { readonly node: string }) | undefined;
  /** Until when people were asked for something, by step. */
  readonly due: readonly { readonly node: string; readonly at: Date }[];
}

/**
 * Lets its flow start at a moment of the past, as far as it gets by itself, and moves the world on. What it must know first
 * and the past does not tell is answered as a need.
 */
export function replay(start: PastStart, world: PastWorld): Replayed | { readonly needs: readonly Need[] } {
  const { event, flow } = start;
  world.enter(start);
  const run = newRun(flow, {
    entity: flow.document.entity,
    record: event.record,
    startedBy: event.startedBy,
    ...(event.before ? { old: event.before } : {}),
  });
  const state = event.keepsOwner ? { ...run, keepsOwner: true } : run;
  const moved = advance(flow, state, { type: "start" }, world);
  if (moved.kind === "needs") return { needs: moved.needs };
  const outcome = outcomeOf(moved.effects);
  world.leave(start, moved.effects, outcome);
  return { start, outcome, due: dueOf(moved.effects) };
}

function outcomeOf(effects: readonly Effect[]): Replayed["outcome"] {
  for (const effect of effects.toReversed())
    if (effect.type === "decision" && effect.decision.outcome)
      return { ...effect.decision.outcome, node: effect.decision.node };
  return undefined;
}

function dueOf(effects: readonly Effect[]): Replayed["due"] {
  return effects.flatMap((effect) =>
    effect.type === "work" && effect.kind === "task" && effect.dueAt !== null
      ? [{ node: effect.node, at: new Date(effect.dueAt) }]
      : [],
  );
}
