import { readClockTime } from "@mortise/expression";
import { Input, TimePicker } from "antd";
import dayjs from "dayjs";
import { NumberCell } from "../react/display.tsx";
import { useFieldText } from "../react/field-services.ts";
import { defineFieldView, type FieldEditorProps } from "../react/field-view.ts";
import { hasTouchOnly } from "../react/has-touch-only.ts";
import { text } from "../react/text.ts";
import { numberSetting } from "../setting-values.ts";
import { clockText } from "./index.ts";

const STEPS = [1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30] as const;

/** Phones have wheels for times of their own; elsewhere a list of times that may also be typed. */
function TimeEditor(props: FieldEditorProps) {
  const { field, value, onChange, onBlur, disabled = false, error, id, autoFocus = false, size } = props;
  const say = useFieldText();
  const time = typeof value === "string" ? readClockTime(value) : null;
  const common = {
    ...(id === undefined ? {} : { id }),
    disabled,
    autoFocus,
    size: size ?? "middle",
  } as const;
  if (hasTouchOnly()) {
    return (
      <Input
        {...common}
        type="time"
        value={time === null ? "" : clockText(time)}
        status={error ? "error" : ""}
        onChange={({ target }) => onChange(readClockTime(target.value))}
        onBlur={() => onBlur?.()}
      />
    );
  }
  const wanted = numberSetting(field, "minuteStep", 5);
  return (
    <TimePicker
      {...common}
      value={time === null ? null : dayjs(`2000-01-01T${time}`)}
      format={time !== null && !time.endsWith(":00") ? "HH:mm:ss" : ["HH:mm", "H:mm", "HHmm", "HH:mm:ss"]}
      minuteStep={STEPS.find((step) => step === wanted) ?? 5}
      needConfirm={false}
      showNow={false}
      placeholder={say(text.choose)}
      status={error ? "error" : ""}
      style={{ width: "100%" }}
      onChange={(next) => onChange(next ? next.format("HH:mm:ss") : null)}
      onBlur={() => onBlur?.()}
    />
  );
}

/** A time of day. */
export const timeView = defineFieldView({
  id: "time",
  Editor: TimeEditor,
  Cell: NumberCell,
  Value: NumberCell,
});
