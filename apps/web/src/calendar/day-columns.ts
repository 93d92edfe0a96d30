import type { ScheduleEvent } from "../schedule/schedule-event.ts";

/** An event of one day with times: which of the columns beside each other it takes. */
export interface DayPiece {
  readonly event: ScheduleEvent;
  readonly from: number;
  readonly to: number;
  readonly column: number;
  readonly columns: number;
}

const SHORTEST = 20;

/** Lays the timed events of a day out: those that meet stand beside each other. */
export function dayColumns(events: readonly ScheduleEvent[]): readonly DayPiece[] {
  const timed = events
    .map((event) => {
      const from = event.from ?? 0;
      return { event, from, to: Math.max(event.to ?? 1440, from + SHORTEST) };
    })
    .toSorted((a, b) => a.from - b.from || b.to - a.to);
  const pieces: DayPiece[] = [];
  let group: { event: ScheduleEvent; from: number; to: number; column: number }[] = [];
  let ends: number[] = [];
  const close = (): void => {
    pieces.push(...group.map((piece) => ({ ...piece, columns: ends.length })));
    [group, ends] = [[], []];
  };
  for (const piece of timed) {
    if (ends.length > 0 && ends.every((end) => end <= piece.from)) close();
    const free = ends.findIndex((end) => end <= piece.from);
    const column = free === -1 ? ends.length : free;
    ends[column] = piece.to;
    group.push({ ...piece, column });
  }
  close();
  return pieces;
}
