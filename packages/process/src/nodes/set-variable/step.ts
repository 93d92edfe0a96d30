import type { StepOutcome } from "../../model/node-type.ts";
import type { StepContext } from "../../model/step-context.ts";

/** Works the value out and keeps it. Also in a round of a loop the variable is the run's, so that it can add up. */
export function stepSetVariable(context: StepContext): StepOutcome {
  const { settings, state } = context;
  const value = context.evaluate(settings.expression("value") ?? null);
  const path = settings.text("sets") ?? `$${context.node.id}.value`;
  context.setVariable(path, value);
  const name = context.wording.field(state.entity, path);
  const said = context.wording.value(state.entity, path, value);
  return {
    type: "exit",
    exit: "next",
    text: { zh: `“${name.zh}”是${said.zh}`, en: `“${name.en}” is ${said.en}` },
  };
}
