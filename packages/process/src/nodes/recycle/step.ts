import { sameText } from "@mortise/kit";
import type { StepOutcome } from "../../model/node-type.ts";
import type { StepContext } from "../../model/step-context.ts";
import { fillTokens } from "../template.ts";
import { text } from "./text.ts";

/** Asks for the release; a record without an owner is already in the pool. */
export function stepRecycle(context: StepContext): StepOutcome {
  const { entity, record } = context.state;
  const owner = context.value("owner");
  if (typeof owner !== "string") return { type: "exit", exit: "next", text: text.alreadyThere };
  const reason = fillTokens(context, context.settings.localized("reason"));
  const why = { zh: `退回公海：${reason.zh}`, en: `Back to the public pool: ${reason.en}` };
  context.decide("recycle", why, [
    { label: text.previousOwner, value: sameText(context.wording.name(owner)), decisive: true },
  ]);
  context.emit({ type: "release", entity, id: record, reason: reason.zh });
  return { type: "exit", exit: "next", text: why };
}
