import { missing } from "../../model/checks.ts";
import { defineNode } from "../../model/node-type.ts";
import { checkPeople, peopleSummary } from "../../people/index.ts";
import { checkShownFields, shownFieldsSetting } from "../shown-fields.ts";
import { checkTokens } from "../template.ts";
import { checkReturns, listedSteps, returnSettings } from "./returning.ts";
import { checkInstead, checkShare, DEFAULT_SHARE, deadlineSettings, modeOf } from "./settings.ts";
import { resumeApprove, stepApprove } from "./step.ts";
import { SHORT_MODES, text } from "./text.ts";

/** Asks people to approve; goes on by their word. */
export const approveNode = defineNode({
  id: "approve",
  name: text.name,
  description: text.description,
  group: "people",
  icon: "approval",
  color: "magenta",
  settings: [
    { id: "to", name: text.to, kind: "custom", editor: "people", required: true },
    {
      id: "mode",
      name: text.mode,
      kind: "choice",
      default: "any",
      choices: [
        { value: "any", name: text.any },
        { value: "all", name: text.all },
        { value: "sequence", name: text.sequence },
        { value: "share", name: text.share },
      ],
    },
    {
      id: "share",
      name: text.shareOf,
      kind: "number",
      min: 1,
      max: 100,
      default: DEFAULT_SHARE,
      visibleWhen: { setting: "mode", in: ["share"] },
    },
    { id: "title", name: text.title, kind: "custom", editor: "template", required: true },
    shownFieldsSetting,
    { id: "commentWanted", name: text.commentWanted, kind: "switch", default: false },
    { id: "signatureWanted", name: text.signatureWanted, kind: "switch", default: false },
    { id: "locks", name: text.locks, help: text.locksHelp, kind: "switch", default: false },
    ...returnSettings,
    ...deadlineSettings,
    {
      id: "whenNobody",
      name: text.whenNobody,
      kind: "choice",
      default: "admins",
      choices: [
        { value: "admins", name: text.admins },
        { value: "people", name: text.otherPeople },
        { value: "approved", name: text.passes },
        { value: "rejected", name: text.fails },
        { value: "ends", name: text.endsFlow },
      ],
    },
    {
      id: "insteadPeople",
      name: text.insteadPeople,
      kind: "users",
      visibleWhen: { setting: "whenNobody", in: ["people"] },
    },
    {
      id: "whenStarter",
      name: text.whenStarter,
      kind: "choice",
      default: "asks",
      choices: [
        { value: "asks", name: text.asksAnyway },
        { value: "skips", name: text.skips },
        { value: "manager", name: text.asksManager },
      ],
    },
    {
      id: "sameAgain",
      name: text.sameAgain,
      kind: "choice",
      default: "asks",
      choices: [
        { value: "asks", name: text.asksAnyway },
        { value: "ever", name: text.everSkips },
        { value: "adjacent", name: text.adjacentSkips },
      ],
    },
    {
      id: "mustApprove",
      name: text.mustApprove,
      kind: "switch",
      visibleWhen: { setting: "sameAgain", in: ["ever", "adjacent"] },
    },
  ],
  initial: {
    to: [{ source: "manager" }],
    mode: "any",
    title: { zh: "", en: "" },
    whenNobody: "admins",
    locks: true,
  },
  exits: () => [
    { id: "approved", name: text.approved },
    { id: "rejected", name: text.rejected },
    { id: "returned", name: text.returned },
  ],
  returnsTo: listedSteps,
  announces: { approved: "approved", rejected: "rejected" },
  needsRecord: () => true,
  summary(settings, context) {
    const people = peopleSummary(settings.items("to"), context);
    const mode = SHORT_MODES[modeOf(settings)];
    return { zh: `${people.zh}审批（${mode.zh}）`, en: `${people.en} approve (${mode.en})` };
  },
  check(settings, context) {
    const title = settings.localized("title");
    return [
      ...checkPeople("to", settings.items("to"), context),
      ...checkShare(settings),
      ...checkInstead(settings),
      ...checkReturns(settings),
      ...checkShownFields(settings, context),
      ...checkShownFields(settings, context, "starterFields"),
      ...(title ? checkTokens("title", title, context) : [missing("title", text.noTitle)]),
    ];
  },
  step: stepApprove,
  resume: resumeApprove,
});
