import { useLocale } from "@mortise/ui";
import { weekdayName } from "../schedule/day-names.ts";
import { dayAfter, daysBetween, type DayWindow } from "../schedule/days.ts";
import type { ScheduleEvent } from "../schedule/schedule-event.ts";
import { WeekRow } from "./week-row.tsx";

const LANES = 3;

/** The names of the days of a week, from the first day of a window. */
export function WeekdayNames({ first, days = 7 }: { readonly first: string; readonly days?: number }) {
  const locale = useLocale();
  return (
    <div
      className="weekday-names"
      aria-hidden="true"
      style={{ gridTemplateColumns: `repeat(${days}, minmax(0, 1fr))` }}
    >
      {Array.from({ length: days }, (_, index) => {
        const day = dayAfter(first, index);
        return <span key={day}>{weekdayName(day, locale)}</span>;
      })}
    </div>
  );
}

/** The weeks of a window below each other. */
export function MonthGrid({
  window,
  month,
  events,
  label,
  onDay,
}: {
  readonly window: DayWindow;
  readonly month: string | undefined;
  readonly events: readonly ScheduleEvent[];
  readonly label: string;
  readonly onDay: (day: string) => void;
}) {
  const length = daysBetween(window.first, window.last) + 1;
  const perRow = Math.min(7, length);
  const weeks = Array.from({ length: Math.ceil(length / 7) }, (_, index) => {
    const first = dayAfter(window.first, index * 7);
    return { first, last: dayAfter(first, perRow - 1) };
  });
  return (
    <div className="month-grid" role="grid" aria-label={label}>
      <WeekdayNames first={window.first} days={perRow} />
      {weeks.map((week) => (
        <WeekRow
          key={week.first}
          week={week}
          events={events}
          lanes={weeks.length > 1 ? LANES : Number.POSITIVE_INFINITY}
          {...(month === undefined ? {} : { month })}
          onDay={onDay}
        />
      ))}
    </div>
  );
}
