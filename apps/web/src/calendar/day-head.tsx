import { PlusOutlined } from "@ant-design/icons";
import { fillText } from "@mortise/kit";
import { useLocale, useLocalize, useText } from "@mortise/ui";
import { fullDayName } from "../schedule/day-names.ts";
import { useSchedule } from "../schedule/schedule-parts.ts";
import { scheduleText } from "../schedule/text.ts";

/** 休 for a holiday or a weekend day, 班 for a weekend day worked in exchange. */
export function MarkOfDay({ day }: { readonly day: string }) {
  const t = useText(scheduleText);
  const mark = useSchedule().mark(day);
  if (mark === "plain") return null;
  const isOff = mark !== "worked";
  return (
    <i className={`day-mark day-mark-${mark}`} title={isOff ? t.offLong : t.workedLong}>
      {isOff ? t.off : t.worked}
    </i>
  );
}

/** The number of a day, which leads to the day, and the button for a new record on it. */
export function DayHead({
  day,
  text,
  onDay,
}: {
  readonly day: string;
  readonly text: string;
  readonly onDay: (day: string) => void;
}) {
  const t = useText(scheduleText);
  const locale = useLocale();
  const localize = useLocalize();
  const { today, create, entity } = useSchedule();
  const name = fullDayName(day, locale);
  return (
    <div className="day-head">
      <button
        type="button"
        className={`day-number${day === today ? " day-number-today" : ""}`}
        aria-label={name}
        aria-current={day === today ? "date" : undefined}
        onClick={(event) => {
          event.stopPropagation();
          onDay(day);
        }}
      >
        {text}
      </button>
      <MarkOfDay day={day} />
      {create ? (
        <button
          type="button"
          className="day-add"
          aria-label={fillText(t.createOn, { day: name, entity: localize(entity.name) })}
          onClick={(event) => {
            event.stopPropagation();
            create(day);
          }}
        >
          <PlusOutlined aria-hidden="true" />
        </button>
      ) : null}
    </div>
  );
}
