import { daysBetween, type DayWindow } from "../schedule/days.ts";
import type { ScheduleEvent } from "../schedule/schedule-event.ts";

/** An event within one week: its columns (0 to 6), its lane, and whether it goes on beyond the week. */
export interface WeekPiece {
  readonly event: ScheduleEvent;
  readonly column: number;
  readonly span: number;
  readonly lane: number;
  readonly isBegun: boolean;
  readonly goesOn: boolean;
}

/** Long events first, then by time: as people read a week. */
function inOrder(a: ScheduleEvent, b: ScheduleEvent): number {
  return (
    a.first.localeCompare(b.first) ||
    daysBetween(b.first, b.last) - daysBetween(a.first, a.last) ||
    (a.from ?? -1) - (b.from ?? -1)
  );
}

/** Lays the events of a week out so that none covers another. */
export function weekLanes(events: readonly ScheduleEvent[], week: DayWindow): readonly WeekPiece[] {
  /** The last column that each lane has filled so far. */
  const filled: number[] = [];
  return events
    .filter(({ first, last }) => first <= week.last && last >= week.first)
    .toSorted(inOrder)
    .map((event) => {
      const column = Math.max(0, daysBetween(week.first, event.first));
      const end = Math.min(daysBetween(week.first, week.last), daysBetween(week.first, event.last));
      const free = filled.findIndex((last) => last < column);
      const lane = free === -1 ? filled.length : free;
      filled[lane] = end;
      return {
        event,
        column,
        span: end - column + 1,
        lane,
        isBegun: event.first < week.first,
        goesOn: event.last > week.last,
      };
    });
}

/** How many events of each day lie in lanes that are not drawn. */
export function hiddenCounts(pieces: readonly WeekPiece[], lanes: number, days: number): readonly number[] {
  const counts = Array.from({ length: days }, () => 0);
  for (const { lane, column, span } of pieces) {
    if (lane < lanes) continue;
    for (let day = column; day < column + span; day += 1) counts[day] = (counts[day] ?? 0) + 1;
  }
  return counts;
}
