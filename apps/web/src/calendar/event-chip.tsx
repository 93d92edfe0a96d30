import { useDraggable } from "@dnd-kit/core";
import { fillText } from "@mortise/kit";
import { useText } from "@mortise/ui";
import type { CSSProperties, KeyboardEvent } from "react";
import { eventLook } from "../schedule/event-look.ts";
import { clockText, type ScheduleEvent } from "../schedule/schedule-event.ts";
import { useSchedule } from "../schedule/schedule-parts.ts";
import { scheduleText } from "../schedule/text.ts";

/** What is dragged: an event as a whole or its end, between days or within the hours of a day. */
export interface DraggedEvent {
  readonly event: ScheduleEvent;
  readonly part: "move" | "end";
  readonly inHours: boolean;
}

const ARROWS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -7,
  ArrowDown: 7,
};

interface EventChipProps {
  readonly event: ScheduleEvent;
  /** Tells pieces of one event in several weeks apart. */
  readonly place: string;
  readonly inHours?: boolean;
  readonly style: CSSProperties;
  readonly isBegun?: boolean;
  readonly goesOn?: boolean;
}

/** An event in a calendar: a click opens its record, dragging moves it, dragging its end changes how long it takes. */
export function EventChip({ event, place, inHours = false, style, isBegun, goesOn }: EventChipProps) {
  const t = useText(scheduleText);
  const { titleOf, colorOf, open, mayMove, move } = useSchedule();
  const { record } = event;
  const title = titleOf(record);
  const movable = mayMove(record);
  const { attributes, listeners, setNodeRef, isDragging } = useDraggable({
    id: `move/${record.id}/${place}`,
    data: { event, part: "move", inHours } satisfies DraggedEvent,
    disabled: !movable,
  });
  const onKeyDown = (key: KeyboardEvent) => {
    if (key.key === "Enter" || key.key === " ") {
      key.preventDefault();
      return open(record.id);
    }
    const days = ARROWS[key.key];
    if (!key.altKey || days === undefined || !movable) return;
    key.preventDefault();
    move(event, { days, minutes: 0 });
  };
  const time = event.from === undefined || isBegun ? "" : clockText(event.from);
  const shape = ["event-chip"];
  if (isDragging) shape.push("event-chip-lifted");
  if (inHours) shape.push("event-chip-hours");
  if (isBegun) shape.push("event-chip-begun");
  if (goesOn) shape.push("event-chip-goes-on");
  return (
    <div className={shape.join(" ")} style={{ ...style, ...eventLook(colorOf(record)) }}>
      <div
        ref={setNodeRef}
        {...attributes}
        {...listeners}
        role="button"
        tabIndex={0}
        aria-disabled={undefined}
        aria-label={[time, title].filter(Boolean).join(" ")}
        title={movable ? `${title}\n${t.moveHint}` : title}
        className="event-chip-face"
        onClick={(click) => {
          click.stopPropagation();
          open(record.id);
        }}
        onKeyDown={onKeyDown}
      >
        {time ? <time>{time}</time> : null}
        <span>{title}</span>
      </div>
      {goesOn ? null : <EventEnd event={event} place={place} inHours={inHours} title={title} />}
    </div>
  );
}

function EventEnd({
  event,
  place,
  inHours,
  title,
}: Pick<DraggedEvent, "event" | "inHours"> & { readonly place: string; readonly title: string }) {
  const t = useText(scheduleText);
  const { mayResize } = useSchedule();
  const { listeners, setNodeRef } = useDraggable({
    id: `end/${event.record.id}/${place}`,
    data: { event, part: "end", inHours } satisfies DraggedEvent,
  });
  if (!mayResize(event.record)) return null;
  return (
    <span
      ref={setNodeRef}
      {...listeners}
      className="event-chip-end"
      title={fillText(t.resize, { name: title })}
      onClick={(click) => click.stopPropagation()}
    />
  );
}
