import type { StepOutcome } from "../../model/node-type.ts";
import type { StepContext } from "../../model/step-context.ts";
import { resolvePeople } from "../../people/index.ts";
import { quoteTokens } from "../template.ts";
import { text } from "./text.ts";

/** Sends the copies and tells of them. */
export function stepCopy(context: StepContext): StepOutcome {
  const assignees = resolvePeople(context, context.settings.items("to"));
  if (assignees.length === 0) return { type: "exit", exit: "next", text: text.nobody };
  const title = quoteTokens(context, context.settings.localized("title"));
  context.ask({ kind: "copy", title, assignees, mode: "any", dueAt: null });
  context.emit({ type: "notify", users: assignees, title, body: text.copied });
  const names = assignees.map((user) => context.wording.name(user));
  return {
    type: "exit",
    exit: "next",
    text: { zh: `抄送${names.join("、")}`, en: `Copied to ${names.join(", ")}` },
  };
}
