import { DayInput } from "@mortise/ui";
import { Form, type FormRule } from "antd";

/** From which day to which; the last one belongs to it. */
export interface DaySpan {
  readonly from: string;
  readonly until: string;
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
