import { type ChangeBatch, dropAppointments, keepAppointments, type WriteTransaction } from "@mortise/store";
import type { FlowLibrary } from "../flow-library.ts";
import type { ProcessParts } from "../parts.ts";
import { rosterOf } from "../read-roster.ts";
import { AgreedAppointments, appointmentFor, askForPeople, mayMove } from "./appointments-of.ts";
import { type StartingFlow, startingFlowsOf } from "./starting-flow.ts";

/**
 * Agrees anew, in the transaction of a write, when flows start for the records it wrote. Records in the recycle bin
 * have no appointments; a write that leaves flows out begins no state that lasts.
 */
export async function followChanges(
  parts: ProcessParts,
  library: FlowLibrary,
  { transaction, batch }: { readonly transaction: WriteTransaction; readonly batch: ChangeBatch },
): Promise<void> {
  const flows = startingFlowsOf(library, batch.app, batch.entity).filter(
    ({ trigger }) => trigger.appointment !== undefined,
  );
  if (flows.length === 0) return;
  const { db, now } = transaction;
  const agreed = new AgreedAppointments();
  const roster = askForPeople(flows) ? await rosterOf(db, batch.app, now) : undefined;
  for (const starting of flows) {
    for (const record of touched(starting, batch)) {
      const key = { app: batch.app, flow: starting.flow.document.id, record: record.id };
      if (batch.type === "deleted") agreed.none.push(key);
      else
        agreed.add(key, appointmentFor(parts, starting, { record: record.after, after: now, now, roster }));
    }
  }
  await keepAppointments(db, {
    rows: agreed.rows,
    unlessKept: batch.cause.skipFlows === true ? [] : agreed.unlessKept,
  });
  // New records have none yet.
  if (batch.type !== "created") await dropAppointments(db, agreed.none);
}

function touched(starting: StartingFlow, { type, records }: ChangeBatch): ChangeBatch["records"] {
  return type === "updated" ? records.filter(({ changed }) => mayMove(starting, changed)) : records;
}
