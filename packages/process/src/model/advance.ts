import type { LocalizedText } from "@mortise/kit";
import type { CompiledFlow } from "./compiled-flow.ts";
import { type Advance, type FlowEvent, type RunState, standsAt } from "./run-state.ts";
import { Walk } from "./walk.ts";
import type { World } from "./world.ts";

/** The state of a run that has not taken a step. */
export function newRun(
  flow: CompiledFlow,
  run: Pick<RunState, "entity" | "record" | "startedBy" | "old" | "outputs">,
): RunState {
  const { start } = flow.document;
  const tokens = start === undefined ? [] : [{ id: "1", node: start, block: null, branch: null }];
  return { status: "running", tokens, blocks: [], serial: tokens.length, steps: 0, ...run };
}

/**
 * Moves a run as far as it gets: until all its ways wait, it ends, or it needs something the world does not hold yet.
 * Several events of one moment are taken in their order. Pure: the same flow, state, events and world give the same
 * answer, and nothing outside is touched.
 */
export function advance(
  flow: CompiledFlow,
  state: RunState,
  events: FlowEvent | readonly FlowEvent[],
  world: World,
): Advance {
  const list = "type" in events ? [events] : events;
  const cancel = list.find((event) => event.type === "cancel");
  if (cancel) return cancelled(state, cancel.reason);
  const walk = new Walk(flow, state, world);
  for (const event of list) walk.take(event);
  return walk.answer();
}

function cancelled(state: RunState, reason: LocalizedText): Advance {
  const at = standsAt(state);
  const stopped = at === null ? {} : { stoppedAt: at };
  return {
    kind: "advanced",
    state: { ...state, ...stopped, status: "cancelled", tokens: [], blocks: [], error: reason },
    effects: [],
    trace: [],
  };
}
