import { fillText } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { useIsPhone, useLocale, useLocalize, useText, useTimeZone } from "@mortise/ui";
import { Alert } from "antd";
import { type ReactNode, useMemo } from "react";
import { useAppModel } from "../app/app-model.ts";
import type { ScheduleViewProps } from "../calendar/calendar-view.tsx";
import { useLabels } from "../records/labels.ts";
import { textContext, valueText } from "../records/record-title.ts";
import { recordsText } from "../records/text.ts";
import { monthName, rangeName } from "../schedule/day-names.ts";
import { scheduleFields, timeFields } from "../schedule/schedule-dates.ts";
import { readEvent, type ScheduleEvent } from "../schedule/schedule-event.ts";
import { ScheduleHead } from "../schedule/schedule-head.tsx";
import { ScheduleContext } from "../schedule/schedule-parts.ts";
import { scheduleText } from "../schedule/text.ts";
import { useScheduleParts } from "../schedule/use-schedule-parts.tsx";
import { useWindowRecords } from "../schedule/use-window-records.ts";
import { GanttChart } from "./gantt-chart.tsx";
import { ganttRows } from "./gantt-rows.ts";
import { ganttStep, ganttWindow } from "./gantt-scale.ts";

interface GanttViewProps extends ScheduleViewProps {
  /** The field whose values gather the rows. */
  readonly groupBy: FieldDefinition | undefined;
  readonly empty: ReactNode;
}

/** Records as bars along time, gathered by a field, with their progress and what comes before them. */
export function GanttView(props: GanttViewProps) {
  const { entity, dates, view, place, onPlace, groupBy } = props;
  const t = useText(scheduleText);
  const words = useText(recordsText);
  const locale = useLocale();
  const phone = useIsPhone();
  const name = useLocalize()(entity.plural ?? entity.name);
  const allowed = useAppModel().permission(entity.id);
  const context = textContext(locale, useTimeZone(), useLabels());
  const { parts, shown, form } = useScheduleParts(props);
  const day = place.day ?? parts.today;
  const scale = place.scale ?? view?.scale ?? "week";
  const weekStart = view?.weekStart ?? 1;
  const window = useMemo(() => ganttWindow(scale, day, weekStart), [scale, day, weekStart]);
  const query = useWindowRecords({
    entity: entity.id,
    dates,
    window,
    fields: askedFields(props),
    filter: props.filter,
    search: props.search,
  });
  const events = (query.data?.records ?? []).flatMap(
    (record) => readEvent(shown(record), dates, parts.zone) ?? [],
  );
  const textOf = (field: FieldDefinition) => (event: ScheduleEvent) =>
    valueText(field, event.record, context);
  const progress = dates.progress && textOf(dates.progress);
  return (
    <ScheduleContext value={parts}>
      <div className="calendar" aria-busy={query.isFetching}>
        <ScheduleHead
          title={phone ? monthName(day, locale) : rangeName(window.first, window.last, locale)}
          scale={scale}
          onScale={(next) => onPlace({ scale: next })}
          onStep={(step) => onPlace({ day: ganttStep(scale, day, step) })}
          onToday={() => onPlace({ day: undefined })}
          fields={timeFields(entity, allowed)}
          field={dates.start.id}
          onField={(by) => onPlace({ by })}
        />
        {query.data?.isCut ? (
          <Alert type="warning" showIcon title={fillText(t.cut, { n: query.data.records.length })} />
        ) : null}
        <GanttChart
          {...{ scale, day, window }}
          label={name}
          rows={ganttRows(events, groupBy && textOf(groupBy), words.noGroup)}
          progressOf={progress && ((event) => shareOf(progress(event)))}
          empty={query.isPending ? null : props.empty}
        />
      </div>
      {form}
    </ScheduleContext>
  );
}

function askedFields({ entity, dates, colorFields, groupBy }: GanttViewProps): readonly string[] {
  return [entity.titleField, ...scheduleFields(dates), ...colorFields, ...(groupBy ? [groupBy.id] : [])];
}

/** `35%` as a share of the bar; nothing for what is no number. */
function shareOf(text: string): number {
  const percent = Number.parseFloat(text);
  return Number.isFinite(percent) ? Math.min(1, Math.max(0, percent / 100)) : 0;
}
