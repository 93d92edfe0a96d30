import { missing, under } from "../model/checks.ts";
import type { CheckContext, SettingProblem } from "../model/node-type.ts";
import type { Settings } from "../model/settings.ts";

const text = {
  noBranch: { zh: "请至少添加一个分支", en: "Add at least one branch" },
  sameId: { zh: "分支重复，请删除后重新添加", en: "This branch is a duplicate; remove it and add it again" },
  noCondition: { zh: "请设置这个分支的条件", en: "Set the condition of this branch" },
} as const;

/** Complaints about branches with conditions; `reserved` are the ids of the step's other exits. */
export function checkBranches(
  settings: Settings,
  context: CheckContext,
  reserved: readonly string[],
): readonly SettingProblem[] {
  const branches = settings.items("branches");
  if (branches.length === 0) return [missing("branches", text.noBranch)];
  const ids = branches.map((branch) => branch.text("id"));
  return branches.flatMap((branch, index) => {
    const path = `branches.${index}`;
    const id = ids[index];
    if (id === undefined || reserved.includes(id) || ids.indexOf(id) !== index)
      return [missing(`${path}.id`, text.sameId)];
    const when = branch.expression("when");
    if (when === undefined) return [missing(`${path}.when`, text.noCondition)];
    return under(path, context.expression("when", when, ["boolean"]));
  });
}
