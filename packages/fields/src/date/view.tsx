import { readCivilDay } from "@mortise/kit";
import { DatePicker } from "antd";
import dayjs from "dayjs";
import { NumberCell } from "../react/display.tsx";
import { useFieldText } from "../react/field-services.ts";
import { defineFieldView, type FieldEditorProps } from "../react/field-view.ts";
import { hasTouchOnly } from "../react/has-touch-only.ts";
import { text } from "../react/text.ts";
import { fitsWeekday } from "./weekdays.ts";
import { textSetting } from "../setting-values.ts";

const FORMATS = ["YYYY-MM-DD", "YYYY/M/D", "YYYY-M-D", "YYYYMMDD", "YYYY.M.D"];

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
  const earliest = textSetting(field, "earliest", undefined);
  const latest = textSetting(field, "latest", undefined);
  return (
    <DatePicker
      {...(id === undefined ? {} : { id })}
      value={typeof value === "string" && readCivilDay(value) ? dayjs(value) : null}
      format={FORMATS}
      {...(earliest === undefined ? {} : { minDate: dayjs(earliest) })}
      {...(latest === undefined ? {} : { maxDate: dayjs(latest) })}
      disabledDate={(day) => !fitsWeekday(day.format("YYYY-MM-DD"), field)}
      inputReadOnly={hasTouchOnly()}
      placeholder={say(text.choose)}
      disabled={disabled ?? false}
      status={error ? "error" : ""}
      size={size ?? "middle"}
      autoFocus={autoFocus ?? false}
      style={{ width: "100%" }}
      onChange={(date) => onChange(date ? date.format("YYYY-MM-DD") : null)}
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
