import type { StepOutcome } from "../../model/node-type.ts";
import type { StepContext } from "../../model/step-context.ts";
import { pickersOf } from "../../people/index.ts";
import { quoteTokens } from "../template.ts";
import { text } from "./text.ts";

/** Asks somebody to choose the approvers first; undefined when nobody has to. */
export function askToPick(context: StepContext): StepOutcome | undefined {
  const { settings } = context;
  const pickers = pickersOf(context, settings.items("to")) ?? [];
  if (pickers.length === 0) return undefined;
  const title = quoteTokens(context, settings.localized("title"));
  context.emit({ type: "notify", users: pickers, title, body: text.choosesApprovers });
  context.ask({
    kind: "task",
    title,
    assignees: pickers,
    mode: "any",
    dueAt: null,
    terms: { pick: true },
  });
  return { type: "wait", text: text.choosesApprovers, data: { isPicking: true } };
}
