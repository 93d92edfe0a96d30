import { useDroppable } from "@dnd-kit/core";
import { useLocale, useNow, useText } from "@mortise/ui";
import { wallTime } from "@mortise/fields";
import { type MouseEvent, useEffect, useRef } from "react";
import { weekdayName } from "../schedule/day-names.ts";
import { daysOf, type DayWindow } from "../schedule/days.ts";
import { clockText, type ScheduleEvent } from "../schedule/schedule-event.ts";
import { useSchedule } from "../schedule/schedule-parts.ts";
import { scheduleText } from "../schedule/text.ts";
import { DayHead } from "./day-head.tsx";
import { dayColumns } from "./day-columns.ts";
import { EventChip } from "./event-chip.tsx";
import { weekLanes } from "./week-lanes.ts";

/** Height of an hour in CSS pixels. */
export const HOUR_HEIGHT = 44;
const FIRST_SEEN = 8;
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const CREATE_STEP = 30;

interface HoursGridProps {
  readonly window: DayWindow;
  readonly events: readonly ScheduleEvent[];
  readonly label: string;
  readonly onDay: (day: string) => void;
}

/** Whether an event stands among the hours of its day; what takes several days lies above them. */
const isWithinDay = ({ first, last, from }: ScheduleEvent) => first === last && from !== undefined;

/** The hours of a week or a day, and above them what takes whole days. */
export function HoursGrid({ window, events, label, onDay }: HoursGridProps) {
  const t = useText(scheduleText);
  const locale = useLocale();
  const days = daysOf(window);
  const scroller = useRef<HTMLDivElement>(null);
  useEffect(() => {
    scroller.current?.scrollTo({ top: FIRST_SEEN * HOUR_HEIGHT - 8 });
  }, []);
  const columns = { gridTemplateColumns: `52px repeat(${days.length}, minmax(0, 1fr))` };
  const long = weekLanes(
    events.filter((event) => !isWithinDay(event)),
    window,
  );
  return (
    <div className="hours-grid" role="grid" aria-label={label}>
      <div className="hours-top" style={columns}>
        <span />
        {days.map((day) => (
          <div key={day} className="hours-day">
            <small>{weekdayName(day, locale)}</small>
            <DayHead day={day} text={String(Number(day.slice(8)))} onDay={onDay} />
          </div>
        ))}
        {long.length > 0 ? <small className="hours-all-day">{t.allDay}</small> : null}
        {long.map(({ event, column, span, lane, isBegun, goesOn }) => (
          <EventChip
            key={event.record.id}
            event={event}
            place="top"
            isBegun={isBegun}
            goesOn={goesOn}
            style={{ gridColumn: `${column + 2} / span ${span}`, gridRow: lane + 2 }}
          />
        ))}
      </div>
      <div ref={scroller} className="hours-scroll">
        <div className="hours-body" style={{ ...columns, height: 24 * HOUR_HEIGHT }}>
          <div className="hours-names" aria-hidden="true">
            {HOURS.map((hour) => (
              <span key={hour} style={{ top: hour * HOUR_HEIGHT }}>
                {hour === 0 ? "" : clockText(hour * 60)}
              </span>
            ))}
          </div>
          {days.map((day) => (
            <DayHours
              key={day}
              day={day}
              events={events.filter((event) => isWithinDay(event) && event.first === day)}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

function DayHours({ day, events }: { readonly day: string; readonly events: readonly ScheduleEvent[] }) {
  const { create, mark, today } = useSchedule();
  const { setNodeRef, isOver } = useDroppable({ id: `hours/${day}`, data: { day } });
  const createAt = (event: MouseEvent<HTMLDivElement>) => {
    const top = event.clientY - event.currentTarget.getBoundingClientRect().top;
    create?.(day, Math.floor((top / HOUR_HEIGHT) * (60 / CREATE_STEP)) * CREATE_STEP);
  };
  return (
    <div
      ref={setNodeRef}
      role="gridcell"
      data-day={day}
      data-hours=""
      className={`hours-column day-cell-${mark(day)}${isOver ? " day-cell-over" : ""}`}
      onClick={createAt}
    >
      {dayColumns(events).map(({ event, from, to, column, columns }) => (
        <EventChip
          key={event.record.id}
          event={event}
          place="hours"
          inHours
          style={{
            top: (from / 60) * HOUR_HEIGHT,
            height: ((to - from) / 60) * HOUR_HEIGHT - 2,
            left: `${(column / columns) * 100}%`,
            width: `calc(${100 / columns}% - 4px)`,
          }}
        />
      ))}
      {day === today ? <NowLine /> : null}
    </div>
  );
}

function NowLine() {
  const { zone } = useSchedule();
  const { hour, minute } = wallTime(useNow(), zone);
  return <i className="hours-now" style={{ top: ((hour * 60 + minute) / 60) * HOUR_HEIGHT }} />;
}
