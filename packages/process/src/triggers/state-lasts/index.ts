import { dueAfter, durationText } from "@mortise/expression";
import { NO_APPOINTMENT } from "../../model/appointment.ts";
import { missing } from "../../model/checks.ts";
import { defineTrigger } from "../../model/trigger-type.ts";
import { refuseFormerValues } from "../former-values.ts";
import { text } from "./text.ts";

/** Starts when a record has met a condition for so long without a break: 24 working hours in one status. */
export const stateLastsTrigger = defineTrigger({
  id: "state-lasts",
  name: text.name,
  description: text.description,
  icon: "hourglass",
  settings: [
    { id: "when", name: text.when, kind: "condition", required: true },
    { id: "for", name: text.for, kind: "duration", required: true, help: text.forHelp },
  ],
  initial: { for: "24wh" },
  matches: () => false,
  appointment(settings, moment) {
    if (settings.expression("when") === undefined || !moment.holds()) return NO_APPOINTMENT;
    const at = dueAfter(settings.text("for") ?? "", moment.after, moment);
    return at ? { kind: "from-now", at } : NO_APPOINTMENT;
  },
  summary(settings, context) {
    const held = context.condition(settings.expression("when"));
    const by = durationText(settings.text("for") ?? "");
    const name = context.wording.entity(context.entity);
    return {
      zh: `${name.zh}满足“${held.zh}”持续 ${by.zh}`,
      en: `When a ${name.en} has met “${held.en}” for ${by.en}`,
    };
  },
  check: (settings) => [
    ...(settings.expression("when") === undefined ? [missing("when", text.noCondition)] : []),
    ...(settings.text("for") === undefined ? [missing("for", text.noDuration)] : []),
    ...refuseFormerValues(settings),
  ],
});
