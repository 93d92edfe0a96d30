import { nodeTypes, peopleSources, strategies, triggerTypes } from "@mortise/process";
import { both, code, page, settingList, table } from "./markdown.ts";

/** The reference of what flows are built from: triggers, steps, ways of choosing an owner, ways of naming people. */
export function flowPage(): string {
  const triggers = triggerTypes.map(({ id, name, description, settings }) => [
    code(id),
    both(name),
    both(description),
    settingList(settings),
  ]);
  const nodes = nodeTypes.map(({ id, group, name, description, settings }) => [
    code(id),
    both(name),
    group,
    both(description),
    settingList(settings),
  ]);
  return page("Flows 流程", [
    "`*` marks settings that must be filled in. 带 `*` 的设置必填。",
    "## Triggers 触发",
    table(["id", "name 名称", "when 时机", "settings 设置"], triggers),
    "## Steps 步骤",
    table(["id", "name 名称", "group 分组", "what it does 作用", "settings 设置"], nodes),
    "## Who becomes the owner 分配方式",
    choices(strategies),
    "## Who is meant 人员来源",
    choices(peopleSources),
  ]);
}

function choices(list: typeof strategies | typeof peopleSources): string {
  const rows = list.map(({ id, name, settings }) => [code(id), both(name), settingList(settings)]);
  return table(["id", "name 名称", "settings 设置"], rows);
}
