import { PlusOutlined } from "@ant-design/icons";
import { fillText } from "@mortise/kit";
import { paletteColor, useLocale, useLocalize, useText } from "@mortise/ui";
import { dayName, fullDayName } from "../schedule/day-names.ts";
import { dayAfter, daysOf, type DayWindow } from "../schedule/days.ts";
import { eventLook } from "../schedule/event-look.ts";
import { clockText, type ScheduleEvent } from "../schedule/schedule-event.ts";
import { useSchedule } from "../schedule/schedule-parts.ts";
import { scheduleText } from "../schedule/text.ts";
import { MarkOfDay } from "./day-head.tsx";
import { WeekdayNames } from "./month-grid.tsx";

const MOST_DOTS = 3;

interface PhoneCalendarProps {
  readonly window: DayWindow;
  readonly day: string;
  readonly events: readonly ScheduleEvent[];
  readonly onDay: (day: string) => void;
}

const eventsOn = (events: readonly ScheduleEvent[], day: string) =>
  events
    .filter(({ first, last }) => first <= day && day <= last)
    .toSorted((a, b) => (a.from ?? -1) - (b.from ?? -1));

/** A small month with dots, and below it what happens on the chosen day and after it. */
export function PhoneCalendar({ window, day, events, onDay }: PhoneCalendarProps) {
  const following = daysOf({ first: dayAfter(day, 1), last: window.last }).filter(
    (each) => day < window.last && eventsOn(events, each).length > 0,
  );
  return (
    <div className="phone-calendar">
      <WeekdayNames first={window.first} />
      <div className="phone-month">
        {daysOf(window).map((each) => (
          <SmallDay
            key={each}
            day={each}
            chosen={each === day}
            pale={each.slice(0, 7) !== day.slice(0, 7)}
            events={eventsOn(events, each)}
            onDay={onDay}
          />
        ))}
      </div>
      <div className="agenda">
        {[day, ...following].map((each) => (
          <AgendaDay key={each} day={each} events={eventsOn(events, each)} />
        ))}
      </div>
    </div>
  );
}

function SmallDay({
  day,
  chosen,
  pale,
  events,
  onDay,
}: {
  readonly day: string;
  readonly chosen: boolean;
  readonly pale: boolean;
  readonly events: readonly ScheduleEvent[];
  readonly onDay: (day: string) => void;
}) {
  const t = useText(scheduleText);
  const locale = useLocale();
  const { today, colorOf } = useSchedule();
  const shape = ["small-day"];
  if (chosen) shape.push("small-day-chosen");
  if (pale) shape.push("small-day-pale");
  if (day === today) shape.push("small-day-today");
  const count = events.length > 0 ? `, ${fillText(t.eventsOf, { n: events.length })}` : "";
  return (
    <button
      type="button"
      className={shape.join(" ")}
      aria-pressed={chosen}
      aria-label={fullDayName(day, locale) + count}
      onClick={() => onDay(day)}
    >
      <b>{Number(day.slice(8))}</b>
      <MarkOfDay day={day} />
      <span className="small-dots" aria-hidden="true">
        {events.slice(0, MOST_DOTS).map(({ record }) => (
          <i key={record.id} style={{ background: paletteColor(colorOf(record)) }} />
        ))}
      </span>
    </button>
  );
}

function AgendaDay({ day, events }: { readonly day: string; readonly events: readonly ScheduleEvent[] }) {
  const t = useText(scheduleText);
  const locale = useLocale();
  const localize = useLocalize();
  const { create, entity, titleOf, colorOf, open } = useSchedule();
  return (
    <section aria-label={fullDayName(day, locale)}>
      <header>
        <h3>{dayName(day, locale)}</h3>
        <MarkOfDay day={day} />
        {create ? (
          <button
            type="button"
            className="agenda-add"
            aria-label={fillText(t.createOn, { day: dayName(day, locale), entity: localize(entity.name) })}
            onClick={() => create(day)}
          >
            <PlusOutlined aria-hidden="true" />
          </button>
        ) : null}
      </header>
      {events.length === 0 ? <p>{t.noEvents}</p> : null}
      <ul>
        {events.map((event) => (
          <li key={event.record.id}>
            <button
              type="button"
              className="agenda-event"
              style={eventLook(colorOf(event.record))}
              onClick={() => open(event.record.id)}
            >
              <time>{event.from === undefined || event.first < day ? t.allDay : clockText(event.from)}</time>
              <span>{titleOf(event.record)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
