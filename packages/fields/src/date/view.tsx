import { readCivilDay } from "@mortise/kit";
import { DatePicker } from "antd";
import dayjs from "dayjs";
import { NumberCell } from "../react/display.tsx";
import { useFieldText } from "../react/field-services.ts";
import { defineFieldView, type FieldEditorProps } from "../react/field-view.ts";
import { hasTouchOnly } from "../react/has-touch-only.ts";
import { text } from "../react/text.ts";
import { type Grain, grainOf, toGrain } from "./grain.ts";
import { fitsWeekday } from "./weekdays.ts";
import { textSetting } from "../setting-values.ts";

/** How dates are shown, and how they may be typed. */
const FORMATS: Readonly<Record<Grain, string[]>> = {
  day: ["YYYY-MM-DD", "YYYY/M/D", "YYYY-M-D", "YYYYMMDD", "YYYY.M.D"],
  month: ["YYYY-MM", "YYYY/M", "YYYY-M", "YYYYMM", "YYYY.M"],
  year: ["YYYY"],
};

function DateEditor({
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
  const say = useFieldText();
  const grain = grainOf(field);
  const earliest = textSetting(field, "earliest", undefined);
  const latest = textSetting(field, "latest", undefined);
  return (
    <DatePicker
      {...(id === undefined ? {} : { id })}
      value={typeof value === "string" && readCivilDay(value) ? dayjs(value) : null}
      format={FORMATS[grain]}
      picker={grain === "day" ? "date" : grain}
      {...(earliest === undefined ? {} : { minDate: dayjs(earliest) })}
      {...(latest === undefined ? {} : { maxDate: dayjs(latest) })}
      disabledDate={(day) => grain === "day" && !fitsWeekday(day.format("YYYY-MM-DD"), field)}
      inputReadOnly={hasTouchOnly()}
      placeholder={say(text.choose)}
      disabled={disabled ?? false}
      status={error ? "error" : ""}
      size={size ?? "middle"}
      autoFocus={autoFocus ?? false}
      style={{ width: "100%" }}
      onChange={(date) => onChange(date ? toGrain(date.format("YYYY-MM-DD"), grain) : null)}
      onBlur={() => onBlur?.()}
    />
  );
}

/** A calendar day. */
export const dateView = defineFieldView({
  id: "date",
  Editor: DateEditor,
  Cell: NumberCell,
  Value: NumberCell,
});
