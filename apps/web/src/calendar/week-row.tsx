import { useDroppable } from "@dnd-kit/core";
import { fillText } from "@mortise/kit";
import { useLocale, useText } from "@mortise/ui";
import { dayName } from "../schedule/day-names.ts";
import { daysOf, type DayWindow } from "../schedule/days.ts";
import type { ScheduleEvent } from "../schedule/schedule-event.ts";
import { useSchedule } from "../schedule/schedule-parts.ts";
import { scheduleText } from "../schedule/text.ts";
import { DayHead } from "./day-head.tsx";
import { EventChip } from "./event-chip.tsx";
import { hiddenCounts, weekLanes } from "./week-lanes.ts";

interface WeekRowProps {
  readonly week: DayWindow;
  readonly events: readonly ScheduleEvent[];
  /** How many events of a day are drawn above each other; what is left is counted. */
  readonly lanes: number;
  /** Days of another month are paler. */
  readonly month?: string;
  readonly onDay: (day: string) => void;
}

/** One week (or one day) of whole days beside each other, with the events that lie across them. */
export function WeekRow({ week, events, lanes, month, onDay }: WeekRowProps) {
  const t = useText(scheduleText);
  const locale = useLocale();
  const days = daysOf(week);
  const pieces = weekLanes(events, week);
  const used = Math.min(
    lanes,
    pieces.reduce((most, { lane }) => Math.max(most, lane + 1), 0),
  );
  const hidden = hiddenCounts(pieces, lanes, days.length);
  const rows = `30px repeat(${used}, 24px) minmax(18px, 1fr)`;
  return (
    <div
      className="week-row"
      role="row"
      style={{ gridTemplateColumns: `repeat(${days.length}, minmax(0, 1fr))`, gridTemplateRows: rows }}
    >
      {days.map((day, index) => (
        <DayCell
          key={day}
          day={day}
          column={index}
          pale={month !== undefined && !day.startsWith(month)}
          onDay={onDay}
        />
      ))}
      {pieces
        .filter(({ lane }) => lane < lanes)
        .map(({ event, column, span, lane, isBegun, goesOn }) => (
          <EventChip
            key={event.record.id}
            event={event}
            place={week.first}
            isBegun={isBegun}
            goesOn={goesOn}
            style={{ gridColumn: `${column + 1} / span ${span}`, gridRow: lane + 2 }}
          />
        ))}
      {hidden.map((count, index) => {
        const day = days[index] ?? week.first;
        return count === 0 ? null : (
          <button
            key={day}
            type="button"
            className="week-more"
            aria-label={fillText(t.moreOf, { n: count, day: dayName(day, locale) })}
            style={{ gridColumn: index + 1, gridRow: used + 2 }}
            onClick={() => onDay(day)}
          >
            {fillText(t.more, { n: count })}
          </button>
        );
      })}
    </div>
  );
}

function DayCell({
  day,
  column,
  pale,
  onDay,
}: {
  readonly day: string;
  readonly column: number;
  readonly pale: boolean;
  readonly onDay: (day: string) => void;
}) {
  const { create, mark } = useSchedule();
  const { setNodeRef, isOver } = useDroppable({ id: `day/${day}`, data: { day } });
  const shape = ["day-cell", `day-cell-${mark(day)}`];
  if (pale) shape.push("day-cell-pale");
  if (isOver) shape.push("day-cell-over");
  return (
    <div
      ref={setNodeRef}
      role="gridcell"
      data-day={day}
      className={shape.join(" ")}
      style={{ gridColumn: column + 1 }}
      onClick={() => create?.(day)}
    >
      <DayHead day={day} text={String(Number(day.slice(8)))} onDay={onDay} />
    </div>
  );
}
