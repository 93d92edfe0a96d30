import type { ValueKind } from "@mortise/expression";
import { fieldType } from "@mortise/fields";
import type { EntityDocument, FieldDefinition, ViewDates } from "@mortise/metadata";
import type { EntityPermission } from "../app/app-model.ts";
import { listFields } from "../records/entity-fields.ts";

/** The kinds of fields by which records are placed in time. */
export type TimeKind = Extract<ValueKind, "date" | "datetime" | "dateRange">;

/** The fields that place records in time, as far as the person may see them. */
export interface ScheduleDates {
  readonly kind: TimeKind;
  readonly start: FieldDefinition;
  readonly end?: FieldDefinition;
  readonly title?: FieldDefinition;
  readonly colorBy?: FieldDefinition;
  readonly progress?: FieldDefinition;
  readonly dependsOn?: FieldDefinition;
}

/** The kind of a field that can place records in time. */
export function timeKind(field: FieldDefinition): TimeKind | undefined {
  const kind = fieldType(field.type).kind(field);
  return kind === "date" || kind === "datetime" || kind === "dateRange" ? kind : undefined;
}

/** Fields by which the person may see records in time; those that can be changed first, the system's last. */
export function timeFields(entity: EntityDocument, permission: EntityPermission): readonly FieldDefinition[] {
  const fields = listFields(entity, permission).filter(
    (field) => timeKind(field) !== undefined && permission.fields[field.id] !== "masked",
  );
  const rank = (field: FieldDefinition): number =>
    (entity.fields.includes(field) ? 0 : 2) + (field.readOnly ? 1 : 0);
  return fields.toSorted((a, b) => rank(a) - rank(b));
}

/**
 * The fields a calendar or gantt chart is drawn by: what was chosen, what the view says, else the first that fits. What
 * the person may not see is left out; undefined when no field is left to begin by.
 */
export function scheduleDates(
  entity: EntityDocument,
  permission: EntityPermission,
  view: ViewDates | undefined,
  chosen: string | undefined,
): ScheduleDates | undefined {
  const times = timeFields(entity, permission);
  const start =
    times.find(({ id }) => id === chosen) ?? times.find(({ id }) => id === view?.start) ?? times[0];
  const kind = start && timeKind(start);
  if (!start || !kind) return undefined;
  const fields = listFields(entity, permission).filter(({ id }) => permission.fields[id] !== "masked");
  const named = (id: string | undefined) => fields.find((field) => field.id === id);
  // An end belongs to its start.
  const end = start.id === view?.start ? times.find(({ id }) => id === view.end) : undefined;
  const parts = {
    end: end && timeKind(end) === kind && kind !== "dateRange" ? end : undefined,
    title: named(view?.title),
    colorBy: named(view?.colorBy),
    progress: named(view?.progress),
    dependsOn: named(view?.dependsOn),
  };
  const known = Object.entries(parts).filter(([, field]) => field !== undefined);
  // Only parts that are there: the type of a list of entries cannot say so.
  return { kind, start, ...(Object.fromEntries(known) as Partial<Omit<ScheduleDates, "kind" | "start">>) };
}

/** Ids of all fields that events are made of. */
export function scheduleFields(dates: ScheduleDates): readonly string[] {
  const { start, end, title, colorBy, progress, dependsOn } = dates;
  return [start, end, title, colorBy, progress, dependsOn].flatMap((field) => field?.id ?? []);
}
