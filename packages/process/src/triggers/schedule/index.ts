import { checkExpression } from "@mortise/expression";
import { missing } from "../../model/checks.ts";
import { nextOccurrences } from "../../model/schedule.ts";
import { defineTrigger, whenSetting } from "../../model/trigger-type.ts";
import { refuseFormerValues } from "../former-values.ts";
import { missedOf, missedSetting } from "../missed.ts";
import { scheduleOf, scheduleText } from "./read-schedule.ts";
import { MONTHS, text, WEEKDAYS } from "./text.ts";

/** Any moment and any place do to find out whether a schedule names a day at all. */
const ANY_MOMENT = new Date("2026-01-01T00:00:00Z");
const ANY_PLACE = { timeZone: "UTC", calendar: { holidays: [], workdays: [], hours: [] } };

/** Starts in rounds at set times, each for every record that meets its condition then. */
export const scheduleTrigger = defineTrigger({
  id: "schedule",
  name: text.name,
  description: text.description,
  icon: "clock",
  settings: [
    {
      id: "every",
      name: text.every,
      kind: "choice",
      default: "day",
      choices: [
        { value: "minutes", name: text.minutes },
        { value: "day", name: text.day },
        { value: "week", name: text.week },
        { value: "month", name: text.month },
        { value: "year", name: text.year },
      ],
    },
    {
      id: "step",
      name: text.step,
      kind: "number",
      min: 5,
      max: 720,
      default: 30,
      visibleWhen: { setting: "every", in: ["minutes"] },
    },
    {
      id: "months",
      name: text.months,
      kind: "choices",
      choices: MONTHS,
      visibleWhen: { setting: "every", in: ["year"] },
    },
    {
      id: "weekdays",
      name: text.weekdays,
      kind: "choices",
      choices: WEEKDAYS,
      visibleWhen: { setting: "every", in: ["week"] },
    },
    {
      id: "days",
      name: text.days,
      kind: "choices",
      choices: [
        ...Array.from({ length: 31 }, (_, index) => ({
          value: String(index + 1),
          name: { zh: `${index + 1} 日`, en: String(index + 1) },
        })),
        { value: "last", name: text.lastDay },
      ],
      visibleWhen: { setting: "every", in: ["month", "year"] },
    },
    {
      id: "times",
      name: text.times,
      kind: "custom",
      editor: "times",
      required: true,
      visibleWhen: { setting: "every", in: ["day", "week", "month", "year"] },
    },
    {
      id: "from",
      name: text.from,
      kind: "custom",
      editor: "time",
      default: "00:00",
      visibleWhen: { setting: "every", in: ["minutes"] },
    },
    {
      id: "to",
      name: text.to,
      kind: "custom",
      editor: "time",
      default: "23:59",
      visibleWhen: { setting: "every", in: ["minutes"] },
    },
    {
      id: "daysOff",
      name: text.daysOff,
      kind: "choice",
      default: "count",
      choices: [
        { value: "count", name: text.count },
        { value: "skip", name: text.skip },
        { value: "next", name: text.next },
        { value: "previous", name: text.previous },
      ],
    },
    {
      id: "about",
      name: text.about,
      kind: "choice",
      default: "records",
      choices: [
        { value: "records", name: text.aboutRecords },
        { value: "once", name: text.aboutNothing },
      ],
    },
    { id: "preview", name: text.preview, kind: "custom", editor: "next-rounds" },
    missedSetting,
    {
      ...whenSetting,
      name: text.when,
      help: text.whenHelp,
      visibleWhen: { setting: "about", in: ["records"] },
    },
  ],
  initial: { every: "day", times: ["09:00"], daysOff: "skip" },
  matches: () => false,
  isRecordless: (settings) => settings.text("about") === "once",
  missed: missedOf,
  rounds: (settings) => ({ schedule: scheduleOf(settings), missed: missedOf(settings) }),
  summary(settings, context) {
    const when = scheduleText(settings);
    if (settings.text("about") === "once") return { zh: `${when.zh}，运行一次`, en: `${when.en}, once` };
    const name = context.wording.entity(context.entity);
    const condition = settings.expression("when");
    const held = context.condition(condition);
    return condition === undefined
      ? { zh: `${when.zh}，对每条${name.zh}`, en: `${when.en}, for every ${name.en}` }
      : {
          zh: `${when.zh}，对满足“${held.zh}”的每条${name.zh}`,
          en: `${when.en}, for every ${name.en} that meets “${held.en}”`,
        };
  },
  check(settings, context) {
    const { catalog, entity } = context;
    const when = settings.expression("when");
    // What is wrong for all triggers is complained about already; here, what only the database cannot ask.
    const isWrong = context.expression("when", when).length > 0;
    const asked =
      when === undefined || isWrong ? undefined : checkExpression(when, catalog.queryScope(entity));
    const schedule = scheduleOf(settings);
    const step = settings.number("step") ?? 30;
    const isEmpty = nextOccurrences(schedule, ANY_MOMENT, ANY_PLACE, 1).length === 0;
    return [
      ...(schedule.every === "week" && schedule.weekdays.length === 0
        ? [missing("weekdays", text.noWeekday)]
        : []),
      ...(schedule.every === "year" && schedule.months.length === 0 ? [missing("months", text.noMonth)] : []),
      ...((schedule.every === "month" || schedule.every === "year") && schedule.days.length === 0
        ? [missing("days", text.noDay)]
        : []),
      ...(schedule.every === "minutes" && (step < 5 || step > 720) ? [missing("step", text.noStep)] : []),
      ...(schedule.every !== "minutes" && schedule.times.length === 0 ? [missing("times", text.noTime)] : []),
      ...(isEmpty ? [missing("preview", text.never)] : []),
      ...(asked?.ok === false ? asked.problems.map(({ message }) => missing("when", message)) : []),
      ...refuseFormerValues(settings),
    ];
  },
});
