import type { SettingControlProps } from "@mortise/fields/react";
import { useText } from "@mortise/ui";
import { CloseOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, TimePicker } from "antd";
import dayjs from "dayjs";
import { text } from "./text.ts";

const FORMATS = ["HH:mm", "H:mm", "HHmm"];

interface ClockProps {
  readonly id?: string | undefined;
  readonly value: string | undefined;
  readonly label?: string;
  readonly disabled: boolean;
  readonly onChange: (time: string | undefined) => void;
}

/** A time of day, chosen or typed: `0930` will do. */
function Clock({ id, value, label, disabled, onChange }: ClockProps) {
  return (
    <TimePicker
      {...(id === undefined ? {} : { id })}
      {...(label === undefined ? {} : { "aria-label": label })}
      value={value === undefined ? null : dayjs(`2000-01-01T${value}`)}
      format={FORMATS}
      minuteStep={5}
      needConfirm={false}
      showNow={false}
      disabled={disabled}
      style={{ width: "100%" }}
      onChange={(time) => onChange(time ? time.format("HH:mm") : undefined)}
    />
  );
}

/** Edits one time of day: `09:00`. */
export function TimeEditor({ id, value, onChange, disabled }: SettingControlProps) {
  return (
    <Clock
      id={id}
      value={typeof value === "string" ? value : undefined}
      disabled={disabled ?? false}
      onChange={onChange}
    />
  );
}

/** Edits several times of day, in their order. */
export function TimesEditor({ id, value, onChange, disabled }: SettingControlProps) {
  const t = useText(text);
  const times = Array.isArray(value) ? value.filter((time) => typeof time === "string") : [];
  const put = (next: readonly string[]): void => onChange([...new Set(next)].toSorted(compareTexts));
  return (
    <div className="flow-list">
      {times.map((time, index) => (
        <div key={time} className="flow-pair">
          <Clock
            {...(index === 0 ? { id } : {})}
            value={time}
            label={t.time}
            disabled={disabled ?? false}
            onChange={(next) =>
              put(times.flatMap((other) => (other === time ? (next === undefined ? [] : [next]) : [other])))
            }
          />
          <Button
            type="text"
            size="small"
            aria-label={`${t.remove} ${time}`}
            icon={<CloseOutlined />}
            disabled={disabled ?? false}
            onClick={() => put(times.filter((other) => other !== time))}
          />
        </div>
      ))}
      <Button
        size="small"
        icon={<PlusOutlined />}
        disabled={disabled ?? false}
        onClick={() => put([...times, freeTime(times)])}
      >
        {t.addTime}
      </Button>
    </div>
  );
}

function compareTexts(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** The first full hour of the working day that is not taken. */
function freeTime(taken: readonly string[]): string {
  const hours = Array.from({ length: 24 }, (_, index) => `${String((index + 9) % 24).padStart(2, "0")}:00`);
  return hours.find((hour) => !taken.includes(hour)) ?? "09:30";
}
