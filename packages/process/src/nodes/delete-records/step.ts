import type { StepOutcome } from "../../model/node-type.ts";
import type { StepContext } from "../../model/step-context.ts";
import { targetRecords } from "../target-records.ts";
import { text } from "./text.ts";

/** Asks for the records to be moved to the recycle bin. */
export function stepDeleteRecords(context: StepContext): StepOutcome {
  const { entity, ids } = targetRecords(context, context.settings.text("reference"));
  // A run whose record is gone is cancelled: its own record stays.
  const others = ids.filter((id) => entity !== context.state.entity || id !== context.state.record);
  if (others.length === 0) return { type: "exit", exit: "next", text: text.nothing };
  context.emit({ type: "delete", entity, ids: others });
  const name = context.wording.entity(entity);
  const n = others.length;
  return {
    type: "exit",
    exit: "next",
    text: {
      zh: `删除了 ${n} 条${name.zh}`,
      en: n === 1 ? `Deleted one ${name.en}` : `Deleted ${n}: ${name.en}`,
    },
  };
}
