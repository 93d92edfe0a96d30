import type { StepOutcome } from "../../model/node-type.ts";
import type { StepContext } from "../../model/step-context.ts";
import { branchExits } from "../branch-exits.ts";
import { text } from "./text.ts";

/** Tries all branches and keeps the values that decided. */
export function stepInclusive(context: StepContext): StepOutcome {
  const tried = [];
  const taken: string[] = [];
  for (const branch of context.settings.items("branches")) {
    const when = branch.expression("when");
    if (when === undefined) continue;
    tried.push(...context.findings(when));
    if (context.test(when)) taken.push(branch.text("id") ?? "");
  }
  const names = branchExits(context.settings).filter((exit) => taken.includes(exit.id));
  const why =
    names.length === 0
      ? text.noneHolds
      : {
          zh: `满足条件：${names.map((exit) => exit.name.zh).join("、")}`,
          en: `Taken: ${names.map((exit) => exit.name.en).join(", ")}`,
        };
  context.decide("branch", why, tried);
  return { type: "fork", branches: taken.length > 0 ? taken : ["else"], text: why };
}
