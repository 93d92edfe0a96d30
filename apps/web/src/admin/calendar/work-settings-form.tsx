import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { useLocale, useText } from "@mortise/ui";
import { Alert, Button, Select } from "antd";
import { useState } from "react";
import { errorMessage } from "../../session/form-errors.ts";
import { useCalendarWrite, type WorkCalendarData } from "./calendar-queries.ts";
import { calendarText } from "./text.ts";
import { type Span, WorkSpans } from "./work-spans.tsx";

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
