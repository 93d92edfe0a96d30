import type { BlockView, Fork, JoinOutcome, StepOutcome } from "../../model/node-type.ts";
import type { StepContext } from "../../model/step-context.ts";
import { joinWays } from "../join.ts";
import { targetRecords } from "../target-records.ts";
import { text } from "./text.ts";

const DEFAULT_MOST = 100;
/** Rounds of one loop at most. */
const MOST_ROUNDS = 1000;

/** Starts the first round, or all rounds at once; passes by when there is none. */
export function stepLoop(context: StepContext): StepOutcome {
  const { settings } = context;
  const kind = settings.text("kind");
  const items = kind === "each" ? itemsOf(context) : undefined;
  const isTogether = settings.text("order") === "together" && kind !== "while";
  const first = isTogether ? allRounds(context, items) : nextRound(context, 1, items);
  return first ?? { type: "exit", exit: "next", text: items ? text.nothing : text.over };
}

/** After a round the next one, or the way after the loop; of rounds at once as soon as enough have ended. */
export function joinLoop(context: StepContext, block: BlockView): JoinOutcome {
  const { data } = block;
  if (data["together"] === true) return joinWays(context.settings, block, "enough");
  const round = typeof data["round"] === "number" ? data["round"] : 1;
  const items = Array.isArray(data["items"])
    ? data["items"].filter((item) => typeof item === "string")
    : undefined;
  return (
    nextRound(context, round + 1, items) ?? { type: "exit", exit: "next", others: "go-on", text: text.over }
  );
}

/** The records to go through; they are settled when the loop begins, and asked for all at once. */
function itemsOf(context: StepContext): readonly string[] {
  const list = context.settings.text("list");
  return list === undefined ? [] : targetRecords(context, list).ids.slice(0, MOST_ROUNDS);
}

function allRounds(context: StepContext, items: readonly string[] | undefined): Fork | undefined {
  const count = items ? items.length : Math.min(MOST_ROUNDS, context.settings.number("count") ?? 0);
  if (count === 0) return undefined;
  const rounds = Array.from({ length: count }, (_none, index) => index);
  return {
    type: "fork",
    branches: rounds.map(() => "body"),
    own: rounds.map((index) => ownOf(index + 1, items)),
    data: { together: true },
    text: { zh: `同时处理 ${count} 轮`, en: count === 1 ? "One round" : `${count} rounds at once` },
  };
}

function ownOf(round: number, items: readonly string[] | undefined) {
  const index = String(round);
  return items ? { item: items[round - 1] ?? null, index } : { index };
}

function nextRound(
  context: StepContext,
  round: number,
  items: readonly string[] | undefined,
): Fork | undefined {
  const { settings } = context;
  const isWhile = settings.text("kind") === "while";
  const most =
    items?.length ?? (isWhile ? settings.number("most") : settings.number("count")) ?? DEFAULT_MOST;
  if (round > most) return undefined;
  if (isWhile && !context.test(settings.expression("when"))) return undefined;
  return {
    type: "fork",
    branches: ["body"],
    text: { zh: `第 ${round} 轮`, en: `Round ${round}` },
    ...(items ? { data: { round, items: [...items] }, own: [ownOf(round, items)] } : { data: { round } }),
  };
}
