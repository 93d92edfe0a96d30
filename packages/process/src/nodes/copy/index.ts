import { missing } from "../../model/checks.ts";
import { defineNode, NEXT } from "../../model/node-type.ts";
import { checkPeople, peopleSummary } from "../../people/index.ts";
import { checkTokens } from "../template.ts";
import { stepCopy } from "./step.ts";
import { text } from "./text.ts";

/** Lets people know of the record without asking anything of them. */
export const copyNode = defineNode({
  id: "copy",
  name: text.name,
  description: text.description,
  group: "people",
  icon: "mail",
  color: "purple",
  settings: [
    { id: "to", name: text.to, kind: "custom", editor: "people", required: true },
    { id: "title", name: text.title, kind: "custom", editor: "template", required: true },
  ],
  initial: { to: [{ source: "manager" }], title: { zh: "", en: "" } },
  exits: () => [NEXT],
  needsRecord: () => true,
  summary(settings, context) {
    const people = peopleSummary(settings.items("to"), context);
    return { zh: `抄送${people.zh}`, en: `Copy to ${people.en}` };
  },
  check(settings, context) {
    const title = settings.localized("title");
    return [
      ...checkPeople("to", settings.items("to"), context),
      ...(title ? checkTokens("title", title, context) : [missing("title", text.noTitle)]),
    ];
  },
  isTraceless: true,
  step: stepCopy,
});
