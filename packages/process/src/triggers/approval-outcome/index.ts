import type { LocalizedText } from "@mortise/kit";
import { missing } from "../../model/checks.ts";
import type { ApprovalOutcome } from "../../model/heard-approvals.ts";
import type { Settings } from "../../model/settings.ts";
import { defineTrigger, whenSetting } from "../../model/trigger-type.ts";
import { refuseFormerValues } from "../former-values.ts";
import { text } from "./text.ts";

const WORDS: Readonly<Record<ApprovalOutcome, LocalizedText>> = {
  approved: { zh: "通过", en: "given" },
  rejected: { zh: "被拒绝", en: "refused" },
  withdrawn: { zh: "被撤回", en: "withdrawn" },
};

/** Starts when an approval of another flow has come to its outcome, in the same transaction. */
export const approvalOutcomeTrigger = defineTrigger({
  id: "approval-outcome",
  name: text.name,
  description: text.description,
  icon: "approval",
  settings: [
    { id: "flow", name: text.flow, kind: "custom", editor: "approving-flow", required: true },
    { id: "node", name: text.node, help: text.nodeHelp, kind: "custom", editor: "approving-step" },
    {
      id: "outcomes",
      name: text.outcomes,
      kind: "choices",
      required: true,
      choices: [
        { value: "approved", name: text.approved },
        { value: "rejected", name: text.rejected },
        { value: "withdrawn", name: text.withdrawn },
      ],
    },
    whenSetting,
  ],
  initial: { outcomes: ["approved"] },
  matches: () => false,
  hears(settings) {
    const node = settings.text("node");
    return {
      flow: settings.text("flow") ?? "",
      ...(node === undefined ? {} : { node }),
      outcomes: outcomesOf(settings),
    };
  },
  summary(settings, { wording }) {
    const flow = wording.catalog.find("flow", settings.text("flow") ?? "");
    if (!flow)
      return { zh: "还没有选择哪个流程的审批", en: "When an approval has its outcome: no flow chosen yet" };
    const step = flow.nodes.find(({ id }) => id === settings.text("node"))?.name;
    const words = outcomesOf(settings).map((outcome) => WORDS[outcome]);
    const zh = words.map((word) => word.zh).join("或");
    const en = words.map((word) => word.en).join(" or ");
    return {
      zh: `“${flow.name.zh}”的${step ? `“${step.zh}”` : "审批"}${zh}时`,
      en: `When ${step ? `“${step.en}”` : "an approval"} of “${flow.name.en}” is ${en}`,
    };
  },
  check: (settings) => [
    ...(settings.text("flow") === undefined ? [missing("flow", text.noFlow)] : []),
    ...(outcomesOf(settings).length === 0 ? [missing("outcomes", text.noOutcome)] : []),
    ...refuseFormerValues(settings),
  ],
});

function outcomesOf(settings: Settings): readonly ApprovalOutcome[] {
  const chosen = settings.texts("outcomes");
  return (["approved", "rejected", "withdrawn"] as const).filter((outcome) => chosen.includes(outcome));
}
