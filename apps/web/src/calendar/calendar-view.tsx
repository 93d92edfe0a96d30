import type { Expression } from "@mortise/expression";
import { fillText } from "@mortise/kit";
import type { EntityDocument, ViewDates, ViewScale } from "@mortise/metadata";
import { useIsPhone, useLocale, useLocalize, useText } from "@mortise/ui";
import { Alert } from "antd";
import { useMemo } from "react";
import { useAppModel } from "../app/app-model.ts";
import type { ColorOf } from "../records/record-colors.ts";
import { fullDayName, monthName, rangeName } from "../schedule/day-names.ts";
import { calendarWindow, type DayWindow, stepped } from "../schedule/days.ts";
import { type ScheduleDates, scheduleFields, timeFields } from "../schedule/schedule-dates.ts";
import { readEvent, type ScheduleEvent } from "../schedule/schedule-event.ts";
import { ScheduleHead } from "../schedule/schedule-head.tsx";
import { ScheduleContext } from "../schedule/schedule-parts.ts";
import { scheduleText } from "../schedule/text.ts";
import { useScheduleParts } from "../schedule/use-schedule-parts.tsx";
import { useWindowRecords } from "../schedule/use-window-records.ts";
import { CalendarDrag } from "./calendar-drag.tsx";
import { HoursGrid } from "./hours-grid.tsx";
import { MonthGrid } from "./month-grid.tsx";
import { PhoneCalendar } from "./phone-calendar.tsx";

/** Where a person is in a calendar or gantt chart; kept in the address. */
export interface SchedulePlace {
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

/** Records as events of a month, a week or a day; on the phone a small month above an agenda. */
export function CalendarView(props: ScheduleViewProps) {
  const { entity, dates, view, place, onPlace } = props;
  const t = useText(scheduleText);
  const locale = useLocale();
  const name = useLocalize()(entity.plural ?? entity.name);
  const phone = useIsPhone();
  const allowed = useAppModel().permission(entity.id);
  const { parts, shown, form } = useScheduleParts(props);
  const day = place.day ?? parts.today;
  const scale = phone ? "month" : (place.scale ?? view?.scale ?? "month");
  const weekStart = view?.weekStart ?? 1;
  const window = useMemo(() => calendarWindow(scale, day, weekStart), [scale, day, weekStart]);
  const query = useWindowRecords({
    entity: entity.id,
    dates,
    window,
    fields: [entity.titleField, ...scheduleFields(dates), ...props.colorFields],
    filter: props.filter,
    search: props.search,
  });
  const events = (query.data?.records ?? []).flatMap(
    (record) => readEvent(shown(record), dates, parts.zone) ?? [],
  );
  return (
    <ScheduleContext value={parts}>
      <div className="calendar" aria-busy={query.isFetching}>
        <ScheduleHead
          title={calendarTitle(scale, day, window, locale)}
          scale={scale}
          onScale={phone ? undefined : (next) => onPlace({ scale: next })}
          onStep={(step) => onPlace({ day: stepped(scale, day, step) })}
          onToday={() => onPlace({ day: undefined })}
          fields={timeFields(entity, allowed)}
          field={dates.start.id}
          onField={(by) => onPlace({ by })}
        />
        {query.data?.isCut ? (
          <Alert type="warning" showIcon title={fillText(t.cut, { n: query.data.records.length })} />
        ) : null}
        <CalendarDrag>
          <CalendarBody
            {...{ phone, scale, day, window, events, hasTimes: dates.kind === "datetime" }}
            label={name}
            onDay={(next) => onPlace(phone ? { day: next } : { day: next, scale: "day" })}
          />
        </CalendarDrag>
      </div>
      {form}
    </ScheduleContext>
  );
}

interface CalendarBodyProps {
  readonly phone: boolean;
  readonly scale: ViewScale;
  readonly day: string;
  readonly window: DayWindow;
  readonly events: readonly ScheduleEvent[];
  readonly hasTimes: boolean;
  readonly label: string;
  readonly onDay: (day: string) => void;
}

function CalendarBody({ phone, scale, day, hasTimes, ...rest }: CalendarBodyProps) {
  if (phone) return <PhoneCalendar day={day} {...rest} />;
  if (hasTimes && scale !== "month") return <HoursGrid key={scale} {...rest} />;
  return <MonthGrid month={scale === "month" ? day.slice(0, 7) : undefined} {...rest} />;
}

function calendarTitle(scale: ViewScale, day: string, window: DayWindow, locale: "zh" | "en"): string {
  if (scale === "month") return monthName(day, locale);
  return scale === "day" ? fullDayName(day, locale) : rangeName(window.first, window.last, locale);
}
