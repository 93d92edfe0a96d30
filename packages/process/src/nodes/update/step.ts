import type { StepOutcome } from "../../model/node-type.ts";
import type { StepContext } from "../../model/step-context.ts";
import { fieldNames, fieldValues } from "../field-values.ts";
import { targetRecords } from "../target-records.ts";
import { text } from "./text.ts";

/** Writes the values; when there is no record they are passed over, and that is said. */
export function stepUpdate(context: StepContext): StepOutcome {
  const { entity, ids } = targetRecords(context, context.settings.text("reference"));
  if (ids.length === 0) return { type: "exit", exit: "next", text: text.emptyReference };
  const values = fieldValues(context, context.settings);
  for (const id of ids) context.update(entity, id, values);
  const names = fieldNames(context.wording, entity, context.settings);
  const n = ids.length;
  const many = n === 1 ? { zh: "", en: "" } : { zh: `（${n} 条）`, en: ` (${n} records)` };
  return {
    type: "exit",
    exit: "next",
    text: { zh: `已设置${names.zh}${many.zh}`, en: `Set ${names.en}${many.en}` },
  };
}
