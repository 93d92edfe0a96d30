import { missing } from "../../model/checks.ts";
import { defineNode } from "../../model/node-type.ts";
import { checkPeople, peopleSummary } from "../../people/index.ts";
import { checkTokens } from "../template.ts";
import { resumeApprove, stepApprove } from "./step.ts";
import { text } from "./text.ts";

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
      ],
    },
    { id: "title", name: text.title, kind: "custom", editor: "template", required: true },
    { id: "due", name: text.due, kind: "duration" },
    {
      id: "whenNobody",
      name: text.whenNobody,
      kind: "choice",
      default: "admins",
      choices: [
        { value: "admins", name: text.admins },
        { value: "approved", name: text.passes },
        { value: "rejected", name: text.fails },
      ],
    },
  ],
  initial: { to: [{ source: "manager" }], mode: "any", title: { zh: "", en: "" }, whenNobody: "admins" },
  exits: () => [
    { id: "approved", name: text.approved },
    { id: "rejected", name: text.rejected },
    { id: "returned", name: text.returned },
  ],
  summary(settings, context) {
    const people = peopleSummary(settings.items("to"), context);
    const mode = settings.text("mode") === "all" ? text.allShort : text.anyShort;
    return { zh: `${people.zh}审批（${mode.zh}）`, en: `${people.en} approve (${mode.en})` };
  },
  check(settings, context) {
    const title = settings.localized("title");
    return [
      ...checkPeople("to", settings.items("to"), context),
      ...(title ? checkTokens("title", title, context) : [missing("title", text.noTitle)]),
    ];
  },
  step: stepApprove,
  resume: resumeApprove,
});
