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

/** Rows of a kind in one statement: while the database keeps these, the next are put into words. */
const ROUND = 500;

/**
 * Keeps all entries in one statement, and lets those who listen know when the transaction commits. Where there are more
 * than 500 rows of a kind, each further 500 take one statement more.
 */
export async function writeJournal(db: JournalDb, entries: JournalEntries): Promise<void> {
  const { kept } = await sendJournal(db, entries);
  await kept;
}

/** The last statement of a journal is on its way: what is sent now over the same connection comes after it. */
export interface SentJournal {
  /** Settles when everything is kept. To be waited for, whatever happens meanwhile. */
  readonly kept: Promise<unknown>;
}

/** The same as {@link writeJournal}, for those who have something to do while the database keeps the last of it. */
export async function sendJournal(db: JournalDb, entries: JournalEntries): Promise<SentJournal> {
  const pieces = piecesOf(entries);
  const told = [...timersToldOf(entries), ...peopleToldOf(entries)];
  if (pieces.length === 0) return { kept: Promise.resolve() };
  const rounds = Math.max(...pieces.map((piece) => piece.length));
  let before: Promise<unknown> = Promise.resolve();
  for (let round = 0; round < rounds; round += 1) {
    const parts = pieces.flatMap((piece) => piece[round]?.() ?? []);
    const named = parts.map((part, index) => sql`${sql.raw(`part${index}`)} as (${part})`);
    const last = round === rounds - 1 ? told : [];
    const list = last.length > 0 ? sql.join([...last]) : sql`true`;
    const statement = sql`${PREPARED} with ${sql.join(named)} select ${list}`.compile(db);
    await before;
    before = db.executeQuery(statement);
  }
  return { kept: before };
}

/** By kind, what makes the parts of statements that keep its rows. */
function piecesOf(entries: JournalEntries): readonly (readonly (() => Sql)[])[] {
  const { runs = [], steps = [], decisions = [], cursors = [], given = [] } = entries;
  const { timers = [], workItems = [], notifications = [] } = entries;
  const pieces = [
    inRounds(runs, runsPart),
    inRounds(steps, stepsPart),
    inRounds(decisions, decisionsPart),
    inRounds(cursors, cursorsPart),
    inRounds(given, talliesPart),
    inRounds(timers, timersPart),
    inRounds(workItems, workItemsPart),
    inRounds(notifications, notificationsPart),
  ];
  return pieces.filter((piece) => piece.length > 0);
}

function inRounds<Row>(rows: readonly Row[], part: (rows: readonly Row[]) => Sql): readonly (() => Sql)[] {
  return chunks(rows, ROUND).map((chunk) => () => part(chunk));
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
