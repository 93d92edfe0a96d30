import { InputNumber, Select, Space } from "antd";
import { useState } from "react";
import { useFieldText } from "./field-services.ts";
import { text } from "./text.ts";

/** Props of `DurationInput`: durations are written `30m`, `24h`, `3d`, `8wh` (working hours) or `2wd` (working days). */
export interface DurationInputProps {
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
  readonly disabled?: boolean | undefined;
  readonly id?: string | undefined;
  /** Names the number for those who do not see what stands around it. */
  readonly label?: string | undefined;
}

const UNITS = ["m", "h", "d", "wh", "wd"] as const;
const LABELS = {
  m: text.minutes,
  h: text.hours,
  d: text.days,
  wh: text.workHours,
  wd: text.workDays,
} as const;

/** A length of time in minutes, hours or days, also of work. */
export function DurationInput({ value, onChange, disabled = false, id, label }: DurationInputProps) {
  const say = useFieldText();
  const match = /^(\d{1,5})(wh|wd|[mhd])$/.exec(value ?? "");
  const [chosen, setChosen] = useState<string>("h");
  const unit = match?.[2] ?? chosen;
  const amount = match ? Number(match[1]) : null;
  return (
    <Space.Compact block>
      <InputNumber<number>
        {...(id === undefined ? {} : { id })}
        {...(label === undefined ? {} : { "aria-label": label })}
        value={amount}
        min={1}
        max={99_999}
        precision={0}
        disabled={disabled}
        style={{ width: "100%" }}
        onChange={(next) => onChange(next === null ? undefined : `${next}${unit}`)}
      />
      <Select
        {...(label === undefined ? {} : { "aria-label": `${label}: ${say(text.unit)}` })}
        value={unit}
        disabled={disabled}
        style={{ width: 124 }}
        popupMatchSelectWidth={false}
        // The select compares texts.
        options={UNITS.map((key) => ({ value: key as string, label: say(LABELS[key]) }))}
        onChange={(next) => {
          setChosen(next);
          if (amount !== null) onChange(`${amount}${next}`);
        }}
      />
    </Space.Compact>
  );
}
