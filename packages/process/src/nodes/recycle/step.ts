import { fillText, type LocalizedText, sameText } from "@mortise/kit";
import type { StepOutcome } from "../../model/node-type.ts";
import type { StepContext } from "../../model/step-context.ts";
import { fillTokens, namedTokens, quoteTokens } from "../template.ts";
import { text } from "./text.ts";

/** Asks for the release; a record without an owner is already in the pool. */
export function stepRecycle(context: StepContext): StepOutcome {
  const { entity, record } = context.state;
  const owner = context.value("owner");
  if (typeof owner !== "string") return { type: "exit", exit: "next", text: text.alreadyThere };
  const until = context.value("protected_until");
  if (typeof until === "string" && Date.parse(until) > context.world.now.getTime())
    return { type: "exit", exit: "next", text: staysUntil(context, until) };
  const template = context.settings.localized("reason");
  const quoting = quoteTokens(context, template);
  const why = { ...quoting, zh: `退回公海：${quoting.zh}`, en: `Back to the public pool: ${quoting.en}` };
  context.decide("recycle", why, [
    { label: text.previousOwner, value: sameText(context.wording.name(owner)), decisive: true },
  ]);
  // The history of the record is read by many: it names the fields, not their values.
  const reason = namedTokens(context.wording, entity, template ?? sameText(""));
  context.emit({ type: "release", entity, id: record, reason: reason.zh });
  const said = fillTokens(context, template);
  return {
    type: "exit",
    exit: "next",
    text: { zh: `退回公海：${said.zh}`, en: `Back to the public pool: ${said.en}` },
  };
}

/** The pool of the record keeps it with its owner for a while. */
function staysUntil(context: StepContext, until: string): LocalizedText {
  const { zh, en } = context.wording.value(context.state.entity, "protected_until", until);
  return { zh: fillText(text.protected.zh, { until: zh }), en: fillText(text.protected.en, { until: en }) };
}
