import type { StepOutcome } from "../../model/node-type.ts";
import type { StepContext } from "../../model/step-context.ts";
import { fieldValues } from "../field-values.ts";

/** Asks for the new record. */
export function stepCreateRecord(context: StepContext): StepOutcome {
  const entity = context.settings.text("entity") ?? "";
  const link = context.settings.text("link");
  const values = fieldValues(context, context.settings);
  const record = context.create(
    entity,
    link === undefined ? values : { ...values, [link]: context.state.record },
  );
  context.give({ record });
  const name = context.wording.entity(entity);
  return { type: "exit", exit: "next", text: { zh: `新建了${name.zh}`, en: `Created a ${name.en}` } };
}
