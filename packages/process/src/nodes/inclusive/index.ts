import { defineNode, NEXT } from "../../model/node-type.ts";
import { branchExits, branchWords } from "../branch-exits.ts";
import { checkBranches } from "../check-branches.ts";
import { checkJoin, joinSettings, joinWays } from "../join.ts";
import { stepInclusive } from "./step.ts";
import { text } from "./text.ts";

/** Takes every branch whose condition holds at the same time, else its way "none", and goes on after them. */
export const inclusiveNode = defineNode({
  id: "inclusive",
  name: text.name,
  description: text.description,
  group: "logic",
  icon: "inclusive",
  color: "gold",
  settings: [
    { id: "branches", name: text.branches, kind: "custom", editor: "branches", required: true },
    ...joinSettings,
  ],
  initial: { branches: [{ id: "a" }, { id: "b" }] },
  exits: (settings) => [
    ...branchExits(settings).map((exit) => ({ ...exit, isInner: true as const })),
    { id: "else", name: text.otherwise, isInner: true },
    { ...NEXT, name: text.after },
  ],
  summary(settings) {
    const n = settings.items("branches").length;
    return { zh: `${n} 个分支，满足的都走`, en: `${n} branches, all that apply` };
  },
  exitWords: branchWords,
  check(settings, context) {
    const ways = settings.items("branches").length;
    return [...checkBranches(settings, context, ["else", "next"]), ...checkJoin(settings, ways)];
  },
  step: stepInclusive,
  join: ({ settings }, block) => joinWays(settings, block),
});
