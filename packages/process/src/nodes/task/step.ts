import type { StepOutcome } from "../../model/node-type.ts";
import type { StepContext } from "../../model/step-context.ts";
import { resolvePeople } from "../../people/index.ts";
import { dueAt } from "../due.ts";
import { shownFields } from "../shown-fields.ts";
import { fillTokens, quoteTokens } from "../template.ts";
import { text } from "./text.ts";

/** Asks for the task. */
export function stepTask(context: StepContext): StepOutcome {
  const assignees = resolvePeople(context, context.settings.items("to"));
  if (assignees.length === 0) return { type: "exit", exit: "next", text: text.nobody };
  const template = context.settings.localized("title");
  const waits = context.settings.flag("waitForIt");
  const fields = shownFields(context.settings);
  context.ask({
    kind: "task",
    title: quoteTokens(context, template),
    assignees,
    mode: "any",
    dueAt: dueAt(context, "due"),
    ...(fields.length > 0 ? { terms: { fields } } : {}),
  });
  const title = fillTokens(context, template);
  const done = { zh: `建立任务：${title.zh}`, en: `Task: ${title.en}` };
  return waits ? { type: "wait", text: done } : { type: "exit", exit: "next", text: done };
}

/** Goes on once the task is done. */
export function resumeTask(): StepOutcome {
  return { type: "exit", exit: "next", text: text.done };
}
