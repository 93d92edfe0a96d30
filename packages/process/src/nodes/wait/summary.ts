import { durationText } from "@mortise/expression";
import type { LocalizedText } from "@mortise/kit";
import type { SummaryContext } from "../../model/node-type.ts";
import type { Settings } from "../../model/settings.ts";

/** Until when a step waits that waits for a date, in words. */
export function dateText(settings: Settings, { wording, entity }: SummaryContext): LocalizedText {
  const field = wording.field(entity, settings.text("field") ?? "");
  const by = durationText(settings.text("by") ?? "");
  const side = settings.text("side") ?? "on";
  if (side === "before")
    return { zh: `等到${field.zh}之前 ${by.zh}`, en: `Wait until ${by.en} before ${field.en}` };
  return side === "after"
    ? { zh: `等到${field.zh}之后 ${by.zh}`, en: `Wait until ${by.en} after ${field.en}` }
    : { zh: `等到${field.zh}`, en: `Wait until ${field.en}` };
}
