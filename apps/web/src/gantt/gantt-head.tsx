import type { ViewScale } from "@mortise/metadata";
import { useLocale } from "@mortise/ui";
import { MarkOfDay } from "../calendar/day-head.tsx";
import { monthName } from "../schedule/day-names.ts";
import { daysBetween, daysOf, type DayWindow } from "../schedule/days.ts";
import { useSchedule } from "../schedule/schedule-parts.ts";
import { monthSpans, smallSpans } from "./gantt-scale.ts";

interface GanttTimeProps {
  readonly scale: ViewScale;
  readonly window: DayWindow;
  readonly dayWidth: number;
}

/** The months above a chart, and the days or weeks below them. */
export function GanttHead({ scale, window, dayWidth }: GanttTimeProps) {
  const locale = useLocale();
  const { today } = useSchedule();
  return (
    <div className="gantt-times" aria-hidden="true">
      <div className="gantt-months">
        {monthSpans(window).map(({ day, days }) => (
          <span key={day} style={{ width: days * dayWidth }}>
            <b>{monthName(day, locale)}</b>
          </span>
        ))}
      </div>
      <div className="gantt-days">
        {smallSpans(scale, window).map(({ day, days }) => (
          <span
            key={day}
            className={day === today && days === 1 ? "gantt-day-today" : ""}
            style={{ width: days * dayWidth }}
          >
            {Number(day.slice(8))}
            {days === 1 ? <MarkOfDay day={day} /> : null}
          </span>
        ))}
      </div>
    </div>
  );
}

/** Days off behind the bars, and the line of today. */
export function GanttDays({ scale, window, dayWidth }: GanttTimeProps) {
  const { mark, today } = useSchedule();
  const isInside = window.first <= today && today <= window.last;
  const off = scale === "month" ? [] : daysOf(window).filter((day) => ["off", "weekend"].includes(mark(day)));
  const left = (day: string) => daysBetween(window.first, day) * dayWidth;
  return (
    <>
      {off.map((day) => (
        <i key={day} className="gantt-off" style={{ left: left(day), width: dayWidth }} />
      ))}
      {isInside ? <i className="gantt-today" style={{ left: left(today) + dayWidth / 2 }} /> : null}
    </>
  );
}
