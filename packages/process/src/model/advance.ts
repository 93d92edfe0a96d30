import type { LocalizedText } from "@mortise/kit";
import type { FlowNode } from "@mortise/metadata";
import { findNode } from "../nodes/index.ts";
import type { CompiledFlow } from "./compiled-flow.ts";
import type { StepOutcome } from "./node-type.ts";
import type { Advance, FlowEvent, RunState, TraceStep } from "./run-state.ts";
import { Missing, StepContext } from "./step-context.ts";
import type { World } from "./world.ts";

/** Steps one run may take in its life; more means a loop without an end. */
export const STEP_BUDGET = 200;

const TOO_MANY: LocalizedText = {
  zh: `流程走了超过 ${STEP_BUDGET} 步，可能有死循环，已停止`,
  en: `The flow took more than ${STEP_BUDGET} steps and was stopped; it probably loops`,
};

/** The state of a run that has not taken a step. */
export function newRun(
  flow: CompiledFlow,
  run: Pick<RunState, "entity" | "record" | "startedBy" | "old">,
): RunState {
  return { status: "running", node: flow.document.start ?? null, steps: 0, ...run };
}

/**
 * Moves a run as far as it gets: until it waits, ends, or needs something the world does not hold yet.
 * Pure: the same flow, state, event and world give the same answer, and nothing outside is touched.
 */
export function advance(flow: CompiledFlow, state: RunState, event: FlowEvent, world: World): Advance {
  if (event.type === "cancel") return cancelled(state, event.reason);
  const node = state.node === null ? undefined : flow.node(state.node);
  if (!node) return finished(state, "done");
  const context = new StepContext({ flow, state, event, world, node });
  try {
    return walk(context, event);
  } catch (error) {
    if (error instanceof Missing) return { kind: "needs", needs: [error.need] };
    throw error;
  }
}

function cancelled(state: RunState, reason: LocalizedText): Advance {
  return {
    kind: "advanced",
    state: { ...state, status: "cancelled", node: null, error: reason },
    effects: [],
    trace: [],
  };
}

function finished(state: RunState, status: "done"): Advance {
  return { kind: "advanced", state: { ...state, status, node: null }, effects: [], trace: [] };
}

function take(context: StepContext, event: FlowEvent, first: boolean): StepOutcome | undefined {
  const type = findNode(context.node.type);
  if (!type) return undefined;
  return first && event.type !== "start" && type.resume ? type.resume(context) : type.step(context);
}

function walk(context: StepContext, event: FlowEvent): Advance {
  const { flow, state } = context;
  const trace: TraceStep[] = [];
  let steps = state.steps;
  const settle = (status: RunState["status"], node: string | null, error?: LocalizedText): Advance => ({
    kind: "advanced",
    state: { ...state, status, node, steps, ...(error ? { error } : {}) },
    effects: context.effects,
    trace,
  });
  for (let first = true; ; first = false) {
    if (steps >= STEP_BUDGET) return settle("failed", context.node.id, TOO_MANY);
    steps += 1;
    const outcome = take(context, event, first);
    if (!outcome) return settle("failed", context.node.id, unknownType(context.node));
    trace.push(traceOf(context, outcome));
    if (outcome.type === "end") return settle("done", null);
    if (outcome.type === "wait") return settle("waiting", context.node.id);
    const next = context.node.exits[outcome.exit];
    const node = next === undefined ? undefined : flow.node(next);
    if (!node) return settle("done", null);
    context.enter(node);
  }
}

function traceOf(context: StepContext, outcome: StepOutcome): TraceStep {
  return {
    node: context.node.id,
    type: context.node.type,
    exit: outcome.type === "exit" ? outcome.exit : null,
    text: outcome.text,
    at: context.world.now.toISOString(),
  };
}

function unknownType(node: FlowNode): LocalizedText {
  return { zh: `不认识的步骤类型“${node.type}”`, en: `Unknown step type "${node.type}"` };
}
