import { variablesOf } from "@mortise/expression";
import type { AppointmentKey, AppointmentRow } from "@mortise/store";
import { type Appointment, NO_APPOINTMENT } from "../../model/appointment.ts";
import { meetsCondition, triggerAsksForPeople } from "../../model/match-trigger.ts";
import type { Roster } from "../../model/roster.ts";
import type { Values } from "../../model/effect.ts";
import type { ProcessParts } from "../parts.ts";
import type { StartingFlow } from "./starting-flow.ts";

/** A record with its complete values. */
export type CompleteRecord = Values & { readonly id: string };

/** When and among whom appointments are made. */
export interface AppointmentCircumstances {
  readonly now: Date;
  readonly roster: Roster | undefined;
}

/** What a flow agrees on for a record: the first moment after `after`. */
export function appointmentFor(
  parts: ProcessParts,
  starting: StartingFlow,
  { record, after, roster }: AppointmentCircumstances & { readonly record: Values; readonly after: Date },
): Appointment {
  const { flow, settings, trigger } = starting;
  const place = { timeZone: parts.timeZone, calendar: parts.releases.calendar() };
  const moment = { now: after, user: null, roster, ...place };
  const holds = (): boolean => meetsCondition(flow, record, moment);
  return trigger.appointment?.(settings, { record, after, holds, ...place }) ?? NO_APPOINTMENT;
}

/** Whether any of some flows asks who belongs to which team. */
export function askForPeople(flows: readonly StartingFlow[]): boolean {
  return flows.some(({ flow }) => triggerAsksForPeople(flow));
}

/** Whether a change of these fields may move an appointment of a flow. */
export function mayMove({ settings }: StartingFlow, changed: readonly string[]): boolean {
  const when = settings.expression("when");
  const asked = when === undefined ? [] : variablesOf(when);
  // What people, teams and the clock say may have changed with any field.
  if (asked.some((path) => path.startsWith("$") || path.includes("."))) return true;
  return [...asked, settings.text("field") ?? ""].some((field) => changed.includes(field));
}

/** Appointments of many records, sorted by what becomes of them in the journal. */
export class AgreedAppointments {
  readonly rows: AppointmentRow[] = [];
  readonly unlessKept: AppointmentRow[] = [];
  readonly none: AppointmentKey[] = [];

  add(key: AppointmentKey, appointment: Appointment): void {
    if (appointment.kind === "none") this.none.push(key);
    else if (appointment.kind === "at") this.rows.push({ ...key, due_at: appointment.at.toISOString() });
    else this.unlessKept.push({ ...key, due_at: appointment.at.toISOString() });
  }
}
