import type { SettingSpec } from "@mortise/kit";
import { missing } from "../../model/checks.ts";
import type { ApprovalMode, Asked } from "../../model/effect.ts";
import type { SettingProblem } from "../../model/node-type.ts";
import type { Settings } from "../../model/settings.ts";
import type { StepContext } from "../../model/step-context.ts";
import { isInTurn } from "../../people/index.ts";
import { returnTargets } from "./returning.ts";
import { shownFields } from "../shown-fields.ts";
import { text } from "./text.ts";

/** Percent of the votes that must approve unless another share is set. */
export const DEFAULT_SHARE = 60;

/** How several approvers decide. */
export function modeOf(settings: Settings): ApprovalMode {
  if (isInTurn(settings.items("to"))) return "sequence";
  const mode = settings.text("mode");
  return mode === "all" || mode === "sequence" || mode === "share" ? mode : "any";
}

/** What the step lets approvers fill in and demands of them. */
export function termsOf(context: StepContext): Pick<Asked, "terms"> {
  const fields = shownFields(context.settings);
  const returns = returnTargets(context);
  const terms = {
    ...(fields.length > 0 ? { fields } : {}),
    ...(returns.length > 0 ? { returns } : {}),
    ...(context.settings.flag("commentWanted") ? { comment: true as const } : {}),
    ...(context.settings.flag("signatureWanted") ? { signature: true as const } : {}),
  };
  return Object.keys(terms).length > 0 ? { terms } : {};
}

/** Complaints about the share of the votes. */
export function checkShare(settings: Settings): readonly SettingProblem[] {
  if (modeOf(settings) !== "share") return [];
  const share = settings.number("share") ?? DEFAULT_SHARE;
  return share >= 1 && share <= 100 ? [] : [missing("share", text.noShare)];
}

/** Complaints about who approves where nobody can be found. */
export function checkInstead(settings: Settings): readonly SettingProblem[] {
  if (settings.text("whenNobody") !== "people" || settings.texts("insteadPeople").length > 0) return [];
  return [missing("insteadPeople", text.noInstead)];
}

/** The deadline, its reminders, and what happens when it has passed. */
export const deadlineSettings = [
  { id: "due", name: text.due, kind: "duration" },
  { id: "remindBefore", name: text.remindBefore, kind: "duration" },
  { id: "remindEvery", name: text.remindEvery, kind: "duration" },
  {
    id: "whenLate",
    name: text.whenLate,
    kind: "choice",
    default: "reminds",
    choices: [
      { value: "reminds", name: text.remindsOnly },
      { value: "manager", name: text.managerLate },
      { value: "approved", name: text.passesLate },
      { value: "rejected", name: text.failsLate },
      { value: "returned", name: text.returnsLate },
    ],
  },
] as const satisfies readonly SettingSpec[];
