import type { LocalizedText } from "@mortise/kit";
import { type DaysOff, type Recurrence, type Schedule, timesBetween } from "../../model/schedule.ts";
import type { Settings } from "../../model/settings.ts";
import { MONTHS, text, WEEKDAYS } from "./text.ts";

const RECURRENCES: readonly string[] = ["minutes", "day", "week", "month", "year"] satisfies Recurrence[];
const DAYS_OFF: readonly string[] = ["count", "skip", "next", "previous"] satisfies DaysOff[];
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** The schedule that settings of the trigger name. */
export function scheduleOf(settings: Settings): Schedule {
  const every = settings.text("every") ?? "day";
  const daysOff = settings.text("daysOff") ?? "count";
  const step = Math.min(720, Math.max(5, settings.number("step") ?? 30));
  const between = [settings.text("from") ?? "00:00", settings.text("to") ?? "23:59"] as const;
  return {
    // Both were looked up in the lists of what there is.
    every: (RECURRENCES.includes(every) ? every : "day") as Recurrence,
    daysOff: (DAYS_OFF.includes(daysOff) ? daysOff : "count") as DaysOff,
    times:
      every === "minutes"
        ? timesBetween(...between, step)
        : settings.texts("times").filter((time) => TIME.test(time)),
    weekdays: settings.texts("weekdays").map(Number),
    days: settings.texts("days").map((day) => (day === "last" ? day : Number(day))),
    months: settings.texts("months").map(Number),
  };
}

/** A schedule in words: 每周一、周三 09:00（遇休息日跳过）. */
export function scheduleText(settings: Settings): LocalizedText {
  const { every, times, weekdays, days, months, daysOff } = scheduleOf(settings);
  const at = { zh: times.join("、"), en: `at ${times.join(", ")}` };
  const named = (list: readonly number[], names: typeof WEEKDAYS, locale: "zh" | "en") =>
    list.map((number) => names[number - 1]?.name[locale] ?? "").join(locale === "zh" ? "、" : ", ");
  const ofMonth = {
    zh: days.map((day) => (day === "last" ? text.lastDay.zh : `${day} 日`)).join("、"),
    en: days.map((day) => (day === "last" ? text.lastDay.en : String(day))).join(", "),
  };
  const [from, to] = [settings.text("from") ?? "00:00", settings.text("to") ?? "23:59"];
  const step = settings.number("step") ?? 30;
  const whole: Record<Recurrence, LocalizedText> = {
    minutes: {
      zh: `每 ${step} 分钟（${from}–${to}）`,
      en: `Every ${step === 1 ? "minute" : `${step} minutes`} from ${from} to ${to}`,
    },
    day: { zh: `每天 ${at.zh}`, en: `Every day ${at.en}` },
    week: {
      zh: `每${named(weekdays, WEEKDAYS, "zh")} ${at.zh}`,
      en: `Every ${named(weekdays, WEEKDAYS, "en")} ${at.en}`,
    },
    month: { zh: `每月 ${ofMonth.zh} ${at.zh}`, en: `Every month on ${ofMonth.en} ${at.en}` },
    year: {
      zh: `每年${named(months, MONTHS, "zh")} ${ofMonth.zh} ${at.zh}`,
      en: `Every year in ${named(months, MONTHS, "en")} on ${ofMonth.en} ${at.en}`,
    },
  };
  if (daysOff === "count") return whole[every];
  const off = { skip: text.skip, next: text.next, previous: text.previous }[daysOff];
  return {
    zh: `${whole[every].zh}（${text.onDaysOff.zh}${off.zh}）`,
    en: `${whole[every].en} (${text.onDaysOff.en} ${off.en.toLowerCase()})`,
  };
}
