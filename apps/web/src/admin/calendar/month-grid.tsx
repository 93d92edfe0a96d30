import { civilDayText, daysInMonth, weekdayOf } from "@mortise/kit";
import { useLocale, useText } from "@mortise/ui";
import { calendarText } from "./text.ts";
import { isWorked, type YearDays } from "./year-days.ts";

/** One month, weeks from Monday; each day is a button that says what it is. */
export function MonthGrid({
  year,
  month,
  days,
  onToggle,
}: {
  readonly year: number;
  readonly month: number;
  readonly days: YearDays;
  readonly onToggle: (day: string) => void;
}) {
  const locale = useLocale();
  const name = new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" });
  const short = new Intl.DateTimeFormat(locale, { weekday: "narrow", timeZone: "UTC" });
  const first = weekdayOf(civilDayText({ year, month, day: 1 }));
  return (
    <section className="work-month">
      <b>{name.format(Date.UTC(year, month - 1, 1))}</b>
      <div className="work-month-days">
        {Array.from({ length: 7 }, (_, index) => (
          // 5 January 1970 was a Monday.
          <span key={`head-${index + 1}`} className="work-month-head" aria-hidden="true">
            {short.format(Date.UTC(1970, 0, 5 + index))}
          </span>
        ))}
        {Array.from({ length: daysInMonth(year, month) }, (_, index) => (
          <DayButton
            key={index + 1}
            day={civilDayText({ year, month, day: index + 1 })}
            column={index === 0 ? first : undefined}
            days={days}
            onToggle={onToggle}
          />
        ))}
      </div>
    </section>
  );
}

function DayButton({
  day,
  column,
  days,
  onToggle,
}: {
  readonly day: string;
  readonly column: number | undefined;
  readonly days: YearDays;
  readonly onToggle: (day: string) => void;
}) {
  const t = useText(calendarText);
  const isWeekend = weekdayOf(day) > 5;
  const works = isWorked(day, days);
  const special = works === isWeekend;
  const mark = special ? (works ? t.dayWorked : t.dayOff) : "";
  const kind = special ? (works ? "work-day-worked" : "work-day-off") : isWeekend ? "work-day-weekend" : "";
  return (
    <button
      type="button"
      className={`work-day ${kind}`}
      style={column === undefined ? {} : { gridColumnStart: column }}
      aria-pressed={special}
      aria-label={special ? `${day} ${works ? t.legendWorked : t.legendOff}` : day}
      onClick={() => onToggle(day)}
    >
      {Number(day.slice(8))}
      {mark ? <i>{mark}</i> : null}
    </button>
  );
}
