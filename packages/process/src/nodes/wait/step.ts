import { durationText } from "../../model/duration.ts";
import type { StepOutcome } from "../../model/node-type.ts";
import type { StepContext } from "../../model/step-context.ts";
import { dueAt } from "../due.ts";
import { text } from "./text.ts";

/** Sets the timer. */
export function stepWait(context: StepContext): StepOutcome {
  const due = dueAt(context, "for") ?? context.world.now.toISOString();
  context.wakeAt(due);
  const time = durationText(context.settings.text("for") ?? "");
  return { type: "wait", text: { zh: `等待 ${time.zh}`, en: `Waiting ${time.en}` } };
}

/** The timer rang. */
export function resumeWait(): StepOutcome {
  return { type: "exit", exit: "next", text: text.over };
}
