import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { useLocale, useText } from "@mortise/ui";
import { Alert, Button, Input, Select } from "antd";
import { useState } from "react";
import { errorMessage } from "../../session/form-errors.ts";
import { useCalendarWrite, type WorkCalendarData } from "./calendar-queries.ts";
import { calendarText } from "./text.ts";

type Span = readonly [from: string, to: string];

/** Working hours of a day and the month in which the fiscal year begins. */
export function WorkSettingsForm({ settings }: { readonly settings: WorkCalendarData["settings"] }) {
  const t = useText(calendarText);
  const monthName = new Intl.DateTimeFormat(useLocale(), { month: "long", timeZone: "UTC" });
  const api = useApi();
  const [hours, setHours] = useState<readonly Span[]>(settings.hours);
  const [fiscalMonth, setFiscalMonth] = useState(settings.fiscalMonth);
  const save = useCalendarWrite(() =>
    api.call(routes.saveWorkSettings, {
      body: {
        fiscalMonth,
        hours: hours.map(([from, to]): [string, string] => [from, to]),
        revision: settings.revision,
      },
    }),
  );
  const isChanged =
    fiscalMonth !== settings.fiscalMonth || JSON.stringify(hours) !== JSON.stringify(settings.hours);
  return (
    <form
      className="work-settings"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {save.error ? <Alert type="error" showIcon role="alert" title={errorMessage(save.error)} /> : null}
      <section>
        <b>{t.workingHours}</b>
        <small>{t.workingHoursHint}</small>
        <WorkSpans spans={hours} onChange={setHours} />
      </section>
      <section>
        <b>{t.fiscalMonth}</b>
        <small>{t.fiscalMonthHint}</small>
        <Select
          aria-label={t.fiscalMonth}
          value={fiscalMonth}
          style={{ width: 140 }}
          options={Array.from({ length: 12 }, (_, index) => ({
            value: index + 1,
            label: monthName.format(Date.UTC(2026, index, 1)),
          }))}
          onChange={setFiscalMonth}
        />
      </section>
      <Button type="primary" htmlType="submit" disabled={!isChanged} loading={save.isPending}>
        {t.save}
      </Button>
    </form>
  );
}

function WorkSpans({
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
