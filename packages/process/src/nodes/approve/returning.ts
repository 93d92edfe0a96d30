import type { LocalizedText, SettingSpec } from "@mortise/kit";
import type { FlowNode } from "@mortise/metadata";
import { STARTER, type ReturnTarget } from "../../model/ask-terms.ts";
import { missing } from "../../model/checks.ts";
import type { SettingProblem, StepOutcome } from "../../model/node-type.ts";
import type { Settings } from "../../model/settings.ts";
import type { StepContext } from "../../model/step-context.ts";
import { quoteTokens } from "../template.ts";
import { shownFields, shownFieldsSetting } from "../shown-fields.ts";
import { text } from "./text.ts";

/** Back to a step that was passed, or to who started it. */
const INSIDE = ["starter", "previous", "passed", "listed"];

/** Where a return leads, and how it goes on from there. */
export const returnSettings = [
  {
    id: "returnTo",
    name: text.returnTo,
    kind: "choice",
    default: "exit",
    choices: [
      { value: "exit", name: text.returnByExit },
      { value: "starter", name: text.returnToStarter },
      { value: "previous", name: text.returnToPrevious },
      { value: "passed", name: text.returnToPassed },
      { value: "listed", name: text.returnToListed },
    ],
  },
  {
    id: "returnSteps",
    name: text.returnSteps,
    help: text.returnStepsHelp,
    kind: "custom",
    editor: "return-steps",
    required: true,
    visibleWhen: { setting: "returnTo", in: ["listed"] },
  },
  {
    id: "afterReturn",
    name: text.afterReturn,
    kind: "choice",
    default: "again",
    choices: [
      { value: "again", name: text.wholePathAgain },
      { value: "straight", name: text.straightBack },
    ],
    visibleWhen: { setting: "returnTo", in: INSIDE },
  },
  {
    ...shownFieldsSetting,
    id: "starterFields",
    name: text.starterFields,
    help: text.starterFieldsHelp,
    visibleWhen: { setting: "returnTo", in: INSIDE },
  },
] as const satisfies readonly SettingSpec[];

/** Where approvers may return it to, where the choice is theirs: the starter first, then the steps in their order. */
export function returnTargets(context: StepContext): readonly ReturnTarget[] {
  const rule = context.settings.text("returnTo");
  if (rule !== "passed" && rule !== "listed") return [];
  const starter = context.state.startedBy === null ? [] : [{ node: STARTER, name: text.starter }];
  const passed = passedSteps(context).map((node) => ({ node, name: nameOf(context, node) }));
  const all = [...starter, ...passed];
  if (rule === "passed") return all;
  const listed = context.settings.texts("returnSteps");
  return all.filter(({ node }) => listed.includes(node));
}

/** The steps that a list of places to return to names; the starter is none. */
export function listedSteps(settings: Settings): readonly string[] {
  if (settings.text("returnTo") !== "listed") return [];
  return settings.texts("returnSteps").filter((node) => node !== STARTER);
}

/** Complaints about a list of places to return to that names none. */
export function checkReturns(settings: Settings): readonly SettingProblem[] {
  const isEmpty = settings.text("returnTo") === "listed" && settings.texts("returnSteps").length === 0;
  return isEmpty ? [missing("returnSteps", text.noReturnSteps)] : [];
}

/** Approvals that were passed in this run, without the step itself. */
function passedSteps({ approvals, flow, node: own }: StepContext): readonly string[] {
  const passed = new Set(approvals.map(({ node }) => node));
  return [...passed].filter((node) => node !== own.id && stepOf(flow, node) !== undefined);
}

function nameOf({ flow }: StepContext, node: string): LocalizedText {
  return stepOf(flow, node)?.name ?? text.name;
}

function stepOf({ document }: StepContext["flow"], id: string): FlowNode | undefined {
  return document.nodes.find((node) => node.id === id);
}

/** Leaves the step as returned: by its exit, or inside the flow to the starter or a step before. */
export function giveBack(context: StepContext, chosen: string | undefined, why: LocalizedText): StepOutcome {
  const rule = context.settings.text("returnTo") ?? "exit";
  if (rule === "exit") return { type: "exit", exit: "returned", text: why };
  const [first, ...others] = rule === "listed" ? returnTargets(context) : [];
  // Of the places that are listed none was passed: it goes where returns lead that are not kept inside.
  if (rule === "listed" && !first) return { type: "exit", exit: "returned", text: why };
  const only = others.length === 0 ? first?.node : undefined;
  const target = rule === "previous" ? passedSteps(context).at(-1) : (chosen ?? only);
  if (rule !== "starter" && target !== undefined && passedSteps(context).includes(target)) {
    const straight = context.settings.text("afterReturn") === "straight";
    context.forgetApprovals(target);
    return { type: "goto", node: target, ...(straight ? { back: context.node.id } : {}), text: why };
  }
  return askStarter(context, why);
}

/** Asks whoever started it to change it and hand it in again; where nobody did, the exit is taken. */
function askStarter(context: StepContext, why: LocalizedText): StepOutcome {
  const { startedBy } = context.state;
  if (startedBy === null || !context.roster.user(startedBy)?.active)
    return { type: "exit", exit: "returned", text: why };
  const title = quoteTokens(context, context.settings.localized("title"));
  const fields = shownFields(context.settings, "starterFields");
  context.emit({ type: "notify", users: [startedBy], title, body: text.returnedToYou });
  context.ask({
    kind: "task",
    title,
    assignees: [startedBy],
    mode: "any",
    dueAt: null,
    terms: { resubmit: true, ...(fields.length > 0 ? { fields } : {}) },
  });
  return { type: "wait", text: why, data: { isReturned: true } };
}

/** Goes on once it was handed in again: the whole path anew, or straight to who returned it. */
export function handedIn(context: StepContext): "straight" | StepOutcome {
  if (context.settings.text("afterReturn") === "straight") return "straight";
  const { start } = context.flow.document;
  context.forgetApprovals();
  return start === undefined ? "straight" : { type: "goto", node: start, text: text.handedInAgain };
}
