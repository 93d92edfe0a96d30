import { missing } from "../../model/checks.ts";
import { defineNode, NEXT } from "../../model/node-type.ts";
import { checkPeople, peopleSummary } from "../../people/index.ts";
import { checkTokens } from "../template.ts";
import { stepNotify } from "./step.ts";
import { text } from "./text.ts";

/** Sends a message inside the product. */
export const notifyNode = defineNode({
  id: "notify",
  name: text.name,
  description: text.description,
  group: "people",
  icon: "bell",
  color: "purple",
  settings: [
    { id: "to", name: text.to, kind: "custom", editor: "people", required: true },
    { id: "title", name: text.title, kind: "custom", editor: "template", required: true },
    { id: "body", name: text.body, kind: "custom", editor: "template" },
  ],
  initial: { to: [{ source: "owner" }], title: { zh: "", en: "" }, body: { zh: "", en: "" } },
  exits: () => [NEXT],
  summary(settings, context) {
    const people = peopleSummary(settings.items("to"), context);
    return { zh: `通知${people.zh}`, en: `Tell ${people.en}` };
  },
  check(settings, context) {
    const title = settings.localized("title");
    return [
      ...checkPeople("to", settings.items("to"), context),
      ...(title ? checkTokens("title", title, context) : [missing("title", text.noTitle)]),
      ...checkTokens("body", settings.localized("body"), context),
    ];
  },
  isTraceless: true,
  step: stepNotify,
});
