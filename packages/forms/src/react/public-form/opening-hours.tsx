import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import type { OpenHours } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { Button, Flex, Form, Input, Select } from "antd";
import { publicFormText } from "./text.ts";

interface OpeningHoursProps {
  readonly value: readonly OpenHours[];
  readonly onChange: (value: readonly OpenHours[] | undefined) => void;
}

const WORKDAYS = [1, 2, 3, 4, 5];
const FIRST: OpenHours = { days: WORKDAYS, from: "09:00", to: "18:00" };
const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

/** The hours of the week in which a form is open; always when there are none. */
export function OpeningHours({ value, onChange }: OpeningHoursProps) {
  const t = useText(publicFormText);
  const set = (hours: readonly OpenHours[]) => onChange(hours.length > 0 ? hours : undefined);
  const days = DAYS.map((day, index) => ({ value: index + 1, label: t[day] }));
  return (
    <Form.Item label={t.hours} extra={t.hoursHint}>
      {value.map((hours, index) => {
        const change = (changes: Partial<OpenHours>) => set(value.with(index, { ...hours, ...changes }));
        return (
          <Flex key={index} gap={8} wrap align="center" style={{ marginBottom: 8 }}>
            <Select<number[]>
              mode="multiple"
              showSearch={{ optionFilterProp: "label" }}
              aria-label={t.hoursDays}
              style={{ flex: "1 1 100%" }}
              value={[...hours.days]}
              options={days}
              onChange={(chosen) => change({ days: chosen.toSorted((a, b) => a - b) })}
            />
            <Clock label={t.hoursFrom} value={hours.from} onChange={(from) => change({ from })} />
            <span aria-hidden="true">–</span>
            <Clock label={t.hoursTo} value={hours.to} onChange={(to) => change({ to })} />
            <Button
              icon={<DeleteOutlined />}
              aria-label={t.removeHours}
              onClick={() => set(value.toSpliced(index, 1))}
            />
          </Flex>
        );
      })}
      <Button type="dashed" block icon={<PlusOutlined />} onClick={() => set([...value, FIRST])}>
        {t.addHours}
      </Button>
    </Form.Item>
  );
}

interface ClockProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Clock({ label, value, onChange }: ClockProps) {
  return (
    <Input
      type="time"
      aria-label={label}
      style={{ width: 120 }}
      value={value}
      // An emptied control keeps the time of before.
      onChange={({ target }) => target.value !== "" && onChange(target.value.slice(0, "09:00".length))}
    />
  );
}
