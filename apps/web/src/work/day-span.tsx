import { startOfDay } from "@mortise/expression";
import { nextDay } from "@mortise/kit";
import { DayInput } from "@mortise/ui";
import { Form, type FormRule } from "antd";

/** From which day to which; the last one belongs to it. */
export interface DaySpan {
  readonly from: string;
  readonly until: string;
}

/** The moments, by the clock of a zone, at which the first day of a span begins and the last one ends. */
export function momentsOf({ from, until }: DaySpan, timeZone: string): DaySpan {
  const start = (day: string): string => new Date(startOfDay(day, timeZone) ?? Date.parse(day)).toISOString();
  return { from: start(from), until: start(nextDay(until)) };
}

/** The fields `from` and `until` of a form, side by side where there is room. */
export function DaySpanFields({
  from,
  until,
  rules,
}: {
  readonly from: string;
  readonly until: string;
  readonly rules: FormRule[];
}) {
  return (
    <div className="day-span">
      <Form.Item name="from" label={from} rules={rules}>
        <DayInput />
      </Form.Item>
      <Form.Item name="until" label={until} rules={rules}>
        <DayInput />
      </Form.Item>
    </div>
  );
}
