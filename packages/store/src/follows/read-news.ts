import type { Value } from "@mortise/expression";
import { sql } from "kysely";
import type { JournalDb } from "../journal/journal-db.ts";
import type { HistoryType } from "../records/history/history-entry.ts";
import type { StoredChanges } from "../records/history/record-history.ts";

/** What one action did to one record. */
export interface NewsItem {
  readonly app: string;
  readonly entity: string;
  readonly record: string;
  readonly changeSet: string;
  /** Account of whoever did it; null for visitors, programs and flows. */
  readonly actor: string | null;
  /** Done by a flow. */
  readonly byFlow: boolean;
  readonly type: HistoryType;
  /** Values it left, by field; null where only that something changed is told. */
  readonly values: Readonly<Record<string, Value>>;
}

/** Records of one round; of a larger change the rest is not told one by one. */
const MOST = 20_000;

interface NewsRow {
  readonly app: string;
  readonly entity: string;
  readonly record: string;
  readonly changeSet: string;
  readonly actor: string | null;
  readonly cause: string;
  readonly type: HistoryType;
  readonly changes: StoredChanges;
}

/**
 * What happened since the last round, in order, and moves the mark; nothing while another process is at it. Only what
 * everybody sees committed is read, so that nothing is told twice or left out. A round without news writes nothing.
 */
export async function takeNews(db: JournalDb): Promise<readonly NewsItem[]> {
  const { rows: marks } = await sql<{ since: string; until: string }>`
    select transaction::text as since, pg_snapshot_xmin(pg_current_snapshot())::text as until
    from mortise.follow_cursor as mark
    where exists (select from mortise.change_feed as feed
      where feed.transaction >= mark.transaction and feed.transaction < pg_snapshot_xmin(pg_current_snapshot()))
    for update skip locked`.execute(db);
  const [mark] = marks;
  if (!mark) return [];
  const { rows } = await sql<{ id: string }>`
    select distinct (notice->>'changeSet') as id from mortise.change_feed
    where transaction >= ${mark.since}::xid8 and transaction < ${mark.until}::xid8`.execute(db);
  await sql`update mortise.follow_cursor set transaction = ${mark.until}::xid8`.execute(db);
  return newsOf(
    db,
    rows.map(({ id }) => id),
  );
}

/** What some change-sets did, in order. */
export async function newsOf(db: JournalDb, changeSets: readonly string[]): Promise<readonly NewsItem[]> {
  if (changeSets.length === 0) return [];
  const { rows } = await sql<NewsRow>`
    select h.app, h.entity, h.record, c.id as "changeSet", h.actor, c.cause, h.type, h.changes
    from mortise.change_set c
    join mortise.record_history h on h.change_set = c.id and h.type not in ('created', 'purged')
    where c.id = any(${[...changeSets]}::uuid[]) and c.cause <> 'seed'
    order by h.sequence limit ${MOST}`.execute(db);
  return rows.map(({ cause, changes, ...row }) => ({
    ...row,
    byFlow: cause === "flow",
    values: Object.fromEntries(
      Object.entries(changes).map(([field, change]): [string, Value] => [
        field,
        // A pair of values, or a note about rows and links, of which only the field is told.
        Array.isArray(change) ? ((change as readonly [Value, Value])[1] ?? null) : null,
      ]),
    ),
  }));
}
