import {
  DndContext,
  type DragEndEvent,
  DragOverlay,
  type DragStartEvent,
  MouseSensor,
  pointerWithin,
  TouchSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { type ReactNode, useState } from "react";
import { daysBetween } from "../schedule/days.ts";
import { eventLook } from "../schedule/event-look.ts";
import { useSchedule } from "../schedule/schedule-parts.ts";
import type { DraggedEvent } from "./event-chip.tsx";
import { HOUR_HEIGHT } from "./hours-grid.tsx";

const STEP = 15;

interface Lifted extends DraggedEvent {
  /** The day by which a long event was taken. */
  readonly grabbed: string;
}

/** Lets events below be dragged to another day or hour; what it means is told to the calendar. */
export function CalendarDrag({ children }: { readonly children: ReactNode }) {
  const { titleOf, colorOf, move, resize } = useSchedule();
  const [lifted, setLifted] = useState<Lifted | undefined>(undefined);
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 5 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
  );
  const onDragStart = ({ active, activatorEvent }: DragStartEvent) => {
    const dragged = active.data.current as DraggedEvent | undefined; // put there by our own chips
    setLifted(dragged && { ...dragged, grabbed: dayAt(activatorEvent) ?? dragged.event.first });
  };
  const onDragEnd = ({ over, delta }: DragEndEvent) => {
    setLifted(undefined);
    const day: unknown = over?.data.current?.["day"];
    if (!lifted || typeof day !== "string") return;
    const { event, part, inHours, grabbed } = lifted;
    const minutes = inHours ? Math.round(((delta.y / HOUR_HEIGHT) * 60) / STEP) * STEP : 0;
    if (part === "move") move(event, { days: daysBetween(grabbed, day), minutes });
    else resize(event, { days: daysBetween(event.last, day), minutes });
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={pointerWithin}
      onDragStart={onDragStart}
      onDragCancel={() => setLifted(undefined)}
      onDragEnd={onDragEnd}
    >
      {children}
      <DragOverlay dropAnimation={null}>
        {lifted?.part === "move" ? (
          <div className="event-chip event-chip-moving" style={eventLook(colorOf(lifted.event.record))}>
            <div className="event-chip-face">
              <span>{titleOf(lifted.event.record)}</span>
            </div>
          </div>
        ) : null}
      </DragOverlay>
    </DndContext>
  );
}

/** The day under the pointer of a mouse or finger. */
function dayAt(event: Event): string | undefined {
  const touches = "touches" in event ? (event as TouchEvent).touches : undefined;
  const point = touches ? touches[0] : event instanceof MouseEvent ? event : undefined;
  if (!point) return undefined;
  return document
    .elementsFromPoint(point.clientX, point.clientY)
    .flatMap((element) => (element instanceof HTMLElement ? (element.dataset["day"] ?? []) : []))[0];
}
