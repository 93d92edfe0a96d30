import { missing, under } from "../../model/checks.ts";
import { defineNode } from "../../model/node-type.ts";
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
  exits: (settings) => [
    ...settings.items("branches").map((branch, index) => ({
      id: branch.text("id") ?? "",
      name: branch.localized("name") ?? { zh: `分支 ${index + 1}`, en: `Branch ${index + 1}` },
    })),
    { id: "else", name: text.otherwise },
  ],
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
  check(settings, context) {
    const branches = settings.items("branches");
    if (branches.length === 0) return [missing("branches", text.noBranch)];
    const ids = branches.map((branch) => branch.text("id"));
    return branches.flatMap((branch, index) => {
      const path = `branches.${index}`;
      const id = ids[index];
      if (id === undefined || id === "else" || ids.indexOf(id) !== index)
        return [missing(`${path}.id`, text.sameId)];
      const when = branch.expression("when");
      if (when === undefined) return [missing(`${path}.when`, text.noCondition)];
      return under(path, context.expression("when", when, ["boolean"]));
    });
  },
  step: stepCondition,
});
