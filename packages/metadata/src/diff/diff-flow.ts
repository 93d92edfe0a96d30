import type { LocalizedText } from "@mortise/kit";
import { quotedAs } from "../document-name.ts";
import type { FlowDocument, FlowNode } from "../documents/flow.ts";
import { type ChangeList, changedProperties, compareLists, isSame, type PropertyNames } from "./change.ts";

const PROPERTIES: PropertyNames<FlowDocument> = {
  entity: { zh: "实体", en: "entity" },
  description: { zh: "说明", en: "description" },
  trigger: { zh: "触发条件", en: "trigger" },
  tests: { zh: "测试", en: "tests" },
  again: { zh: "重复触发的处理", en: "what happens when triggered again" },
  queueBy: { zh: "按什么排队", en: "which runs wait for each other" },
};

/** Changes of a flow: switched on or off, its trigger, nodes and connections. */
export function diffFlow(before: FlowDocument, after: FlowDocument, list: ChangeList): void {
  if (before.enabled !== after.enabled) {
    list.add(
      "changed",
      after.enabled ? { zh: "启用", en: "switched on" } : { zh: "停用", en: "switched off" },
    );
  }
  const nodes = compareLists(before.nodes, after.nodes, ({ id }) => id);
  const subjectOf = ({ id }: FlowNode) => ({ part: "node", node: id }) as const;
  list.addParts(nodes, { nameOf: nodeName, subjectOf, gone: "删除" });
  for (const { before: old, after: next } of nodes.kept) {
    if (isSame(content(old), content(next))) continue;
    const name = nodeName(next);
    list.add("changed", { zh: `修改了${name.zh}`, en: `${name.en} changed` }, subjectOf(next));
  }
  const rewired = nodes.kept.some((pair) => !isSame(pair.before.exits, pair.after.exits));
  list.addChanged([
    ...changedProperties(before, after, PROPERTIES),
    ...(rewired || before.start !== after.start ? [{ zh: "连线", en: "connections" }] : []),
  ]);
}

/** Ids of step types are not for people: a step without a name is just a step. */
function nodeName({ name }: FlowNode): LocalizedText {
  const kind = { zh: "步骤", en: "step" };
  return name ? quotedAs(kind, name) : kind;
}

function content({ exits: _connections, ...rest }: FlowNode): object {
  return rest;
}
