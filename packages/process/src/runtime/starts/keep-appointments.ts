import {
  type AppointmentRow,
  type Cause,
  dropAppointments,
  keepAppointments as saveAppointments,
  systemActor,
  takeDueAppointments,
  type WriteTransaction,
} from "@mortise/store";
import type { Appointment } from "../../model/appointment.ts";
import { meetsCondition } from "../../model/match-trigger.ts";
import type { Roster } from "../../model/roster.ts";
import type { ProcessParts } from "../parts.ts";
import { rosterOf } from "../read-roster.ts";
import { readRecords } from "../world-source.ts";
import { AgreedAppointments, appointmentFor, type CompleteRecord } from "./appointments-of.ts";
import { whyOf } from "./carry-on.ts";
import { startNoted } from "./note-starts.ts";
import { isMissed, keyOf, type StartingFlow } from "./starting-flow.ts";

const CAUSE: Cause = { type: "flow", label: "appointment" };

/** Appointments of one flow that are due, inside the transaction that keeps them. */
interface Keeping {
  readonly parts: ProcessParts;
  readonly transaction: WriteTransaction;
  readonly starting: StartingFlow;
  readonly roster: Roster;
}

type Due = AppointmentRow & { readonly due_at: string };

/**
 * Starts flows whose moment has come for records, at most `limit` of them, and says how many were looked at. Each is
 * asked again: what no longer stands as agreed is agreed anew and starts nothing.
 */
export async function keepDueAppointments(
  parts: ProcessParts,
  flows: readonly StartingFlow[],
  limit: number,
): Promise<number> {
  return parts.gateway.transaction(systemActor, CAUSE, async (transaction) => {
    const { db, now } = transaction;
    const due = await takeDueAppointments(db, now, { among: flows.map(keyOf), limit });
    for (const starting of flows) {
      const { app, flow } = keyOf(starting);
      const rows = due.filter((row) => row.app === app && row.flow === flow);
      if (rows.length === 0) continue;
      await keep({ parts, transaction, starting, roster: await rosterOf(db, app, now) }, rows);
    }
    return due.length;
  });
}

async function keep(keeping: Keeping, rows: readonly Due[]): Promise<void> {
  const { parts, transaction, starting, roster } = keeping;
  const { app, release, flow } = starting;
  const reading = { reader: transaction, actor: systemActor, app };
  const records = await readRecords(
    reading,
    flow.document.entity,
    rows.map((row) => row.record),
  );
  const byId = new Map(records.map((record) => [record.id, record]));
  const after = new AgreedAppointments();
  const ready = rows.flatMap((row) => {
    const record = byId.get(row.record);
    const standing = record ? stands(keeping, row, record) : { isDue: false, next: undefined };
    if (standing.next) after.add(row, standing.next);
    else if (!record) after.none.push(row);
    else after.rows.push({ ...row, due_at: null });
    return record && standing.isDue ? [record] : [];
  });
  await saveAppointments(transaction.db, after);
  await dropAppointments(transaction.db, after.none);
  if (ready.length === 0) return;
  await startNoted(
    parts,
    { transaction, app, startedBy: null, flow, release, roster },
    { records: ready, why: whyOf(starting) },
  );
}

/** Whether the flow starts now, and what is agreed from here on; without an agreement what was begun has been done. */
function stands(
  { parts, transaction: { now }, starting, roster }: Keeping,
  row: Due,
  record: CompleteRecord,
): { readonly isDue: boolean; readonly next: Appointment | undefined } {
  const due = new Date(row.due_at);
  const ask = (after: Date): Appointment => appointmentFor(parts, starting, { record, after, now, roster });
  const agreed = ask(new Date(due.getTime() - 1));
  if (agreed.kind === "none") return { isDue: false, next: agreed };
  if (agreed.kind === "from-now") return { isDue: true, next: undefined };
  const isAsAgreed = agreed.at.getTime() === due.getTime();
  const place = { timeZone: parts.timeZone, calendar: parts.releases.calendar() };
  const isWanted =
    isAsAgreed &&
    !(starting.trigger.missed?.(starting.settings) === "skip" && isMissed(due, now)) &&
    meetsCondition(starting.flow, record, { now, user: null, roster, ...place });
  return { isDue: isWanted, next: ask(now) };
}
