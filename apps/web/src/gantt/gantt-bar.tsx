import { useDraggable } from "@dnd-kit/core";
import { fillText } from "@mortise/kit";
import { useText } from "@mortise/ui";
import type { KeyboardEvent } from "react";
import { daysBetween } from "../schedule/days.ts";
import { eventLook } from "../schedule/event-look.ts";
import type { ScheduleEvent } from "../schedule/schedule-event.ts";
import { useSchedule } from "../schedule/schedule-parts.ts";
import { scheduleText } from "../schedule/text.ts";

/** What is dragged in a chart: a bar, or its end. */
export interface DraggedBar {
  readonly event: ScheduleEvent;
  readonly part: "move" | "end";
}

interface GanttBarProps {
  readonly event: ScheduleEvent;
  readonly first: string;
  readonly dayWidth: number;
  /** 0 to 1; undefined when the view shows none. */
  readonly progress: number | undefined;
}

/** A record as a bar from its first to its last day: opened by a click, moved and stretched by dragging or Alt + arrows. */
export function GanttBar({ event, first, dayWidth, progress }: GanttBarProps) {
  const t = useText(scheduleText);
  const { titleOf, colorOf, open, mayMove, mayResize } = useSchedule();
  const { record } = event;
  const title = titleOf(record);
  const [movable, resizable] = [mayMove(record), mayResize(record)];
  const lifted = useDraggable({
    id: `move/${record.id}`,
    data: { event, part: "move" } satisfies DraggedBar,
    disabled: !movable,
  });
  const pulled = useDraggable({
    id: `end/${record.id}`,
    data: { event, part: "end" } satisfies DraggedBar,
    disabled: !resizable,
  });
  const { setNodeRef: liftRef, listeners: liftListeners } = lifted;
  const { setNodeRef: pullRef, listeners: pullListeners } = pulled;
  const snapped = (x: number | undefined): number => Math.round((x ?? 0) / dayWidth) * dayWidth;
  const length = (daysBetween(event.first, event.last) + 1) * dayWidth;
  const left = daysBetween(first, event.first) * dayWidth + snapped(lifted.transform?.x);
  const width = Math.max(dayWidth, length + snapped(pulled.transform?.x));
  const onKeyDown = useBarKeys(event);
  return (
    <div
      className={`gantt-bar${lifted.isDragging || pulled.isDragging ? " gantt-bar-lifted" : ""}`}
      style={{ left, width: width - 2, ...eventLook(colorOf(record)) }}
    >
      {progress === undefined ? null : (
        <i className="gantt-progress" style={{ width: `${progress * 100}%` }} aria-hidden="true" />
      )}
      <div
        ref={liftRef}
        {...liftListeners}
        role="button"
        tabIndex={0}
        className="gantt-bar-face"
        aria-label={`${title} ${event.first} – ${event.last}`}
        title={movable ? `${title}\n${t.moveHint}` : title}
        onClick={(click) => {
          click.stopPropagation();
          open(record.id);
        }}
        onKeyDown={onKeyDown}
      >
        <span>{title}</span>
      </div>
      {resizable ? (
        <span
          ref={pullRef}
          {...pullListeners}
          className="gantt-bar-end"
          title={fillText(t.resize, { name: title })}
          onClick={(click) => click.stopPropagation()}
        />
      ) : null}
    </div>
  );
}

/** Enter opens the record, Alt + arrows move it by days, with Shift they move its end. */
function useBarKeys(event: ScheduleEvent) {
  const { open, mayMove, mayResize, move, resize } = useSchedule();
  const { record } = event;
  return (key: KeyboardEvent): void => {
    if (key.key === "Enter" || key.key === " ") {
      key.preventDefault();
      return open(record.id);
    }
    const days = key.key === "ArrowLeft" ? -1 : key.key === "ArrowRight" ? 1 : 0;
    if (!key.altKey || days === 0) return;
    key.preventDefault();
    if (key.shiftKey && mayResize(record)) resize(event, { days, minutes: 0 });
    else if (!key.shiftKey && mayMove(record)) move(event, { days, minutes: 0 });
  };
}
