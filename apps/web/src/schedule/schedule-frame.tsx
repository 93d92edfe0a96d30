import type { Expression } from "@mortise/expression";
import { fillText } from "@mortise/kit";
import type { EntityDocument, ViewDates, ViewScale } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { Alert } from "antd";
import { type ReactNode, useMemo, useState } from "react";
import { useAppModel } from "../app/app-model.ts";
import { countText } from "../records/count-text.ts";
import type { ColorOf } from "../records/record-colors.ts";
import type { DayWindow } from "./days.ts";
import { type ScheduleDates, scheduleFields, timeFields } from "./schedule-dates.ts";
import { readEvent } from "./schedule-event.ts";
import { ScheduleHead } from "./schedule-head.tsx";
import { ScheduleContext } from "./schedule-parts.ts";
import { scheduleText } from "./text.ts";
import { UnscheduledDrag } from "./unscheduled-drag.tsx";
import { UnscheduledPanel } from "./unscheduled-panel.tsx";
import { useScheduleParts } from "./use-schedule-parts.tsx";
import { useUnscheduled } from "./use-unscheduled.ts";
import { useWindowRecords } from "./use-window-records.ts";
import "./schedule.css";

/** Where a person is in a calendar or gantt chart; kept in the address. */
interface SchedulePlace {
  readonly day: string | undefined;
  readonly scale: ViewScale | undefined;
  /** The date by which records are shown, when another one was chosen than the view's. */
  readonly by: string | undefined;
}

/** Props of `CalendarView` and `GanttView`. */
export interface ScheduleViewProps {
  readonly entity: EntityDocument;
  readonly dates: ScheduleDates;
  readonly view: ViewDates | undefined;
  readonly filter: Expression | undefined;
  readonly search: string;
  /** Fields that colours of rules look at. */
  readonly colorFields: readonly string[];
  readonly colorOf: ColorOf;
  readonly place: SchedulePlace;
  readonly onPlace: (part: Partial<SchedulePlace>) => void;
  readonly onOpen: (id: string) => void;
}

interface ScheduleOptions {
  readonly scale: ViewScale;
  /** The days that are drawn around a day; always the same function. */
  readonly windowOf: (scale: ViewScale, day: string, weekStart: number) => DayWindow;
  /** Fields that are asked for besides. */
  readonly fields?: readonly string[];
}

/** The events of the window around the day where the person is, and what their parts share. */
export function useScheduleEvents(
  props: ScheduleViewProps,
  { scale, windowOf, fields = [] }: ScheduleOptions,
) {
  const { entity, dates, view, place } = props;
  const { parts, shown, form } = useScheduleParts(props);
  const day = place.day ?? parts.today;
  const weekStart = view?.weekStart ?? 1;
  const window = useMemo(() => windowOf(scale, day, weekStart), [windowOf, scale, day, weekStart]);
  const query = useWindowRecords({
    entity: entity.id,
    dates,
    window,
    fields: [entity.titleField, ...scheduleFields(dates), ...props.colorFields, ...fields],
    filter: props.filter,
    search: props.search,
  });
  const unscheduled = useUnscheduled({
    entity: entity.id,
    dates,
    fields: [entity.titleField, ...scheduleFields(dates), ...props.colorFields],
    filter: props.filter,
    search: props.search,
  });
  const events = (query.data?.records ?? []).flatMap(
    (record) => readEvent(shown(record), dates, parts.zone) ?? [],
  );
  return { parts, form, day, scale, window, query, unscheduled, events };
}

interface ScheduleFrameProps extends Pick<ScheduleViewProps, "onPlace"> {
  readonly schedule: ReturnType<typeof useScheduleEvents>;
  readonly title: string;
  /** False where there is room for one scale only. */
  readonly hasScales: boolean;
  /** The day to go to from a day, one step ahead (1) or back (-1). */
  readonly stepped: (scale: ViewScale, day: string, step: number) => string;
  readonly children: ReactNode;
}

/** The head of a calendar or gantt chart with the ways elsewhere, what is drawn below it, and the form for a new record. */
export function ScheduleFrame({
  schedule,
  title,
  hasScales,
  stepped,
  onPlace,
  children,
}: ScheduleFrameProps) {
  const { parts, form, day, scale, query, unscheduled } = schedule;
  const [isOpen, setOpen] = useState(false);
  const count = unscheduled.data?.pages[0]?.count;
  const { entity, dates } = parts;
  const t = useText(scheduleText);
  const allowed = useAppModel().permission(entity.id);
  return (
    <ScheduleContext value={parts}>
      <div className="calendar" aria-busy={query.isFetching}>
        <ScheduleHead
          title={title}
          scale={scale}
          onScale={hasScales ? (next) => onPlace({ scale: next }) : undefined}
          onStep={(step) => onPlace({ day: stepped(scale, day, step) })}
          onToday={() => onPlace({ day: undefined })}
          fields={timeFields(entity, allowed)}
          field={dates.start.id}
          onField={(by) => onPlace({ by })}
          unscheduled={
            isOpen || (count?.value ?? 0) > 0
              ? { count: count ? countText(count) : "0", isOpen, onToggle: () => setOpen(!isOpen) }
              : undefined
          }
        />
        {query.data?.isCut ? (
          <Alert type="warning" showIcon title={fillText(t.cut, { n: query.data.records.length })} />
        ) : null}
        <UnscheduledDrag>
          <div className="schedule-body">
            <div className="schedule-days">{children}</div>
            {isOpen ? <UnscheduledPanel query={unscheduled} onClose={() => setOpen(false)} /> : null}
          </div>
        </UnscheduledDrag>
      </div>
      {form}
    </ScheduleContext>
  );
}
