import type { ViewScale } from "@mortise/metadata";
import { useIsPhone, useLocale, useLocalize } from "@mortise/ui";
import { fullDayName, monthName, rangeName } from "../schedule/day-names.ts";
import { calendarWindow, type DayWindow, stepped } from "../schedule/days.ts";
import type { ScheduleEvent } from "../schedule/schedule-event.ts";
import { ScheduleFrame, type ScheduleViewProps, useScheduleEvents } from "../schedule/schedule-frame.tsx";
import { CalendarDrag } from "./calendar-drag.tsx";
import { HoursGrid } from "./hours-grid.tsx";
import { MonthGrid } from "./month-grid.tsx";
import { PhoneCalendar } from "./phone-calendar.tsx";

/** Records as events of a month, a week or a day; on the phone a small month above an agenda. */
export function CalendarView(props: ScheduleViewProps) {
  const { entity, dates, view, place, onPlace } = props;
  const locale = useLocale();
  const name = useLocalize()(entity.plural ?? entity.name);
  const phone = useIsPhone();
  const scale = phone ? "month" : (place.scale ?? view?.scale ?? "month");
  const schedule = useScheduleEvents(props, { scale, windowOf: calendarWindow });
  const { day, window, events } = schedule;
  return (
    <ScheduleFrame
      {...{ schedule, stepped, onPlace }}
      title={calendarTitle(scale, day, window, locale)}
      hasScales={!phone}
    >
      <CalendarDrag>
        <CalendarBody
          {...{ phone, scale, day, window, events, hasTimes: dates.kind === "datetime" }}
          label={name}
          onDay={(next) => onPlace(phone ? { day: next } : { day: next, scale: "day" })}
        />
      </CalendarDrag>
    </ScheduleFrame>
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
