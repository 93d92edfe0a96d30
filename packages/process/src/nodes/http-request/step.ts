import type { Json, LocalizedText } from "@mortise/kit";
import type { StepOutcome } from "../../model/node-type.ts";
import type { SendAnswer } from "../../model/run-state.ts";
import type { SendPolicy } from "../../model/effect.ts";
import type { Settings } from "../../model/settings.ts";
import type { StepContext } from "../../model/step-context.ts";
import { storedRequest } from "../../outgoing/http/http-request.ts";
import { dueAt } from "../due.ts";
import { readResults } from "../typed-results.ts";
import { namesUsed, requestOf } from "./request.ts";
import { guardsOf } from "./slots.ts";
import { text } from "./text.ts";

const DEFAULT_TRIES = 5;
const DEFAULT_PAUSE = 10;
const LONGEST_PAUSE = 600;

/** Asks for the request and waits for its answer. */
export function stepHttpRequest(context: StepContext): StepOutcome {
  const { settings } = context;
  const request = requestOf(context);
  if (!URL.canParse(request.address)) return failed(context, text.badAddress);
  const { host } = new URL(request.address);
  const guards = guardsOf(context, namesUsed(settings)).map(({ entity, fields }) => ({
    entity,
    fields: [...fields],
  }));
  const send = context.send({
    kind: "http",
    target: host,
    request: storedRequest(request, guards),
    policy: policyOf(settings),
    waits: settings.text("whenFails") === "held" ? "held" : "answer",
  });
  const due = dueAt(context, "atMost");
  if (due !== null) context.wakeAt(due);
  return {
    type: "wait",
    data: { send },
    text: { zh: `请求 ${host}，等待回答`, en: `Asking ${host} and waiting for the answer` },
  };
}

function policyOf(settings: Settings): SendPolicy {
  return {
    tries: Math.max(1, settings.number("tries") ?? DEFAULT_TRIES),
    firstPause: Math.max(1, settings.number("pause") ?? DEFAULT_PAUSE),
    longestPause: Math.max(LONGEST_PAUSE, settings.number("pause") ?? DEFAULT_PAUSE),
  };
}

/** The answer has come, or there is no more time for it. */
export function resumeHttpRequest(context: StepContext): StepOutcome {
  const { event, memory, settings } = context;
  if (event.type === "timer") {
    context.withdraw();
    return failed(context, text.tooLate);
  }
  if (event.type !== "answered" || event.send !== memory.text("send")) return { type: "stay" };
  if (settings.text("atMost") !== undefined) context.withdraw();
  return event.answer.ok
    ? answered(context, event.answer)
    : failed(context, event.answer.problem, event.answer);
}

function answered(context: StepContext, { reply }: Extract<SendAnswer, { ok: true }>): StepOutcome {
  const { settings, world } = context;
  const status = typeof reply["status"] === "number" ? reply["status"] : null;
  const { values, unread } = readResults(settings, reply["body"] ?? null, world.timeZone);
  context.give({ ...values, status: status === null ? null : String(status), problem: null });
  const missing = unread.map(({ name }) => name);
  const zh = missing.map((name) => `“${name.zh}”`).join("、");
  const en = missing.map((name) => `“${name.en}”`).join(", ");
  return {
    type: "exit",
    exit: "next",
    text: {
      zh: `对方回答了${status === null ? "" : ` ${status}`}${zh && `；没有读到${zh}`}`,
      en: `It answered${status === null ? "" : ` ${status}`}${en && `; ${en} could not be read`}`,
    },
  };
}

/** Goes the other way, with what went wrong for later steps. */
function failed(context: StepContext, problem: LocalizedText, answer?: SendAnswer): StepOutcome {
  const reply = answer && !answer.ok ? answer.reply : undefined;
  const status: Json | undefined = reply?.["status"];
  context.give({
    status: typeof status === "number" ? String(status) : null,
    problem: problem.zh,
  });
  return {
    type: "exit",
    exit: "failed",
    text: { zh: `没有成功：${problem.zh}`, en: `It failed: ${problem.en}` },
  };
}
