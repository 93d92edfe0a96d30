import { durationMilliseconds } from "@mortise/expression";
import type { SettingSpec } from "@mortise/kit";
import { missing } from "../../model/checks.ts";
import type { CheckContext, SettingProblem } from "../../model/node-type.ts";
import type { Settings } from "../../model/settings.ts";
import { checkShownFields, shownFieldsSetting } from "../shown-fields.ts";
import { text } from "./text.ts";

const whenOffered = { setting: "offer", in: [true] };

/** Settings of records that people accept before they are theirs. */
export const offerSettings: readonly SettingSpec[] = [
  { id: "offer", name: text.offer, help: text.offerHelp, kind: "switch", default: false },
  {
    id: "acceptWithin",
    name: text.acceptWithin,
    kind: "duration",
    required: true,
    visibleWhen: whenOffered,
  },
  { ...shownFieldsSetting, name: text.offerFields, help: text.offerFieldsHelp, visibleWhen: whenOffered },
];

/** Whether the step ever offers records. */
export function mayOffer(settings: Settings): boolean {
  return settings.flag("offer");
}

/** Complaints about offers. */
export function checkOffers(settings: Settings, context: CheckContext): readonly SettingProblem[] {
  if (!mayOffer(settings)) return [];
  const isTime = durationMilliseconds(settings.text("acceptWithin") ?? "") !== undefined;
  return [
    ...(isTime ? [] : [missing("acceptWithin", text.noAcceptWithin)]),
    ...checkShownFields(settings, context),
  ];
}
