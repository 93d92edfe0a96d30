import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { fillText } from "@mortise/kit";
import type { FieldDefinition, ViewScale } from "@mortise/metadata";
import { useIsPhone, useLocalize, useText } from "@mortise/ui";
import { Button, Segmented, Select } from "antd";
import { scheduleText } from "./text.ts";

interface ScheduleHeadProps {
  readonly title: string;
  readonly scale: ViewScale;
  readonly onScale: ((scale: ViewScale) => void) | undefined;
  readonly onStep: (step: number) => void;
  readonly onToday: () => void;
  /** The dates to choose from, and the one by which records are shown. */
  readonly fields: readonly FieldDefinition[];
  readonly field: string;
  readonly onField: (field: string) => void;
  /** How many records have no date, and whether their list is open. */
  readonly unscheduled:
    | { readonly count: string; readonly isOpen: boolean; readonly onToggle: () => void }
    | undefined;
}

/** The line above a calendar or gantt chart: where one is, how to get elsewhere, how much is shown. */
export function ScheduleHead(props: ScheduleHeadProps) {
  const { scale, onScale, onStep, fields } = props;
  const t = useText(scheduleText);
  const localize = useLocalize();
  const phone = useIsPhone();
  return (
    <div className="schedule-head">
      <Button onClick={props.onToday} size={phone ? "small" : "middle"}>
        {t.today}
      </Button>
      <Button
        type="text"
        icon={<LeftOutlined aria-hidden="true" />}
        aria-label={t.previous}
        onClick={() => onStep(-1)}
      />
      <Button
        type="text"
        icon={<RightOutlined aria-hidden="true" />}
        aria-label={t.next}
        onClick={() => onStep(1)}
      />
      <h2 aria-live="polite">{props.title}</h2>
      {fields.length > 1 ? (
        <Select
          size="small"
          className="schedule-field"
          popupMatchSelectWidth={false}
          aria-label={t.byField}
          value={props.field}
          onChange={props.onField}
          options={fields.map((field) => ({ value: field.id, label: localize(field.name) }))}
        />
      ) : null}
      {props.unscheduled ? (
        <Button
          size={phone ? "small" : "middle"}
          aria-pressed={props.unscheduled.isOpen}
          onClick={props.unscheduled.onToggle}
        >
          {fillText(t.unscheduledOf, { n: props.unscheduled.count })}
        </Button>
      ) : null}
      {onScale ? (
        <Segmented<ViewScale>
          aria-label={t.scale}
          value={scale}
          onChange={onScale}
          options={[
            { value: "month", label: t.month },
            { value: "week", label: t.week },
            { value: "day", label: t.day },
          ]}
        />
      ) : null}
    </div>
  );
}
