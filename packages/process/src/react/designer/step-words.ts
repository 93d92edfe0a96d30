import { fillText, type LocalizedText } from "@mortise/kit";
import type { FlowDocument, FlowNode } from "@mortise/metadata";
import { findNode } from "../../nodes/index.ts";

/** What a step is called: its own name, or that of its type. */
export function stepName(node: Pick<FlowNode, "type" | "name"> | undefined): LocalizedText {
  return node?.name ?? findNode(node?.type ?? "")?.name ?? { zh: node?.type ?? "", en: node?.type ?? "" };
}

const WORDS = {
  add: { zh: "添加“{step}”", en: "add “{step}”" },
  remove: { zh: "删除{steps}", en: "delete {steps}" },
  move: { zh: "移动{steps}", en: "move {steps}" },
  paste: { zh: "粘贴{steps}", en: "paste {steps}" },
  cut: { zh: "剪切{steps}", en: "cut {steps}" },
  duplicate: { zh: "复制{steps}", en: "duplicate {steps}" },
  change: { zh: "修改“{step}”", en: "change “{step}”" },
  connect: { zh: "修改“{step}”之后的走向", en: "change where “{step}” leads" },
} as const;
const MANY = { zh: " {n} 个步骤", en: "{n} {n:step|steps}" };

/** What is done to the flow as a whole. */
export const FLOW_CHANGE: LocalizedText = { zh: "修改触发与设置", en: "change the trigger and settings" };

/** What an edit is called, for undo and redo. */
export function editWords(
  what: keyof typeof WORDS,
  flow: FlowDocument,
  ids: readonly string[],
): LocalizedText {
  const [first = ""] = ids;
  const step = stepName(flow.nodes.find(({ id }) => id === first));
  const steps =
    ids.length === 1
      ? { zh: `“${step.zh}”`, en: `“${step.en}”` }
      : { zh: fillText(MANY.zh, { n: ids.length }), en: fillText(MANY.en, { n: ids.length }) };
  const say = (locale: "zh" | "en"): string =>
    fillText(WORDS[what][locale], { step: step[locale], steps: steps[locale] });
  return { zh: say("zh"), en: say("en") };
}
