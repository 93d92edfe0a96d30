import { newId } from "@mortise/kit";
import type { Kysely } from "kysely";
import { sql } from "kysely";
import { writeAudit } from "../audit/audit-log.ts";
import type { SystemDatabase } from "../system-schema.ts";
import type { NewsItem } from "./read-news.ts";

const MINUTE_MS = 60_000;
const LONGEST_MS = 6 * 60 * MINUTE_MS;
/** Tried so often, over half a day, news are given up. */
const MOST_ATTEMPTS = 10;
const MOST_RETRIES = 50;

/** News of one entity that could not be told. */
export interface NewsRetry {
  readonly app: string;
  readonly entity: string;
  readonly changeSets: readonly string[];
  /** How often it was tried. */
  readonly attempts: number;
}

/** News that are to be tried again later, or given up. */
export interface FailedNews {
  readonly news: readonly NewsItem[];
  /** How often it was tried before. */
  readonly attempts: number;
  readonly now: Date;
  readonly reason: string;
}

/** Takes what is due to be tried again; in the transaction of the caller, and nothing that another process is at. */
export async function takeRetries(db: Kysely<SystemDatabase>, now: Date): Promise<readonly NewsRetry[]> {
  const { rows } = await sql<NewsRetry>`
    delete from mortise.news_retry where id = any(array(
      select id from mortise.news_retry where due_at <= ${now.toISOString()}::timestamptz
      order by due_at limit ${MOST_RETRIES} for update skip locked))
    returning app, entity, change_sets as "changeSets", attempts`.execute(db);
  return rows;
}

/** Keeps news for another try; after the last one an entry in the audit log is what remains of them. */
export async function putAside(
  db: Kysely<SystemDatabase>,
  { news, attempts, now, reason }: FailedNews,
): Promise<void> {
  const [first] = news;
  if (!first) return;
  const { app, entity } = first;
  const tried = attempts + 1;
  const sets = [...new Set(news.map(({ changeSet }) => changeSet))];
  if (tried >= MOST_ATTEMPTS) {
    const details = { count: sets.length, attempts: tried, reason };
    await writeAudit(db, { kind: "news-failed", actor: null, at: now, app, entity, details });
    return;
  }
  const due = new Date(now.getTime() + Math.min(MINUTE_MS * 2 ** attempts, LONGEST_MS));
  await sql`insert into mortise.news_retry (id, app, entity, change_sets, attempts, due_at)
    values (${newId(now.getTime())}::uuid, ${app}, ${entity}, ${sets}::uuid[], ${tried}, ${due.toISOString()}::timestamptz)`.execute(
    db,
  );
}
