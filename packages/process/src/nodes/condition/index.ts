import { defineNode } from "../../model/node-type.ts";
import { branchExits, branchWords } from "../branch-exits.ts";
import { checkBranches } from "../check-branches.ts";
import { stepCondition } from "./step.ts";
import { text } from "./text.ts";

/** Goes the way of the first branch whose condition holds; otherwise the way "else". */
export const conditionNode = defineNode({
  id: "condition",
  name: text.name,
  description: text.description,
  group: "logic",
  icon: "branch",
  color: "gold",
  settings: [{ id: "branches", name: text.branches, kind: "custom", editor: "branches", required: true }],
  initial: { branches: [{ id: "yes", name: { zh: "满足", en: "Yes" } }] },
  exits: (settings) =>
    [...branchExits(settings), { id: "else", name: text.otherwise }].map((exit) => ({
      ...exit,
      isBranch: true as const,
    })),
  summary(settings, context) {
    const branches = settings.items("branches");
    const [first] = branches;
    if (branches.length === 1 && first) {
      const when = context.condition(first.expression("when"));
      return { zh: `如果${when.zh}`, en: `If ${when.en}` };
    }
    return {
      zh: `${branches.length} 个分支，取第一个满足的`,
      en: `${branches.length} branches, first that holds`,
    };
  },
  exitWords: branchWords,
  check: (settings, context) => checkBranches(settings, context, ["else"]),
  isTraceless: true,
  step: stepCondition,
});
