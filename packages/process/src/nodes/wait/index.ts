import { missing } from "../../model/checks.ts";
import { durationMilliseconds, durationText } from "../../model/duration.ts";
import { defineNode, NEXT } from "../../model/node-type.ts";
import { resumeWait, stepWait } from "./step.ts";
import { text } from "./text.ts";

/** Lets time pass; the due time is a row in the database and survives a restart. */
export const waitNode = defineNode({
  id: "wait",
  name: text.name,
  description: text.description,
  group: "time",
  icon: "clock",
  color: "orange",
  settings: [{ id: "for", name: text.for, kind: "duration", required: true }],
  initial: { for: "24h" },
  exits: () => [NEXT],
  summary(settings) {
    const time = durationText(settings.text("for") ?? "");
    return { zh: `等待 ${time.zh}`, en: `Wait ${time.en}` };
  },
  check: (settings) =>
    durationMilliseconds(settings.text("for") ?? "") ? [] : [missing("for", text.noDuration)],
  step: stepWait,
  resume: resumeWait,
  waits: (settings) => durationMilliseconds(settings.text("for") ?? "") ?? 0,
});
