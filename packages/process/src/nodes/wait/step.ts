import { durationText } from "@mortise/expression";
import { dueMoment } from "../../model/due-moment.ts";
import type { StepOutcome } from "../../model/node-type.ts";
import type { StepContext } from "../../model/step-context.ts";
import { dueAt } from "../due.ts";
import { text } from "./text.ts";

const LONG_AGO = new Date(-8_640_000_000_000_000);

/** Sets the timer, or goes on when there is nothing to wait for. */
export function stepWait(context: StepContext): StepOutcome {
  const until = context.settings.text("until");
  if (until === "date") return waitForDate(context);
  if (until === "condition") return waitForCondition(context);
  context.wakeAt(dueAt(context, "for") ?? context.world.now.toISOString());
  const time = durationText(context.settings.text("for") ?? "");
  return { type: "wait", text: { zh: `等待 ${time.zh}`, en: `Waiting ${time.en}` } };
}

/** The timer rang, or the record has changed. */
export function resumeWait(context: StepContext): StepOutcome {
  const until = context.settings.text("until");
  if (context.event.type === "settled") return { type: "exit", exit: "next", text: text.over };
  if (until === "date") return waitForDate(context);
  if (until === "condition") return lookAgain(context);
  if (context.event.type === "changed") return { type: "stay" };
  return { type: "exit", exit: "next", text: text.over };
}

/** The date is looked at as it stands now: it may have been moved while the step waited. */
function waitForDate(context: StepContext): StepOutcome {
  const { settings, world } = context;
  const field = settings.text("field") ?? "";
  const { calendar, timeZone, now } = world;
  const due = dueMoment(settings, {
    record: { [field]: context.value(field) },
    after: LONG_AGO,
    holds: () => true,
    calendar,
    timeZone,
  });
  const isWaiting = context.memory.text("due") !== undefined;
  if (!due || due <= now) {
    if (isWaiting) context.withdraw();
    return { type: "exit", exit: "next", text: due ? text.come : text.noDate };
  }
  const at = due.toISOString();
  if (at === context.memory.text("due") && context.event.type === "changed") return { type: "stay" };
  context.wakeAt(at);
  const day = context.wording.value(context.state.entity, field, context.value(field));
  return { type: "wait", data: { due: at }, text: { zh: `等到${day.zh}`, en: `Waiting for ${day.en}` } };
}

function waitForCondition(context: StepContext): StepOutcome {
  if (context.test(context.settings.expression("when")))
    return { type: "exit", exit: "next", text: text.holds };
  const due = dueAt(context, "atMost");
  if (due !== null) context.wakeAt(due);
  return { type: "wait", text: text.waiting };
}

function lookAgain(context: StepContext): StepOutcome {
  if (context.test(context.settings.expression("when"))) {
    context.withdraw();
    return { type: "exit", exit: "next", text: text.holds };
  }
  if (context.event.type !== "timer") return { type: "stay" };
  return { type: "exit", exit: "late", text: text.tooLate };
}
