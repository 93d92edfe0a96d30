import { reactionLoop, systemActor, type WriteTransaction } from "@mortise/store";
import { MOST_DEPTH } from "../../model/calls/call-limits.ts";
import type { CompiledFlow } from "../../model/compiled-flow.ts";
import { heardApprovals } from "../../model/decided.ts";
import { meetsCondition, triggerAsksForPeople } from "../../model/match-trigger.ts";
import { summaryContext, triggerSummary } from "../../model/validate-flow.ts";
import type { DecidedApproval } from "../calls/call-port.ts";
import type { FlowLibrary } from "../flow-library.ts";
import type { ProcessParts } from "../parts.ts";
import { rosterOf } from "../read-roster.ts";
import { startRuns } from "../start-flows.ts";
import { readRecords } from "../world-source.ts";
import { noteStarts } from "./note-starts.ts";

/**
 * Starts the flows that hear of approvals, for the records of these and in the same transaction. Flows whose approvals pass by
 * themselves and start each other in a circle are stopped at ten levels: the last run fails by STORE_REACTION_LOOP.
 */
export async function hearApprovals(
  parts: ProcessParts,
  library: FlowLibrary,
  transaction: WriteTransaction,
  approvals: readonly DecidedApproval[],
): Promise<void> {
  for (const [app, ofApp] of Map.groupBy(approvals, ({ run }) => run.app)) {
    const { release, flows } = library.hearing(app);
    for (const flow of flows) {
      const heard = ofApp.filter((approval) => hears(flow, approval));
      for (const group of Map.groupBy(heard, ({ run }) => run.started_by).values())
        await start({ parts, transaction, app, release, flow }, group);
    }
  }
}

function hears(flow: CompiledFlow, { run, node, outcome }: DecidedApproval): boolean {
  const heard = heardApprovals(flow.document);
  return (
    heard?.flow === run.flow &&
    flow.document.entity === run.entity &&
    (heard.node === undefined || heard.node === node) &&
    heard.outcomes.includes(outcome)
  );
}

interface Hearing {
  readonly parts: ProcessParts;
  readonly transaction: WriteTransaction;
  readonly app: string;
  readonly release: number;
  readonly flow: CompiledFlow;
}

async function start(
  { parts, transaction, app, release, flow }: Hearing,
  heard: readonly DecidedApproval[],
): Promise<void> {
  const runs = new Map(heard.map(({ run }) => [run.record, run]));
  if (heard.some(({ run }) => run.depth >= MOST_DEPTH)) throw reactionLoop({ limit: MOST_DEPTH });
  const reading = { reader: transaction, actor: systemActor, app };
  const records = await readRecords(reading, flow.document.entity, [...runs.keys()]);
  const roster = await rosterOf(transaction.db, app, transaction.now);
  const startedBy = heard[0]?.run.started_by ?? null;
  const moment = {
    now: transaction.now,
    timeZone: parts.timeZone,
    calendar: parts.releases.calendar(),
    user: startedBy,
    roster: triggerAsksForPeople(flow) ? roster : undefined,
  };
  const starting = records.flatMap((record) => {
    const run = runs.get(record.id);
    if (!run || !meetsCondition(flow, record, moment)) return [];
    const led = { root: run.root ?? run.id, depth: run.depth + 1 };
    return [{ id: record.id, after: record, changed: [], led }];
  });
  if (starting.length === 0) return;
  const begun = await startRuns(
    parts,
    { transaction, app, startedBy, flow, release, roster, isNew: false },
    starting,
  );
  const why = triggerSummary(flow.document, summaryContext(flow.document, flow.catalog));
  await noteStarts(transaction, { flow, why }, begun);
}
