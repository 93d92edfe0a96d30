import { durationText } from "@mortise/expression";
import { missing } from "../../model/checks.ts";
import { defineNode, NEXT } from "../../model/node-type.ts";
import { checkPeople, peopleSummary } from "../../people/index.ts";
import { checkShownFields, shownFieldsSetting } from "../shown-fields.ts";
import { checkTokens, namedTokens } from "../template.ts";
import { resumeTask, stepTask } from "./step.ts";
import { text } from "./text.ts";

/** Puts a task on somebody's to-do list, and waits for it when asked to. */
export const taskNode = defineNode({
  id: "task",
  name: text.name,
  description: text.description,
  group: "people",
  icon: "checkbox",
  color: "green",
  settings: [
    { id: "title", name: text.title, kind: "custom", editor: "template", required: true },
    { id: "to", name: text.to, kind: "custom", editor: "people", required: true },
    shownFieldsSetting,
    { id: "due", name: text.due, kind: "duration" },
    { id: "doneWhen", name: text.doneWhen, help: text.doneWhenHelp, kind: "condition" },
    { id: "waitForIt", name: text.waitForIt, kind: "switch", default: false },
  ],
  initial: { title: { zh: "", en: "" }, to: [{ source: "owner" }], due: "2h", waitForIt: false },
  exits: () => [NEXT],
  needsRecord: () => true,
  summary(settings, context) {
    const people = peopleSummary(settings.items("to"), context);
    const title = namedTokens(context.wording, context.entity, settings.localized("title") ?? text.untitled);
    const due = settings.text("due");
    const time = due === undefined ? undefined : durationText(due);
    const doneWhen = settings.expression("doneWhen");
    const end = doneWhen === undefined ? undefined : context.condition(doneWhen);
    return {
      zh: `${people.zh}：${title.zh}${time ? `（${time.zh}内）` : ""}${end ? `；${end.zh}即完成` : ""}`,
      en: `${people.en}: ${title.en}${time ? ` (within ${time.en})` : ""}${end ? `; done when ${end.en}` : ""}`,
    };
  },
  check(settings, context) {
    const title = settings.localized("title");
    return [
      ...(title ? checkTokens("title", title, context) : [missing("title", text.noTitle)]),
      ...checkPeople("to", settings.items("to"), context),
      ...checkShownFields(settings, context),
      ...context.expression("doneWhen", settings.expression("doneWhen"), ["boolean"]),
    ];
  },
  step: stepTask,
  resume: resumeTask,
});
