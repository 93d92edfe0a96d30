import type { ScheduleEvent } from "../schedule/schedule-event.ts";

/** A line of a gantt chart: the name of a group, or a record. */
export type GanttRow =
  | { readonly type: "group"; readonly name: string; readonly count: number }
  | { readonly type: "event"; readonly event: ScheduleEvent };

/** Records by their start, gathered below the names of their groups; those without one come last. */
export function ganttRows(
  events: readonly ScheduleEvent[],
  groupOf: ((event: ScheduleEvent) => string) | undefined,
  noGroup: string,
): readonly GanttRow[] {
  const ordered = events.toSorted((a, b) => a.first.localeCompare(b.first) || (a.from ?? 0) - (b.from ?? 0));
  const asRow = (event: ScheduleEvent): GanttRow => ({ type: "event", event });
  if (!groupOf) return ordered.map(asRow);
  const groups = Map.groupBy(ordered, groupOf);
  return [...groups]
    .toSorted(([a], [b]) => Number(a === "") - Number(b === "") || a.localeCompare(b))
    .flatMap(([name, inner]) => [
      { type: "group" as const, name: name || noGroup, count: inner.length },
      ...inner.map(asRow),
    ]);
}
