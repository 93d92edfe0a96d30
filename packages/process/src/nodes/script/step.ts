import type { LocalizedText } from "@mortise/kit";
import type { StepOutcome } from "../../model/node-type.ts";
import type { StepContext } from "../../model/step-context.ts";
import { guardsOf } from "../http-request/slots.ts";
import { readResults } from "../typed-results.ts";
import { inputOf, namesGiven } from "./inputs.ts";

/** Longest time that a script may take. */
export const LONGEST_SECONDS = 5;
const DEFAULT_SECONDS = 2;
/** A script that fails would fail again; it is only tried again where the process ended meanwhile. */
const POLICY = { tries: 3, firstPause: 1, longestPause: 30 } as const;

/** Hands the script and its values over and waits. */
export function stepScript(context: StepContext): StepOutcome {
  const { settings } = context;
  const guards = guardsOf(context, namesGiven(settings)).map(({ entity, fields }) => ({
    entity,
    fields: [...fields],
  }));
  const seconds = Math.min(LONGEST_SECONDS, Math.max(1, settings.number("seconds") ?? DEFAULT_SECONDS));
  const send = context.send({
    kind: "script",
    target: "script",
    request: { code: settings.text("code") ?? "", input: inputOf(context), seconds, guards },
    policy: POLICY,
    waits: settings.text("whenFails") === "held" ? "held" : "answer",
  });
  return { type: "wait", data: { send }, text: { zh: "运行脚本", en: "Running the script" } };
}

/** The script has ended. A result of another type than was declared counts as a failure. */
export function resumeScript(context: StepContext): StepOutcome {
  const { event, memory, settings, world } = context;
  if (event.type !== "answered" || event.send !== memory.text("send")) return { type: "stay" };
  if (!event.answer.ok) return failed(context, event.answer.problem);
  const { values, unread } = readResults(settings, event.answer.reply["body"] ?? null, world.timeZone);
  const [wrong] = unread;
  if (wrong) return failed(context, unreadable(wrong.name));
  context.give({ ...values, problem: null });
  return { type: "exit", exit: "next", text: { zh: "脚本运行成功", en: "The script has run" } };
}

function unreadable(name: LocalizedText): LocalizedText {
  return {
    zh: `脚本没有返回“${name.zh}”，或者类型不对`,
    en: `The script gave back no “${name.en}”, or one of another type`,
  };
}

function failed(context: StepContext, problem: LocalizedText): StepOutcome {
  context.give({ problem: problem.zh });
  return {
    type: "exit",
    exit: "failed",
    text: { zh: `脚本没有成功：${problem.zh}`, en: `The script failed: ${problem.en}` },
  };
}
