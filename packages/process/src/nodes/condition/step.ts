import type { StepOutcome } from "../../model/node-type.ts";
import type { StepContext } from "../../model/step-context.ts";
import { branchExits } from "../branch-exits.ts";
import { text } from "./text.ts";

/** Tries the branches in order and keeps the values that decided. */
export function stepCondition(context: StepContext): StepOutcome {
  const tried = [];
  const exits = branchExits(context.settings);
  for (const [index, branch] of context.settings.items("branches").entries()) {
    const when = branch.expression("when");
    if (when === undefined) continue;
    const holds = context.test(when);
    tried.push(...context.findings(when).map((detail) => (holds ? detail : { ...detail, decisive: false })));
    if (!holds) continue;
    const name = exits[index]?.name ?? text.name;
    const why = { zh: `满足“${name.zh}”的条件`, en: `The condition of "${name.en}" holds` };
    context.decide("branch", why, tried);
    return { type: "exit", exit: branch.text("id") ?? "", text: why };
  }
  const decisive = tried.map((detail) => ({ ...detail, decisive: true }));
  context.decide("branch", text.noneHolds, decisive);
  return { type: "exit", exit: "else", text: text.noneHolds };
}
