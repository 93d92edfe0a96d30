import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { useText } from "@mortise/ui";
import { Button, Input } from "antd";
import { calendarText } from "./text.ts";

/** A stretch of working hours of a day. */
export type Span = readonly [from: string, to: string];

/** Edits stretches of working hours; at least one stays. */
export function WorkSpans({
  spans,
  onChange,
}: {
  readonly spans: readonly Span[];
  readonly onChange: (spans: readonly Span[]) => void;
}) {
  const t = useText(calendarText);
  return (
    <div className="work-spans">
      {spans.map(([from, to], index) => (
        // Spans have no identity but their place.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className="work-span">
          <Input
            type="time"
            required
            aria-label={`${t.workingHours} ${index + 1} ①`}
            value={from}
            onChange={({ target }) => onChange(spans.with(index, [target.value, to]))}
          />
          <span>–</span>
          <Input
            type="time"
            required
            aria-label={`${t.workingHours} ${index + 1} ②`}
            value={to}
            onChange={({ target }) => onChange(spans.with(index, [from, target.value]))}
          />
          <Button
            type="text"
            icon={<DeleteOutlined aria-hidden="true" />}
            aria-label={t.removeSpan}
            disabled={spans.length === 1}
            onClick={() => onChange(spans.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <Button
        type="dashed"
        size="small"
        icon={<PlusOutlined aria-hidden="true" />}
        disabled={spans.length >= 6}
        onClick={() => onChange([...spans, spanAfter(spans.at(-1)?.[1] ?? "")])}
      >
        {t.addSpan}
      </Button>
    </div>
  );
}

/** Hours that may follow: the evening after a whole day, the afternoon otherwise. */
function spanAfter(end: string): Span {
  return end > "13:00" ? ["19:00", "21:00"] : ["13:00", "18:00"];
}
