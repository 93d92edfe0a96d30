import { durationText } from "@mortise/expression";
import { type AppointmentMoment, NO_APPOINTMENT } from "../../model/appointment.ts";
import { missing } from "../../model/checks.ts";
import { defineTrigger, whenSetting } from "../../model/trigger-type.ts";
import { refuseFormerValues } from "../former-values.ts";
import { missedOf, missedSetting } from "../missed.ts";
import { dueMoment } from "../../model/due-moment.ts";
import { text } from "./text.ts";

/** Starts when the date in a field has come, some time before or after it, once or every year. */
export const dateReachedTrigger = defineTrigger({
  id: "date-reached",
  name: text.name,
  description: text.description,
  icon: "calendar",
  settings: [
    { id: "field", name: text.field, kind: "field", accepts: ["date", "datetime"], required: true },
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
    },
    {
      id: "by",
      name: text.by,
      kind: "duration",
      required: true,
      visibleWhen: { setting: "side", in: ["before", "after"] },
    },
    { id: "at", name: text.at, kind: "custom", editor: "time", help: text.atHelp, default: "09:00" },
    { id: "yearly", name: text.yearly, kind: "switch", help: text.yearlyHelp },
    missedSetting,
    whenSetting,
  ],
  initial: { side: "on", at: "09:00" },
  matches: () => false,
  missed: missedOf,
  appointment(settings, moment: AppointmentMoment) {
    const at = dueMoment(settings, moment);
    return at ? { kind: "at", at } : NO_APPOINTMENT;
  },
  summary(settings, { wording, entity }) {
    const field = wording.field(entity, settings.text("field") ?? "");
    const side = settings.text("side") ?? "on";
    const by = durationText(settings.text("by") ?? "");
    const often = settings.flag("yearly") ? { zh: "每年", en: " every year" } : { zh: "", en: "" };
    if (side === "on") return { zh: `${often.zh}到了${field.zh}时`, en: `On ${field.en}${often.en}` };
    return side === "before"
      ? { zh: `${often.zh}${field.zh}之前 ${by.zh}`, en: `${by.en} before ${field.en}${often.en}` }
      : { zh: `${often.zh}${field.zh}之后 ${by.zh}`, en: `${by.en} after ${field.en}${often.en}` };
  },
  check(settings, { catalog, entity }) {
    const field = catalog.scope(entity).variable(settings.text("field") ?? "");
    const isDate = field?.kind === "date" || field?.kind === "datetime";
    const [side, by] = [settings.text("side") ?? "on", settings.text("by") ?? ""];
    const isShifted = side !== "on";
    return [
      ...(isDate ? [] : [missing("field", text.chooseField)]),
      ...(isShifted && by === "" ? [missing("by", text.noDuration)] : []),
      ...(side === "before" && by.endsWith("wh") ? [missing("by", text.noWorkHours)] : []),
      ...refuseFormerValues(settings),
    ];
  },
});
