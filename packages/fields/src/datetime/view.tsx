import { useNow } from "@mortise/ui";
import { DatePicker } from "antd";
import dayjs from "dayjs";
import { useFieldServices, useFieldText } from "../react/field-services.ts";
import { defineFieldView, type FieldDisplayProps, type FieldEditorProps } from "../react/field-view.ts";
import { hasTouchOnly } from "../react/has-touch-only.ts";
import { text } from "../react/text.ts";
import { numberSetting, switchSetting } from "../setting-values.ts";
import { instantAt } from "../zone.ts";
import { fitsWeekday } from "../date/weekdays.ts";
import { countdownText, type Nearness, nearness } from "./countdown.ts";
import { wallText } from "./index.ts";
import { type HourBounds, hourBounds } from "./moment-limits.ts";

const STEPS = [1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30] as const;

/** The picker works in wall-clock time of the reader's zone, whatever zone the browser is in. */
function DatetimeEditor({
  field,
  value,
  onChange,
  onBlur,
  disabled,
  error,
  id,
  autoFocus,
  size,
}: FieldEditorProps) {
  const { timeZone } = useFieldServices();
  const say = useFieldText();
  const shown =
    typeof value === "string" && !Number.isNaN(Date.parse(value)) ? dayjs(wallText(value, timeZone)) : null;
  const wanted = numberSetting(field, "minuteStep", 5);
  const bounds = hourBounds(field);
  return (
    <DatePicker
      {...(id === undefined ? {} : { id })}
      value={shown}
      showTime={{
        format: "HH:mm",
        minuteStep: STEPS.find((step) => step === wanted) ?? 5,
        ...(bounds.zone === timeZone ? { disabledTime: () => closedTimes(bounds) } : {}),
      }}
      disabledDate={(day) => bounds.zone === timeZone && !fitsWeekday(day.format("YYYY-MM-DD"), field)}
      showNow={false}
      format={["YYYY-MM-DD HH:mm", "YYYY/M/D H:mm", "YYYY-M-D H:mm"]}
      inputReadOnly={hasTouchOnly()}
      placeholder={hoursText(bounds) ?? say(text.choose)}
      disabled={disabled ?? false}
      status={error ? "error" : ""}
      size={size ?? "middle"}
      autoFocus={autoFocus ?? false}
      style={{ width: "100%" }}
      onChange={(date) => onChange(date ? toInstant(date, timeZone) : null)}
      onBlur={() => onBlur?.()}
    />
  );
}

/** `09:00–18:00`, where hours are limited: the picker takes nothing else. */
function hoursText({ earliest, latest }: HourBounds): string | undefined {
  if (earliest === null && latest === null) return undefined;
  return `${(earliest ?? "00:00").slice(0, 5)}–${(latest ?? "23:59").slice(0, 5)}`;
}

/** What the picker does not offer. */
function closedTimes({ earliest, latest }: HourBounds) {
  const [from, to] = [minutesOf(earliest ?? "00:00"), minutesOf(latest ?? "23:59")];
  const isClosed = (hour: number, minute: number) => hour * 60 + minute < from || hour * 60 + minute > to;
  const minutes = Array.from({ length: 60 }, (_, minute) => minute);
  const hours = Array.from({ length: 24 }, (_, hour) => hour);
  return {
    disabledHours: () => hours.filter((hour) => minutes.every((minute) => isClosed(hour, minute))),
    disabledMinutes: (hour: number) => (hour < 0 ? [] : minutes.filter((minute) => isClosed(hour, minute))),
  };
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

function toInstant(date: dayjs.Dayjs, timeZone: string): string {
  const wall = {
    year: date.year(),
    month: date.month() + 1,
    day: date.date(),
    hour: date.hour(),
    minute: date.minute(),
    second: date.second(),
    millisecond: date.millisecond(),
  };
  return instantAt(wall, timeZone).toISOString();
}

/** To the minute: seconds are kept but not shown. */
function DatetimeText({ value }: FieldDisplayProps) {
  const { timeZone } = useFieldServices();
  if (typeof value !== "string") return null;
  return (
    <time dateTime={value} style={{ fontVariantNumeric: "tabular-nums" }}>
      {wallText(value, timeZone).slice(0, 16)}
    </time>
  );
}

const NEAR_COLORS: Readonly<Record<Nearness, string>> = {
  past: "#b42318",
  today: "#b42318",
  soon: "#b54708",
  later: "inherit",
};

/** How long it is until then, where the field is shown so; the moment itself on hover. */
function DatetimeCell(props: FieldDisplayProps) {
  return switchSetting(props.field, "countdown") ? <Countdown {...props} /> : <DatetimeText {...props} />;
}

function Countdown({ value }: FieldDisplayProps) {
  const { timeZone, locale } = useFieldServices();
  const now = useNow();
  if (typeof value !== "string") return null;
  const moment = new Date(value);
  return (
    <time
      dateTime={value}
      title={wallText(value, timeZone).slice(0, 16)}
      style={{ color: NEAR_COLORS[nearness(moment, now)], fontVariantNumeric: "tabular-nums" }}
    >
      {countdownText(moment, now, locale)}
    </time>
  );
}

/** On a page there is room for both. */
function DatetimeValue(props: FieldDisplayProps) {
  const isCounted = switchSetting(props.field, "countdown") && typeof props.value === "string";
  return (
    <>
      <DatetimeText {...props} />
      {isCounted ? (
        <>
          {" · "}
          <Countdown {...props} />
        </>
      ) : null}
    </>
  );
}

/** A point in time in the reader's zone. */
export const datetimeView = defineFieldView({
  id: "datetime",
  Editor: DatetimeEditor,
  Cell: DatetimeCell,
  Value: DatetimeValue,
});
