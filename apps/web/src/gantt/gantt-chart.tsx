import {
  DndContext,
  type DragEndEvent,
  MouseSensor,
  TouchSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import type { ViewScale } from "@mortise/metadata";
import { useIsPhone } from "@mortise/ui";
import { type MouseEvent, type ReactNode, useCallback, useLayoutEffect, useRef } from "react";
import { dayAfter, daysBetween, type DayWindow } from "../schedule/days.ts";
import type { ScheduleEvent } from "../schedule/schedule-event.ts";
import { useSchedule } from "../schedule/schedule-parts.ts";
import { type DraggedBar, GanttBar } from "./gantt-bar.tsx";
import { GanttHint } from "./gantt-hint.tsx";
import { GanttDays, GanttHead } from "./gantt-head.tsx";
import { GanttLinks } from "./gantt-links.tsx";
import type { GanttRow } from "./gantt-rows.ts";
import { DAY_WIDTHS } from "./gantt-scale.ts";
import { useDaysInSight } from "./use-days-in-sight.ts";
import { useVisibleRows } from "./use-visible-rows.ts";

const ROW_HEIGHT = 36;
const NAMES = { computer: 230, phone: 112 };

interface GanttChartProps {
  readonly label: string;
  readonly scale: ViewScale;
  /** The day that is brought into sight. */
  readonly day: string;
  readonly window: DayWindow;
  readonly rows: readonly GanttRow[];
  readonly progressOf: ((event: ScheduleEvent) => number) | undefined;
  readonly empty: ReactNode;
}

/** The names at the left, the bars along time at the right; of any number of rows only those in sight are drawn. */
export function GanttChart(props: GanttChartProps) {
  const { scale, day, window, rows } = props;
  const { dates } = useSchedule();
  const names = useIsPhone() ? NAMES.phone : NAMES.computer;
  const scroller = useRef<HTMLDivElement>(null);
  const visible = useVisibleRows(scroller, rows.length, ROW_HEIGHT);
  const dayWidth = DAY_WIDTHS[scale];
  const width = (daysBetween(window.first, window.last) + 1) * dayWidth;
  const goTo = useCallback(
    (to: string) => {
      const left = daysBetween(window.first, to) * dayWidth - 120;
      scroller.current?.scrollTo({ left: Math.max(0, left) });
    },
    [window.first, dayWidth],
  );
  useLayoutEffect(() => goTo(day), [goTo, day]);
  const sight = useDaysInSight(scroller, { first: window.first, dayWidth, names });
  const dragging = useBarDrag(dayWidth);
  const time = { scale, window, dayWidth };
  const size = { width: names + width, height: rows.length * ROW_HEIGHT };
  return (
    <div ref={scroller} className="gantt" role="region" aria-label={props.label}>
      <div className="gantt-head" style={{ width: size.width, gridTemplateColumns: `${names}px ${width}px` }}>
        <span className="gantt-corner" />
        <GanttHead {...time} />
      </div>
      {rows.length === 0 ? props.empty : null}
      <DndContext {...dragging} autoScroll={false}>
        <div className="gantt-body" style={{ ...size, minHeight: "calc(100% - 54px)" }}>
          <div className="gantt-names-ground" style={{ width: names }} />
          <div
            className="gantt-ground"
            style={{ left: names, width }}
            data-first-day={window.first}
            data-day-width={dayWidth}
          >
            <GanttDays {...time} />
            {dates.dependsOn ? (
              <GanttLinks
                {...{ rows, width, dayWidth }}
                field={dates.dependsOn}
                first={window.first}
                rowHeight={ROW_HEIGHT}
              />
            ) : null}
          </div>
          {rows.slice(visible.first, visible.end).map((row, index) => (
            <GanttLine
              key={row.type === "event" ? row.event.record.id : `group/${row.name}`}
              row={row}
              top={(visible.first + index) * ROW_HEIGHT}
              columns={`${names}px ${width}px`}
              hint={{ sight, names, onJump: goTo }}
              first={window.first}
              dayWidth={dayWidth}
              progressOf={props.progressOf}
            />
          ))}
        </div>
      </DndContext>
    </div>
  );
}

function useBarDrag(dayWidth: number) {
  const { move, resize } = useSchedule();
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 4 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
  );
  const onDragEnd = ({ active, delta }: DragEndEvent) => {
    const dragged = active.data.current as DraggedBar | undefined; // put there by our own bars
    const days = Math.round(delta.x / dayWidth);
    if (!dragged || days === 0) return;
    (dragged.part === "move" ? move : resize)(dragged.event, { days, minutes: 0 });
  };
  return { sensors, onDragEnd };
}

interface GanttLineProps extends Pick<GanttChartProps, "progressOf"> {
  readonly row: GanttRow;
  readonly top: number;
  readonly columns: string;
  readonly first: string;
  readonly dayWidth: number;
  readonly hint: Pick<Parameters<typeof GanttHint>[0], "sight" | "names" | "onJump">;
}

function GanttLine({ row, top, columns, first, dayWidth, hint, progressOf }: GanttLineProps) {
  const { titleOf, open, create } = useSchedule();
  const style = { top, height: ROW_HEIGHT, gridTemplateColumns: columns };
  if (row.type === "group")
    return (
      <div className="gantt-line gantt-line-group" style={style}>
        <b className="gantt-name">
          {row.name} <small>{row.count}</small>
        </b>
      </div>
    );
  const { event } = row;
  const createAt = (click: MouseEvent<HTMLDivElement>) => {
    const left = click.clientX - click.currentTarget.getBoundingClientRect().left;
    create?.(dayAfter(first, Math.floor(left / dayWidth)));
  };
  return (
    <div className="gantt-line" style={style}>
      <button type="button" className="gantt-name" onClick={() => open(event.record.id)}>
        {titleOf(event.record)}
      </button>
      <div className="gantt-track" onClick={createAt}>
        <GanttBar event={event} first={first} dayWidth={dayWidth} progress={progressOf?.(event)} />
        <GanttHint {...hint} event={event} title={titleOf(event.record)} />
      </div>
    </div>
  );
}
