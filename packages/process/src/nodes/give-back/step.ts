import { OUTPUT } from "../../model/calls/call-signature.ts";
import type { StepOutcome } from "../../model/node-type.ts";
import type { StepContext } from "../../model/step-context.ts";

/** Keeps the values with the run, wherever the step stands; what is set last counts. */
export function stepGiveBack(context: StepContext): StepOutcome {
  const { settings, state, wording } = context;
  const said = settings.items("values").flatMap((row) => {
    const id = row.text("output");
    if (id === undefined) return [];
    const path = `$${OUTPUT}.${id}`;
    const value = context.evaluate(row.expression("value") ?? null);
    context.setVariable(path, value);
    const name = wording.field(state.entity, path);
    const words = wording.value(state.entity, path, value);
    return [{ zh: `“${name.zh}”是${words.zh}`, en: `“${name.en}” is ${words.en}` }];
  });
  return {
    type: "exit",
    exit: "next",
    text: { zh: said.map(({ zh }) => zh).join("；"), en: said.map(({ en }) => en).join("; ") },
  };
}
