import { type LocalizedText, sameText } from "@mortise/kit";
import { quoted } from "../document-name.ts";
import type { FlowDocument, FlowNode } from "../documents/flow.ts";
import {
  type ChangeList,
  changedProperties,
  compareLists,
  isSame,
  joinNames,
  type PropertyNames,
} from "./change.ts";

const PROPERTIES: PropertyNames<FlowDocument> = {
  entity: { zh: "实体", en: "entity" },
  description: { zh: "说明", en: "description" },
  trigger: { zh: "触发条件", en: "trigger" },
  again: { zh: "重复触发的处理", en: "what happens when triggered again" },
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
  for (const node of nodes.added) {
    const name = nodeName(node);
    list.add(
      "added",
      { zh: `新增步骤${name.zh}`, en: `step${name.en} added` },
      { part: "node", node: node.id },
    );
  }
  for (const node of nodes.removed) {
    const name = nodeName(node);
    list.add(
      "removed",
      { zh: `删除步骤${name.zh}`, en: `step${name.en} removed` },
      { part: "node", node: node.id },
    );
  }
  for (const { before: old, after: next } of nodes.kept) {
    if (isSame(content(old), content(next))) continue;
    const name = nodeName(next);
    list.add(
      "changed",
      { zh: `修改了步骤${name.zh}`, en: `step${name.en} changed` },
      { part: "node", node: next.id },
    );
  }
  const rewired = nodes.kept.some((pair) => !isSame(pair.before.exits, pair.after.exits));
  const properties = [
    ...changedProperties(before, after, PROPERTIES),
    ...(rewired || before.start !== after.start ? [{ zh: "连线", en: "connections" }] : []),
  ];
  if (properties.length === 0) return;
  const names = joinNames(properties);
  list.add("changed", { zh: `修改了${names.zh}`, en: `${names.en} changed` });
}

/** Follows the word for step; ids of step types are not for people, so a step without a name has none here. */
function nodeName(node: FlowNode): LocalizedText {
  if (!node.name) return sameText("");
  const { zh, en } = quoted(node.name);
  return { zh, en: ` ${en}` };
}

function content({ exits: _connections, ...rest }: FlowNode): object {
  return rest;
}
