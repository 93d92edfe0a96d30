import type { LocalizedText } from "@mortise/kit";
import type { NodeExit, SummaryContext } from "../model/node-type.ts";
import type { Settings } from "../model/settings.ts";

/** The exits that a step's branches give, in their order; unnamed ones are numbered. */
export function branchExits(settings: Settings): readonly NodeExit[] {
  return settings.items("branches").map((branch, index) => ({
    id: branch.text("id") ?? "",
    ...named(branch.localized("name"), index),
  }));
}

function named(name: LocalizedText | undefined, index: number): Omit<NodeExit, "id"> {
  if (name) return { name };
  return { name: { zh: `分支 ${index + 1}`, en: `Branch ${index + 1}` }, isUnnamed: true };
}

/** When a branch is taken, as a sentence; undefined for the way that is left over. */
export function branchWords(
  exit: string,
  settings: Settings,
  context: SummaryContext,
): LocalizedText | undefined {
  const branch = settings.items("branches").find((one) => one.text("id") === exit);
  return branch && context.condition(branch.expression("when"));
}
