import {
  DndContext,
  type DragEndEvent,
  type DragMoveEvent,
  DragOverlay,
  MouseSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import type { RecordData } from "@mortise/contract";
import { type ReactNode, useState } from "react";
import { createPortal } from "react-dom";
import { type DropDay, dayUnder } from "./drop-day.ts";
import { eventLook } from "./event-look.ts";
import { useSchedule } from "./schedule-parts.ts";

/** Lets records without a date be dragged onto a day that is drawn within; where they would go is marked. */
export function UnscheduledDrag({ children }: { readonly children: ReactNode }) {
  const { titleOf, colorOf, schedule } = useSchedule();
  const [lifted, setLifted] = useState<RecordData | undefined>(undefined);
  const [target, setTarget] = useState<DropDay | undefined>(undefined);
  const sensors = useSensors(useSensor(MouseSensor, { activationConstraint: { distance: 5 } }));
  const letGo = () => {
    setLifted(undefined);
    setTarget(undefined);
  };
  const onDragEnd = (event: DragEndEvent) => {
    letGo();
    const to = targetOf(event);
    if (lifted && to) schedule(lifted, to.day, to.minutes);
  };
  return (
    <DndContext
      sensors={sensors}
      autoScroll={false}
      onDragStart={({ active }) => setLifted(recordOf(active.data.current))}
      onDragMove={(event) => setTarget(targetOf(event))}
      onDragCancel={letGo}
      onDragEnd={onDragEnd}
    >
      {children}
      {target ? createPortal(<div className="schedule-target" style={target.box} />, document.body) : null}
      <DragOverlay dropAnimation={null}>
        {lifted ? (
          <div className="event-chip event-chip-moving" style={eventLook(colorOf(lifted))}>
            <div className="event-chip-face">
              <span>{titleOf(lifted)}</span>
            </div>
          </div>
        ) : null}
      </DragOverlay>
    </DndContext>
  );
}

/** Put there by the entries of the list. */
function recordOf(data: Readonly<Record<string, unknown>> | undefined): RecordData | undefined {
  return data?.["record"] as RecordData | undefined;
}

function targetOf({ activatorEvent, delta }: DragMoveEvent | DragEndEvent): DropDay | undefined {
  if (!(activatorEvent instanceof MouseEvent)) return undefined;
  return dayUnder(activatorEvent.clientX + delta.x, activatorEvent.clientY + delta.y);
}
