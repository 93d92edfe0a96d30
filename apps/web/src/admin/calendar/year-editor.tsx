import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import { useText } from "@mortise/ui";
import { Alert, App, Button, Tag } from "antd";
import { type ReactNode, useMemo, useState } from "react";
import { errorMessage } from "../../session/form-errors.ts";
import { useCalendarWrite, type WorkYear } from "./calendar-queries.ts";
import { MonthGrid } from "./month-grid.tsx";
import { PasteDaysDialog } from "./paste-days-dialog.tsx";
import { calendarText } from "./text.ts";
import { daysOfYear, isWorked, toggled, type YearDays } from "./year-days.ts";

/** A year as twelve months whose days are switched by a click, or filled from a pasted list; saved as a whole. */
export function YearEditor({ year, choice }: { readonly year: WorkYear; readonly choice: ReactNode }) {
  const t = useText(calendarText);
  const stored = useMemo(
    (): YearDays => ({ holidays: new Set(year.holidays), workdays: new Set(year.workdays) }),
    [year],
  );
  const [days, setDays] = useState(stored);
  const [isPasting, setIsPasting] = useState(false);
  const isChanged = !isSame(days, stored);
  const worked = daysOfYear(year.year).filter((day) => isWorked(day, days)).length;
  const state = year.source === "own" ? t.yearOwn : year.holidays.length > 0 ? t.yearBuiltIn : t.yearEmpty;
  return (
    <div className="work-year">
      <div className="work-year-bar">
        {choice}
        <Tag color={year.source === "own" ? "blue" : "default"}>{state}</Tag>
        <span style={{ flex: 1 }} />
        <Button onClick={() => setIsPasting(true)}>{t.pasteDays}</Button>
        {year.source === "own" ? <ResetButton year={year.year} /> : null}
        <SaveButtons year={year} days={days} isChanged={isChanged} onDiscard={() => setDays(stored)} />
      </div>
      <p className="work-year-count">
        {fillText(t.yearCount, { off: days.holidays.size, work: days.workdays.size, days: worked })}
      </p>
      <p className="work-year-legend">
        <span className="work-day-off">{t.dayOff}</span> {t.legendOff}{" "}
        <span className="work-day-worked">{t.dayWorked}</span> {t.legendWorked} · {t.toggleHint}
      </p>
      <div className="work-months">
        {Array.from({ length: 12 }, (_, index) => (
          <MonthGrid
            key={index + 1}
            year={year.year}
            month={index + 1}
            days={days}
            onToggle={(day) => setDays((before) => toggled(day, before))}
          />
        ))}
      </div>
      <small>{t.keptFormulas}</small>
      {isPasting ? (
        <PasteDaysDialog
          year={year.year}
          onClose={() => setIsPasting(false)}
          onTake={(list) => {
            setDays({ holidays: new Set(list.holidays), workdays: new Set(list.workdays) });
            setIsPasting(false);
          }}
        />
      ) : null}
    </div>
  );
}

function isSame(a: YearDays, b: YearDays): boolean {
  const same = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
    one.size === other.size && [...one].every((day) => other.has(day));
  return same(a.holidays, b.holidays) && same(a.workdays, b.workdays);
}

function SaveButtons({
  year,
  days,
  isChanged,
  onDiscard,
}: {
  readonly year: WorkYear;
  readonly days: YearDays;
  readonly isChanged: boolean;
  readonly onDiscard: () => void;
}) {
  const t = useText(calendarText);
  const api = useApi();
  const save = useCalendarWrite(() =>
    api.call(routes.saveWorkYear, {
      params: { year: year.year },
      body: { holidays: [...days.holidays], workdays: [...days.workdays], revision: year.revision },
    }),
  );
  return (
    <>
      {isChanged ? <Button onClick={onDiscard}>{t.discard}</Button> : null}
      <Button type="primary" disabled={!isChanged} loading={save.isPending} onClick={() => save.mutate()}>
        {t.save}
      </Button>
      {save.error ? (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={errorMessage(save.error)}
          style={{ width: "100%" }}
        />
      ) : null}
    </>
  );
}

function ResetButton({ year }: { readonly year: number }) {
  const t = useText(calendarText);
  const api = useApi();
  const { modal, message } = App.useApp();
  const reset = useCalendarWrite(() => api.call(routes.resetWorkYear, { params: { year } }));
  return (
    <Button
      danger
      onClick={() =>
        void modal.confirm({
          title: t.resetYear,
          content: fillText(t.resetYearAsk, { year }),
          okText: t.resetYear,
          cancelText: t.cancel,
          onOk: () => reset.mutateAsync().catch((error: unknown) => message.error(errorMessage(error))),
        })
      }
    >
      {t.resetYear}
    </Button>
  );
}
