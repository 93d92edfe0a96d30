import {
  type Cause,
  type FlowPlan,
  keepAppointments,
  movePlan,
  type RecordPage,
  systemActor,
  takeDuePlan,
  type WriteTransaction,
} from "@mortise/store";
import { summaryContext, triggerSummary } from "../../model/validate-flow.ts";
import { isRecordless, NO_RECORD } from "../../model/no-record.ts";
import { nextOccurrences } from "../../model/schedule.ts";
import type { ProcessParts } from "../parts.ts";
import { rosterOf } from "../read-roster.ts";
import { startRuns } from "../start-flows.ts";
import { AgreedAppointments, appointmentFor, askForPeople } from "./appointments-of.ts";
import { startNoted } from "./note-starts.ts";
import { isMissed, keyOf, roundsOf, type StartingFlow } from "./starting-flow.ts";

/** Records looked at in one transaction. */
const PAGE = 200;
const CAUSE: Cause = { type: "flow", label: "schedule" };

/** A plan that is being carried on with, inside its transaction. */
interface Carrying {
  readonly parts: ProcessParts;
  readonly transaction: WriteTransaction;
  readonly row: FlowPlan;
  readonly starting: StartingFlow;
}

/**
 * Carries on with the plan that is due longest by one page of records; false when none is due. Starting the runs and
 * noting how far it got is one transaction: after a crash another process goes on at the same record.
 */
export async function carryOn(parts: ProcessParts, flows: readonly StartingFlow[]): Promise<boolean> {
  return parts.gateway.transaction(systemActor, CAUSE, async (transaction) => {
    const row = await takeDuePlan(transaction.db, transaction.now, flows.map(keyOf));
    const starting = row && flows.find(({ app, flow }) => app === row.app && flow.document.id === row.flow);
    if (!row || !starting) return false;
    const carrying = { parts, transaction, row, starting };
    if (roundsOf(starting)) await goRound(carrying);
    else await lookThrough(carrying);
    return true;
  });
}

/** Starts the flow for the next records of a round. */
async function goRound(carrying: Carrying): Promise<void> {
  const { parts, transaction, row, starting } = carrying;
  const { db, now } = transaction;
  const round = new Date(row.round_at ?? row.next_at ?? now);
  const rounds = roundsOf(starting);
  if (row.round_at === null && rounds?.missed === "skip" && isMissed(round, now)) return endRound(carrying);
  const { app, release, flow } = starting;
  const roster = await rosterOf(db, app, now);
  if (isRecordless(flow.document)) {
    const start = { transaction, app, startedBy: null, flow, release, roster, isNew: false };
    await startRuns(parts, start, [{ id: NO_RECORD, after: { id: NO_RECORD }, changed: [] }]);
    return endRound(carrying);
  }
  const page = await nextPage(carrying, starting.settings.expression("when"));
  await startNoted(
    parts,
    { transaction, app, startedBy: null, flow, release, roster },
    { records: page.items, why: whyOf(starting) },
  );
  if (page.next === undefined) return endRound(carrying);
  await movePlan(db, { ...row, round_at: round.toISOString(), page: page.next });
}

async function endRound({ parts, transaction, row, starting }: Carrying): Promise<void> {
  const place = { timeZone: parts.timeZone, calendar: parts.releases.calendar() };
  const rounds = roundsOf(starting);
  const [next] = rounds ? nextOccurrences(rounds.schedule, transaction.now, place, 1) : [];
  const next_at = next?.toISOString() ?? null;
  await movePlan(transaction.db, { ...row, next_at, round_at: null, page: null });
}

/** Agrees with the records there are; what writes have agreed on meanwhile stands. */
async function lookThrough(carrying: Carrying): Promise<void> {
  const { parts, transaction, row, starting } = carrying;
  const { db, now } = transaction;
  const page = await nextPage(carrying, undefined);
  const roster = askForPeople([starting]) ? await rosterOf(db, row.app, now) : undefined;
  const agreed = new AgreedAppointments();
  for (const record of page.items)
    agreed.add(
      { app: row.app, flow: row.flow, record: record.id },
      appointmentFor(parts, starting, { record, after: now, now, roster }),
    );
  await keepAppointments(db, { rows: [], unlessKept: [...agreed.rows, ...agreed.unlessKept] });
  await movePlan(db, {
    ...row,
    next_at: page.next === undefined ? null : row.next_at,
    page: page.next ?? null,
  });
}

function nextPage(
  { transaction, row }: Carrying,
  filter: ReturnType<StartingFlow["settings"]["expression"]>,
): Promise<RecordPage> {
  return transaction.query(systemActor, row.app, {
    entity: row.entity,
    // Records made meanwhile come after those that were there.
    sort: [{ field: "created_at", descending: false }],
    limit: PAGE,
    ...(filter === undefined ? {} : { filter }),
    ...(row.page === null ? {} : { after: row.page }),
  });
}

/** What started a flow, for the timelines of its records. */
export function whyOf({ flow }: StartingFlow): ReturnType<typeof triggerSummary> {
  return triggerSummary(flow.document, summaryContext(flow.document, flow.catalog));
}
