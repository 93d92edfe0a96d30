import type { RecordData } from "@mortise/contract";
import { fieldType, wallTime } from "@mortise/fields";
import { civilDayText } from "@mortise/kit";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import { useLocale, useNow, useText, useTimeZone } from "@mortise/ui";
import { type ReactNode, useMemo, useState } from "react";
import { useAppModel } from "../app/app-model.ts";
import { RecordFormDrawer } from "../record/record-form-drawer.tsx";
import { mayFill, mayWrite } from "../records/entity-fields.ts";
import { useLabels } from "../records/labels.ts";
import type { ColorOf } from "../records/record-colors.ts";
import { useRecordPermission } from "../records/record-rights.ts";
import { recordTitle, textContext, valueText } from "../records/record-title.ts";
import { recordsText } from "../records/text.ts";
import { useWorkCalendar } from "../session/use-work-calendar.ts";
import { dayMarks } from "./day-mark.ts";
import type { ScheduleDates } from "./schedule-dates.ts";
import { hasOwnEnd, movedValues, newValues, resizedValues } from "./schedule-event.ts";
import type { ScheduleParts } from "./schedule-parts.ts";
import { useReschedule } from "./use-reschedule.ts";

interface PartsOptions {
  readonly entity: EntityDocument;
  readonly dates: ScheduleDates;
  readonly colorOf: ColorOf;
  readonly onOpen: (id: string) => void;
}

/** Makes what the parts of a calendar or gantt chart share, and the form for a new record while it is open. */
export function useScheduleParts({ entity, dates, colorOf, onOpen }: PartsOptions) {
  const zone = useTimeZone();
  const today = civilDayText(wallTime(useNow(), zone));
  const calendar = useWorkCalendar();
  const mark = useMemo(() => dayMarks(calendar), [calendar]);
  const titleOf = useTitles(entity, dates.title);
  const rights = useRights(entity, dates);
  const { reschedule, shown, isWaiting } = useReschedule(entity.id);
  const [started, setStarted] = useState<Readonly<Record<string, string>> | undefined>(undefined);
  const parts: ScheduleParts = {
    entity,
    dates,
    zone,
    today,
    mark,
    titleOf,
    colorOf: (record) => colorOf(record) ?? optionColor(dates.colorBy, record) ?? "blue",
    open: onOpen,
    create: rights.mayCreate ? (day, minutes) => setStarted(newValues(dates, zone, day, minutes)) : undefined,
    mayMove: (record) => rights.mayMove(record) && !isWaiting(record),
    mayResize: (record) => rights.mayResize(record) && !isWaiting(record),
    move: (event, shift) =>
      void reschedule(event.record, titleOf(event.record), movedValues(event, shift, dates, zone)),
    schedule: (record, day, minutes) =>
      void reschedule(
        record,
        titleOf(record),
        firstValues(record, newValues(dates, zone, day, minutes), dates),
      ),
    isUnscheduled: (record) => (shown(record)[dates.start.id] ?? null) === null,
    resize: (event, shift) =>
      void reschedule(event.record, titleOf(event.record), resizedValues(event, shift, dates, zone)),
  };
  const form: ReactNode = started ? (
    <RecordFormDrawer
      entity={entity}
      initial={started}
      onClose={() => setStarted(undefined)}
      onSaved={() => setStarted(undefined)}
    />
  ) : null;
  return { parts, shown, form };
}

/** What a record without a start gets: an end that it has already, and that comes later, stays. */
function firstValues(
  record: RecordData,
  values: Readonly<Record<string, string>>,
  { start, end }: ScheduleDates,
): Readonly<Record<string, string>> {
  const has = end && record[end.id];
  const begins = values[start.id];
  if (!end || typeof has !== "string" || begins === undefined || has < begins) return values;
  return { [start.id]: begins };
}

function useTitles(entity: EntityDocument, title: FieldDefinition | undefined) {
  const t = useText(recordsText);
  const context = textContext(useLocale(), useTimeZone(), useLabels());
  return (record: RecordData): string =>
    (title && valueText(title, record, context)) || recordTitle(entity, record, context) || t.unnamed;
}

function useRights(entity: EntityDocument, dates: ScheduleDates) {
  const allowed = useAppModel().permission(entity.id);
  const permissionOf = useRecordPermission(entity.id);
  const writes = (field: FieldDefinition | undefined, record: RecordData): boolean =>
    field !== undefined && mayWrite(field, permissionOf(record.id));
  return {
    mayCreate: mayFill(dates.start, allowed),
    mayMove: (record: RecordData): boolean =>
      writes(dates.start, record) && (dates.end === undefined || writes(dates.end, record)),
    mayResize: (record: RecordData): boolean => hasOwnEnd(dates) && writes(dates.end ?? dates.start, record),
  };
}

function optionColor(field: FieldDefinition | undefined, record: RecordData): string | undefined {
  const value = field && record[field.id];
  if (!field || typeof value !== "string") return undefined;
  return fieldType(field.type)
    .options?.(field)
    .find(({ key }) => key === value)?.color;
}
