import { queuedRuns } from "./0131-queued-runs.ts";
import { rosterVersion } from "./0130-roster-version.ts";
import type { Migration } from "../database/run-migrations.ts";
import { accounts } from "./0001-accounts.ts";
import { metadata } from "./0002-metadata.ts";
import { records } from "./0003-records.ts";
import { journal } from "./0004-journal.ts";
import { imports } from "./0005-imports.ts";
import { files } from "./0006-files.ts";
import { structure } from "./0010-structure.ts";
import { indexAdvice } from "./0011-index-advice.ts";
import { draftHistory } from "./0020-draft-history.ts";
import { audit } from "./0040-audit.ts";
import { fileUse } from "./0041-file-use.ts";
import { mergedRecord } from "./0042-merged-record.ts";
import { historyTime } from "./0043-history-time.ts";
import { viewAs } from "./0044-view-as.ts";
import { search } from "./0050-search.ts";
import { changeFeed } from "./0051-change-feed.ts";
import { uniqueKeys } from "./0052-unique-keys.ts";
import { fewerSearchKeys } from "./0053-fewer-search-keys.ts";
import { workCalendar } from "./0070-work-calendar.ts";
import { comments } from "./0080-comments.ts";
import { publicEntries } from "./0090-public-entries.ts";
import { exports } from "./0092-exports.ts";
import { usedProofs } from "./0093-used-proofs.ts";
import { importProgress } from "./0095-import-progress.ts";
import { draftSeats } from "./0100-draft-seats.ts";
import { phoneRegions } from "./0116-phone-regions.ts";
import { commentSearch } from "./0117-comment-search.ts";
import { publicLinks } from "./0121-public-links.ts";
import { publicSubmissions } from "./0096-public-submissions.ts";
import { employeeNumber } from "./0110-employee-number.ts";
import { importMappings } from "./0111-import-mappings.ts";
import { newsRetries } from "./0115-news-retries.ts";
import { waysOfRuns } from "./0120-ways-of-runs.ts";
import { partsOfApprovals } from "./0125-parts-of-approvals.ts";
import { flowHooks } from "./0151-flow-hooks.ts";
import { flowStarts } from "./0150-flow-starts.ts";
import { outputsOfSteps } from "./0140-outputs-of-steps.ts";
import { visitorCodes } from "./0112-visitor-codes.ts";
import { importFiles } from "./0123-import-files.ts";
import { exportStamp } from "./0124-export-stamp.ts";
import { delegations } from "./0135-delegations.ts";
import { decisionBasis } from "./0145-decision-basis.ts";
import { outsideSystems } from "./0159-outside-systems.ts";
import { outbox } from "./0158-outbox.ts";
import { runMonitor } from "./0146-run-monitor.ts";
import { recordLocks } from "./0136-record-locks.ts";
import { pools } from "./0155-pools.ts";
import { termsOfApprovals } from "./0137-terms-of-approvals.ts";
import { assignTally } from "./0152-assign-tally.ts";
import { duty } from "./0153-duty.ts";
import { offers } from "./0154-offers.ts";
import { ipRegions } from "./0164-ip-regions.ts";
import { boardLinks } from "./0170-board-links.ts";
import { timerLines } from "./0163-timer-lines.ts";
import { flowCalls } from "./0160-flow-calls.ts";
import { heldTimers } from "./0161-held-timers.ts";
import { publicEntryTimes } from "./0200-public-entry-times.ts";

/** Every migration of the system schema, in order; new ones are added at the end. */
export const migrations: readonly Migration[] = [
  accounts,
  metadata,
  records,
  journal,
  imports,
  files,
  structure,
  indexAdvice,
  audit,
  fileUse,
  mergedRecord,
  historyTime,
  viewAs,
  search,
  changeFeed,
  draftHistory,
  uniqueKeys,
  workCalendar,
  fewerSearchKeys,
  comments,
  publicEntries,
  exports,
  usedProofs,
  importProgress,
  draftSeats,
  publicSubmissions,
  employeeNumber,
  importMappings,
  newsRetries,
  phoneRegions,
  commentSearch,
  visitorCodes,
  waysOfRuns,
  publicLinks,
  importFiles,
  exportStamp,
  partsOfApprovals,
  outputsOfSteps,
  delegations,
  rosterVersion,
  queuedRuns,
  flowStarts,
  decisionBasis,
  runMonitor,
  flowHooks,
  recordLocks,
  termsOfApprovals,
  assignTally,
  outbox,
  duty,
  pools,
  outsideSystems,
  offers,
  timerLines,
  ipRegions,
  flowCalls,
  heldTimers,
  publicEntryTimes,
  boardLinks,
];
