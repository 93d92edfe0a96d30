import { sql } from "kysely";
import { PREPARED } from "../database/preparing-client.ts";
import type { Sql } from "../records/sql-text.ts";
import { type CursorRow, cursorsPart } from "./cursors.ts";
import { type DecisionRow, decisionsPart } from "./decisions.ts";
import { chunks, type JournalDb } from "./journal-db.ts";
import { type NotificationRow, notificationsPart, noticesOf, peopleTold } from "./notifications.ts";
import { type RunRow, runsPart, type StepRow, stepsPart } from "./runs.ts";
import { type GivenRow, talliesPart } from "./tallies.ts";
import { type TimerRow, timersPart, timersTold } from "./timers.ts";
import { type WorkItemRow, workItemsPart } from "./work-items.ts";

/** What is written down together when runs move; what is left out is not touched. */
export interface JournalEntries {
  /** New runs, and the new state of known ones. */
  readonly runs?: readonly RunRow[];
  readonly steps?: readonly StepRow[];
  readonly decisions?: readonly DecisionRow[];
  readonly cursors?: readonly CursorRow[];
  /** Each person of each entity once. */
  readonly given?: readonly GivenRow[];
  /** Replace an older timer of the same way. */
  readonly timers?: readonly TimerRow[];
  readonly workItems?: readonly WorkItemRow[];
  readonly notifications?: readonly NotificationRow[];
}

/**
 * Keeps all entries in one statement, and lets those who listen know when the transaction commits. Where there are more
 * than 5,000 rows of a kind, each further 5,000 take one statement more.
 */
export async function writeJournal(db: JournalDb, entries: JournalEntries): Promise<void> {
  const pieces = piecesOf(entries);
  const told = [...timersToldOf(entries), ...peopleToldOf(entries)];
  if (pieces.length === 0) return;
  const rounds = Math.max(...pieces.map((piece) => piece.length));
  for (let round = 0; round < rounds; round += 1) {
    const parts = pieces.flatMap((piece) => piece[round] ?? []);
    const named = parts.map((part, index) => sql`${sql.raw(`part${index}`)} as (${part})`);
    const last = round === rounds - 1 ? told : [];
    const list = last.length > 0 ? sql.join([...last]) : sql`true`;
    await sql`${PREPARED} with ${sql.join(named)} select ${list}`.execute(db);
  }
}

/** By kind, the parts of statements that keep its rows. */
function piecesOf(entries: JournalEntries): readonly (readonly Sql[])[] {
  const { runs = [], steps = [], decisions = [], cursors = [], given = [] } = entries;
  const { timers = [], workItems = [], notifications = [] } = entries;
  const pieces = [
    chunks(runs).map(runsPart),
    chunks(steps).map(stepsPart),
    chunks(decisions).map(decisionsPart),
    chunks(cursors).map(cursorsPart),
    chunks(given).map(talliesPart),
    chunks(timers).map(timersPart),
    chunks(workItems).map(workItemsPart),
    chunks(notifications).map(notificationsPart),
  ];
  return pieces.filter((piece) => piece.length > 0);
}

function timersToldOf({ timers = [] }: JournalEntries): readonly Sql[] {
  return timers.length > 0 ? [timersTold(timers)] : [];
}

function peopleToldOf({ workItems = [], notifications = [] }: JournalEntries): readonly Sql[] {
  const notices = [
    ...noticesOf(
      "work-items",
      workItems.map((item) => item.assignee),
    ),
    ...noticesOf(
      "notification",
      notifications.map((row) => row.account),
    ),
  ];
  return notices.length > 0 ? [peopleTold(notices)] : [];
}
