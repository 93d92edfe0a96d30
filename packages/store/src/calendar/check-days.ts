import { type LocalizedText, readCivilDay, weekdayOf } from "@mortise/kit";
import { calendarInvalid } from "./calendar-errors.ts";
import type { WorkSpan, YearDays } from "./company-calendar.ts";

const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const END_OF_DAY = "24:00";
const MOST_SPANS = 6;

function refuse(message: LocalizedText, path: string): never {
  throw calendarInvalid({ reason: `${message.zh} (${message.en})` }, { details: [{ path, message }] });
}

/** Day of the week of a real day, Monday 1 to Sunday 7; undefined for anything else. */
function weekday(day: string): number | undefined {
  return readCivilDay(day) && weekdayOf(day);
}

/**
 * The special days of a year in their only form: sorted, each once, of that year, days off from Monday to Friday and
 * worked days on weekends. A day off on a weekend says nothing and is left out. STORE_CALENDAR_INVALID otherwise.
 */
export function checkedDays(year: number, { holidays, workdays }: YearDays): YearDays {
  for (const [path, days] of [
    ["holidays", holidays],
    ["workdays", workdays],
  ] as const) {
    for (const day of days) {
      if (weekday(day) === undefined || Number(day.slice(0, 4)) !== year)
        refuse({ zh: `“${day}”不是 ${year} 年的日期`, en: `"${day}" is not a day of ${year}` }, path);
    }
  }
  const both = holidays.find((day) => workdays.includes(day));
  if (both !== undefined)
    refuse({ zh: `${both} 不能既休息又上班`, en: `${both} cannot be both off and worked` }, "workdays");
  const isWeekend = (day: string): boolean => (weekday(day) ?? 0) > 5;
  const only = (days: readonly string[], wanted: boolean): readonly string[] =>
    [...new Set(days)].filter((day) => isWeekend(day) === wanted).toSorted();
  return { holidays: only(holidays, false), workdays: only(workdays, true) };
}

/** Working hours one after the other; STORE_CALENDAR_INVALID otherwise. */
export function checkedHours(hours: readonly (readonly string[])[]): readonly WorkSpan[] {
  if (hours.length === 0 || hours.length > MOST_SPANS)
    refuse(
      {
        zh: `请填写 1 到 ${MOST_SPANS} 段工作时间`,
        en: `Give one to ${MOST_SPANS} stretches of working hours`,
      },
      "hours",
    );
  let last = "";
  return hours.map(([from = "", to = ""], index) => {
    const isTime = TIME.test(from) && (TIME.test(to) || to === END_OF_DAY);
    if (!isTime || from >= to || from < last)
      refuse(
        {
          zh: `第 ${index + 1} 段工作时间有误：要写成 09:00–18:00，先后排列、互不重叠`,
          en: `Stretch ${index + 1} of the working hours is not valid: write 09:00–18:00, one after the other without overlap`,
        },
        `hours.${index}`,
      );
    last = to;
    return [from, to];
  });
}
