import { readCivilDay } from "@mortise/kit";
import { DatePicker } from "antd";
import dayjs from "dayjs";
import { NumberCell } from "../react/display.tsx";
import { useFieldText } from "../react/field-services.ts";
import { defineFieldView, type FieldEditorProps } from "../react/field-view.ts";
import { hasTouchOnly } from "../react/has-touch-only.ts";
import { textSetting } from "../setting-values.ts";
import { text } from "./text.ts";

const FORMATS = ["YYYY-MM-DD", "YYYY/M/D", "YYYY-M-D", "YYYYMMDD", "YYYY.M.D"];

function dayOf(part: string | undefined): dayjs.Dayjs | null {
  return part !== undefined && readCivilDay(part) ? dayjs(part) : null;
}

/** Two days; while one is missing the value is handed up half, so that the form can say which. */
function DateRangeEditor(props: FieldEditorProps) {
  const { field, value, onChange, onBlur, disabled = false, error, id, autoFocus = false } = props;
  const say = useFieldText();
  const [start, end] = (typeof value === "string" ? value : "").split("/");
  const days = [dayOf(start), dayOf(end)] as const;
  const change = (from: dayjs.Dayjs | null, to: dayjs.Dayjs | null): void =>
    onChange(from || to ? `${from?.format("YYYY-MM-DD") ?? ""}/${to?.format("YYYY-MM-DD") ?? ""}` : null);
  const earliest = textSetting(field, "earliest", undefined);
  const latest = textSetting(field, "latest", undefined);
  const common = {
    format: FORMATS,
    ...(earliest === undefined ? {} : { minDate: dayjs(earliest) }),
    ...(latest === undefined ? {} : { maxDate: dayjs(latest) }),
    status: error ? ("error" as const) : ("" as const),
    size: props.size ?? ("middle" as const),
    disabled,
  };
  if (!hasTouchOnly()) {
    return (
      <DatePicker.RangePicker
        {...common}
        {...(id === undefined ? {} : { id: { start: id, end: `${id}-end` } })}
        value={[...days]}
        allowEmpty={[true, true]}
        autoFocus={autoFocus}
        placeholder={[say(text.start), say(text.end)]}
        style={{ width: "100%" }}
        onChange={(next) => change(next?.[0] ?? null, next?.[1] ?? null)}
        onBlur={() => onBlur?.()}
      />
    );
  }
  // Two months beside each other do not fit a phone.
  return (
    <div style={{ display: "flex", gap: 6, alignItems: "center" }}>
      <DatePicker
        {...common}
        {...(id === undefined ? {} : { id })}
        inputReadOnly
        value={days[0]}
        placeholder={say(text.start)}
        aria-label={say(text.start)}
        style={{ flex: 1, minWidth: 0 }}
        onChange={(next) => change(next, days[1])}
      />
      <span aria-hidden="true">–</span>
      <DatePicker
        {...common}
        inputReadOnly
        value={days[1]}
        placeholder={say(text.end)}
        aria-label={say(text.end)}
        style={{ flex: 1, minWidth: 0 }}
        onChange={(next) => change(days[0], next)}
        onBlur={() => onBlur?.()}
      />
    </div>
  );
}

/** A first and a last day. */
export const dateRangeView = defineFieldView({
  id: "date-range",
  Editor: DateRangeEditor,
  Cell: NumberCell,
  Value: NumberCell,
});
