import { outsideProvider } from "@mortise/kit";
import type { RecordData } from "@mortise/contract";
import type { EntityDocument } from "@mortise/metadata";
import { createContext, useContext } from "react";
import type { DayMark } from "./day-mark.ts";
import type { ScheduleDates } from "./schedule-dates.ts";
import type { ScheduleEvent, Shift } from "./schedule-event.ts";

/** What the parts of a calendar or gantt chart share. */
export interface ScheduleParts {
  readonly entity: EntityDocument;
  readonly dates: ScheduleDates;
  readonly zone: string;
  readonly today: string;
  readonly mark: (day: string) => DayMark;
  readonly titleOf: (record: RecordData) => string;
  /** The name of a palette colour. */
  readonly colorOf: (record: RecordData) => string;
  readonly open: (id: string) => void;
  /** Undefined when the person may not make records with such a date. */
  readonly create: ((day: string, minutes?: number) => void) | undefined;
  readonly mayMove: (record: RecordData) => boolean;
  readonly mayResize: (record: RecordData) => boolean;
  readonly move: (event: ScheduleEvent, shift: Shift) => void;
  /** Gives a record that has no date one; `minutes` when a time of that day was pointed at. */
  readonly schedule: (record: RecordData, day: string, minutes?: number) => void;
  /** Whether a record still has no date; what was just given one has. */
  readonly isUnscheduled: (record: RecordData) => boolean;
  readonly resize: (event: ScheduleEvent, shift: Shift) => void;
}

/** Holds the parts for everything drawn in a calendar or gantt chart. */
export const ScheduleContext = createContext<ScheduleParts | undefined>(undefined);

/** The parts of the calendar or gantt chart around. */
export function useSchedule(): ScheduleParts {
  const parts = useContext(ScheduleContext);
  if (!parts) throw outsideProvider({ part: "useSchedule", provider: "ScheduleContext" });
  return parts;
}
