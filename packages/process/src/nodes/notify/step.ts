import type { StepOutcome } from "../../model/node-type.ts";
import type { StepContext } from "../../model/step-context.ts";
import { resolvePeople } from "../../people/index.ts";
import { quoteTokens } from "../template.ts";
import { text } from "./text.ts";

/** Asks for one message to everybody meant. */
export function stepNotify(context: StepContext): StepOutcome {
  const users = resolvePeople(context, context.settings.items("to"));
  if (users.length === 0) return { type: "exit", exit: "next", text: text.nobody };
  context.emit({
    type: "notify",
    users,
    title: quoteTokens(context, context.settings.localized("title")),
    body: quoteTokens(context, context.settings.localized("body")),
  });
  const names = users.slice(0, 5).map((user) => context.wording.name(user));
  const more =
    users.length > 5
      ? { zh: `等 ${users.length} 人`, en: ` and ${users.length - 5} more` }
      : { zh: "", en: "" };
  return {
    type: "exit",
    exit: "next",
    text: { zh: `通知了${names.join("、")}${more.zh}`, en: `Told ${names.join(", ")}${more.en}` },
  };
}
