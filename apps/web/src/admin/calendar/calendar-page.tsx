import { CalendarOutlined } from "@ant-design/icons";
import { fillText } from "@mortise/kit";
import { PageHeader, Panel, useText } from "@mortise/ui";
import { Select } from "antd";
import { useState } from "react";
import { PageError } from "../../shell/page-error.tsx";
import { PageLoading } from "../../shell/page-loading.tsx";
import { useWorkYears, type WorkYear } from "./calendar-queries.ts";
import { calendarText } from "./text.ts";
import { WorkSettingsForm } from "./work-settings-form.tsx";
import { YearEditor } from "./year-editor.tsx";

/** `/admin/calendar`: holidays and worked weekend days by year, working hours, fiscal year. */
export function CalendarPage() {
  const t = useText(calendarText);
  const calendar = useWorkYears();
  const [thisYear] = useState(() => new Date().getFullYear());
  const [chosen, setChosen] = useState(thisYear);
  if (calendar.error) return <PageError error={calendar.error} onRetry={() => void calendar.refetch()} />;
  if (!calendar.data) return <PageLoading />;
  const { settings, years } = calendar.data;
  const last = Math.max(thisYear, ...years.map(({ year }) => year));
  const known = years.find(({ year }) => year === chosen) ?? emptyYear(chosen);
  const numbers = [...new Set([...years.map(({ year }) => year), chosen])].toSorted((a, b) => b - a);
  return (
    <div className="page page-narrow work-calendar">
      <PageHeader
        icon={<CalendarOutlined aria-hidden="true" />}
        title={t.calendar}
        description={t.calendarHint}
      />
      <Panel>
        <WorkSettingsForm key={settings.revision} settings={settings} />
      </Panel>
      <Panel>
        <YearEditor
          key={`${chosen}/${known.source}/${known.revision}`}
          year={known}
          choice={
            <Select
              aria-label={t.year}
              value={chosen}
              style={{ minWidth: 130 }}
              options={[
                ...(numbers.includes(last + 1)
                  ? []
                  : [{ value: last + 1, label: fillText(t.addYear, { year: last + 1 }) }]),
                ...numbers.map((year) => ({ value: year, label: String(year) })),
              ]}
              onChange={setChosen}
            />
          }
        />
      </Panel>
    </div>
  );
}

function emptyYear(year: number): WorkYear {
  return { year, source: "built-in", holidays: [], workdays: [], revision: 0 };
}
