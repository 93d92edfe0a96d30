import { durationMilliseconds, durationText, variablesOf } from "@mortise/expression";
import { missing } from "../../model/checks.ts";
import { type CheckContext, defineNode, NEXT, type SettingProblem } from "../../model/node-type.ts";
import type { Settings } from "../../model/settings.ts";
import { resumeWait, stepWait } from "./step.ts";
import { dateText } from "./summary.ts";
import { text } from "./text.ts";

/** Waits a while, until a date, or until a condition holds; due times are rows in the database and survive a restart. */
export const waitNode = defineNode({
  id: "wait",
  name: text.name,
  description: text.description,
  group: "time",
  icon: "clock",
  color: "orange",
  settings: [
    {
      id: "until",
      name: text.until,
      kind: "choice",
      default: "time",
      choices: [
        { value: "time", name: text.untilTime },
        { value: "date", name: text.untilDate },
        { value: "condition", name: text.untilCondition },
      ],
    },
    {
      id: "for",
      name: text.for,
      kind: "duration",
      required: true,
      visibleWhen: { setting: "until", in: ["time"] },
    },
    {
      id: "field",
      name: text.field,
      kind: "field",
      accepts: ["date", "datetime"],
      required: true,
      visibleWhen: { setting: "until", in: ["date"] },
    },
    {
      id: "side",
      name: text.side,
      kind: "choice",
      default: "on",
      choices: [
        { value: "on", name: text.on },
        { value: "before", name: text.before },
        { value: "after", name: text.after },
      ],
      visibleWhen: { setting: "until", in: ["date"] },
    },
    {
      id: "by",
      name: text.by,
      help: text.byHelp,
      kind: "duration",
      visibleWhen: { setting: "until", in: ["date"] },
    },
    {
      id: "at",
      name: text.at,
      kind: "custom",
      editor: "time",
      default: "09:00",
      visibleWhen: { setting: "until", in: ["date"] },
    },
    {
      id: "when",
      name: text.when,
      help: text.whenHelp,
      kind: "condition",
      required: true,
      visibleWhen: { setting: "until", in: ["condition"] },
    },
    {
      id: "atMost",
      name: text.atMost,
      help: text.atMostHelp,
      kind: "duration",
      visibleWhen: { setting: "until", in: ["condition"] },
    },
  ],
  initial: { for: "24h" },
  exits: (settings) =>
    settings.text("until") === "condition" && settings.text("atMost") !== undefined
      ? [
          { ...NEXT, name: text.met },
          { id: "late", name: text.late },
        ]
      : [NEXT],
  summary(settings, context) {
    const until = settings.text("until");
    if (until === "date") return dateText(settings, context);
    if (until === "condition") {
      const when = context.condition(settings.expression("when"));
      const most = settings.text("atMost");
      const time = most === undefined ? { zh: "", en: "" } : durationText(most);
      return {
        zh: `等到${when.zh}${most === undefined ? "" : `，最多 ${time.zh}`}`,
        en: `Wait until ${when.en}${most === undefined ? "" : `, at most ${time.en}`}`,
      };
    }
    const time = durationText(settings.text("for") ?? "");
    return { zh: `等待 ${time.zh}`, en: `Wait ${time.en}` };
  },
  check: checkWait,
  step: stepWait,
  resume: resumeWait,
  waits(settings) {
    const until = settings.text("until");
    // Dates and conditions are taken as come.
    if (until === "date" || until === "condition") return undefined;
    return durationMilliseconds(settings.text("for") ?? "") ?? 0;
  },
  watches(settings) {
    const until = settings.text("until");
    if (until === "date") return [settings.text("field") ?? ""];
    const when = settings.expression("when");
    if (until !== "condition" || when === undefined) return [];
    return variablesOf(when).map((path) => path.split(".")[0] ?? path);
  },
});

function checkWait(settings: Settings, context: CheckContext): readonly SettingProblem[] {
  const until = settings.text("until");
  if (until === "date") {
    const kind = context.variable(settings.text("field") ?? "")?.kind;
    const [side, by] = [settings.text("side") ?? "on", settings.text("by") ?? ""];
    return [
      ...(kind === "date" || kind === "datetime" ? [] : [missing("field", text.noField)]),
      ...(side !== "on" && by === "" ? [missing("by", text.noBy)] : []),
      ...(side === "before" && by.endsWith("wh") ? [missing("by", text.noWorkHours)] : []),
    ];
  }
  if (until === "condition") {
    const when = settings.expression("when");
    if (when === undefined) return [missing("when", text.noCondition)];
    return context.expression("when", when, ["boolean"]);
  }
  return durationMilliseconds(settings.text("for") ?? "") ? [] : [missing("for", text.noDuration)];
}
