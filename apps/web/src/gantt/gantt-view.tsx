import type { FieldDefinition } from "@mortise/metadata";
import { useIsPhone, useLocale, useLocalize, useText, useTimeZone } from "@mortise/ui";
import type { ReactNode } from "react";
import { useLabels } from "../records/labels.ts";
import { textContext, valueText } from "../records/record-title.ts";
import { recordsText } from "../records/text.ts";
import { monthName, rangeName } from "../schedule/day-names.ts";
import type { ScheduleEvent } from "../schedule/schedule-event.ts";
import { ScheduleFrame, type ScheduleViewProps, useScheduleEvents } from "../schedule/schedule-frame.tsx";
import { GanttChart } from "./gantt-chart.tsx";
import { ganttRows } from "./gantt-rows.ts";
import { ganttStep, ganttWindow } from "./gantt-scale.ts";
import "./gantt.css";

interface GanttViewProps extends ScheduleViewProps {
  /** The field whose values gather the rows. */
  readonly groupBy: FieldDefinition | undefined;
  readonly empty: ReactNode;
}

/** Records as bars along time, gathered by a field, with their progress and what comes before them. */
export function GanttView(props: GanttViewProps) {
  const { entity, dates, view, place, onPlace, groupBy } = props;
  const words = useText(recordsText);
  const locale = useLocale();
  const phone = useIsPhone();
  const name = useLocalize()(entity.plural ?? entity.name);
  const context = textContext(locale, useTimeZone(), useLabels());
  const scale = place.scale ?? view?.scale ?? "week";
  const schedule = useScheduleEvents(props, {
    scale,
    windowOf: ganttWindow,
    fields: groupBy ? [groupBy.id] : [],
  });
  const { day, window, events } = schedule;
  const textOf = (field: FieldDefinition) => (event: ScheduleEvent) =>
    valueText(field, event.record, context);
  const progress = dates.progress && textOf(dates.progress);
  return (
    <ScheduleFrame
      {...{ schedule, onPlace }}
      title={phone ? monthName(day, locale) : rangeName(window.first, window.last, locale)}
      stepped={ganttStep}
      hasScales
    >
      <GanttChart
        {...{ scale, day, window }}
        label={name}
        rows={ganttRows(events, groupBy && textOf(groupBy), words.noGroup)}
        progressOf={progress && ((event) => shareOf(progress(event)))}
        empty={schedule.query.isPending ? null : props.empty}
      />
    </ScheduleFrame>
  );
}

/** `35%` as a share of the bar; nothing for what is no number. */
function shareOf(text: string): number {
  const percent = Number.parseFloat(text);
  return Number.isFinite(percent) ? Math.min(1, Math.max(0, percent / 100)) : 0;
}
