import type { NodeExit } from "../model/node-type.ts";
import type { Settings } from "../model/settings.ts";

/** The exits that a step's branches give, in their order; unnamed ones are numbered. */
export function branchExits(settings: Settings): readonly NodeExit[] {
  return settings.items("branches").map((branch, index) => ({
    id: branch.text("id") ?? "",
    name: branch.localized("name") ?? { zh: `分支 ${index + 1}`, en: `Branch ${index + 1}` },
  }));
}
