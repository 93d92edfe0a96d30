import type { Fork, JoinOutcome, StepOutcome, BlockView } from "../../model/node-type.ts";
import type { StepContext } from "../../model/step-context.ts";
import { text } from "./text.ts";

const DEFAULT_MOST = 100;

/** Starts the first round, or passes by when there is none. */
export function stepLoop(context: StepContext): StepOutcome {
  return nextRound(context, 1) ?? { type: "exit", exit: "next", text: text.over };
}

/** After a round the next one, or the way after the loop. */
export function joinLoop(context: StepContext, { data }: BlockView): JoinOutcome {
  const round = typeof data["round"] === "number" ? data["round"] : 1;
  return nextRound(context, round + 1) ?? { type: "exit", exit: "next", others: "go-on", text: text.over };
}

function nextRound(context: StepContext, round: number): Fork | undefined {
  const { settings } = context;
  const isWhile = settings.text("kind") === "while";
  const most = (isWhile ? settings.number("most") : settings.number("count")) ?? DEFAULT_MOST;
  if (round > most) return undefined;
  if (isWhile && !context.test(settings.expression("when"))) return undefined;
  const words = { zh: `第 ${round} 轮`, en: `Round ${round}` };
  return { type: "fork", branches: ["body"], data: { round }, text: words };
}
