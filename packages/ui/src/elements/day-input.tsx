import { DatePicker } from "antd";
import dayjs from "dayjs";
import { useIsTouched } from "./use-is-phone.ts";

/** How a day may be typed; the first is how it is shown. */
const FORMATS = ["YYYY-MM-DD", "YYYY/M/D", "YYYY-M-D", "YYYYMMDD", "YYYY.M.D"];

/** Props of `DayInput`: those that a form gives its fields among them. */
export interface DayInputProps {
  readonly id?: string;
  readonly "aria-label"?: string;
  readonly placeholder?: string;
  /** `2026-11-30`; none when absent. */
  readonly value?: string | undefined;
  readonly onChange?: (day: string | undefined) => void;
}

/** A day of the calendar, typed or picked, in the page's language whichever one the browser speaks. */
export function DayInput({ value, onChange, ...rest }: DayInputProps) {
  const isTouched = useIsTouched();
  return (
    <DatePicker
      {...rest}
      value={value ? dayjs(value) : null}
      format={FORMATS}
      inputReadOnly={isTouched}
      style={{ width: "100%" }}
      onChange={(day) => onChange?.(day ? day.format("YYYY-MM-DD") : undefined)}
    />
  );
}
