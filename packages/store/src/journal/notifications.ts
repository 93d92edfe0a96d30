import type { QuotingText } from "@mortise/metadata";
import { sql } from "kysely";
import { PREPARED } from "../database/preparing-client.ts";
import type { Sql } from "../records/sql-text.ts";
import type { JournalDb } from "./journal-db.ts";

/** Channel that says whose notifications or to-dos changed; see {@link PersonNotice}. */
export const PERSON_CHANNEL = "mortise_person";

/** Payload on {@link PERSON_CHANNEL}, as JSON: what changed for one account. */
export interface PersonNotice {
  readonly user: string;
  readonly type: "notification" | "work-items";
}

/** A message to one person. */
export interface NotificationRow {
  readonly id: string;
  readonly account: string;
  readonly app: string | null;
  readonly entity: string | null;
  readonly record: string | null;
  readonly title: QuotingText;
  readonly body: QuotingText;
  /** The comment that the message is about: whoever still sees the record reads it in place of the body. */
  readonly comment?: string | null;
  readonly at: string;
  readonly read_at: string | null;
}

/** Keeps messages, as a part of a statement. */
export function notificationsPart(rows: readonly NotificationRow[]): Sql {
  return sql`
      insert into mortise.notification (id, account, app, entity, record, title, body, comment, at)
      select id, account, app, entity, record, title, body, comment, at
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, account uuid, app text, entity text, record uuid,
        title jsonb, body jsonb, comment uuid, at timestamptz)`;
}

/** Lets live servers know, at commit, whose figures changed; one statement for all. */
export async function tellPeople(
  db: JournalDb,
  type: PersonNotice["type"],
  people: readonly string[],
): Promise<void> {
  if (people.length > 0) await sql`${PREPARED} select ${peopleTold(noticesOf(type, people))}`.execute(db);
}

/** What live servers hear when something changed for some people. */
export function noticesOf(type: PersonNotice["type"], people: readonly string[]): readonly PersonNotice[] {
  return [...new Set(people)].map((user) => ({ user, type }));
}

/** Lets live servers know, at commit, as an expression. */
export function peopleTold(notices: readonly PersonNotice[]): Sql {
  const texts = notices.map((notice) => JSON.stringify(notice));
  return sql`(select count(pg_notify(${PERSON_CHANNEL}, n.notice)) from unnest(${texts}::text[]) as n(notice))`;
}

/** A person's messages, newest first, optionally only those before a moment. */
export async function notificationsOf(
  db: JournalDb,
  {
    account,
    before = null,
    limit,
  }: { readonly account: string; readonly before?: string | null; readonly limit: number },
): Promise<readonly NotificationRow[]> {
  const { rows } = await sql<NotificationRow>`
    select * from mortise.notification where account = ${account}::uuid
      and (${before}::timestamptz is null or at < ${before}::timestamptz)
    order by at desc, id desc limit ${limit}`.execute(db);
  return rows;
}

/** Marks a person's messages as read; all of them without ids. */
export async function markRead(
  db: JournalDb,
  {
    account,
    ids,
    at,
  }: { readonly account: string; readonly ids?: readonly string[] | undefined; readonly at: Date },
): Promise<void> {
  const chosen = ids === undefined ? sql`true` : sql`id = any(${[...ids]}::uuid[])`;
  const { rows } = await sql`
    update mortise.notification set read_at = ${at.toISOString()}::timestamptz
    where account = ${account}::uuid and read_at is null and ${chosen} returning id`.execute(db);
  if (rows.length > 0) await tellPeople(db, "notification", [account]);
}

/** Number of unread messages of each person; people without any are left out. */
export async function unreadCounts(
  db: JournalDb,
  people: readonly string[],
): Promise<Readonly<Record<string, number>>> {
  const { rows } = await sql<{ account: string; n: number }>`
    select account, count(*)::int as n from mortise.notification where account = any(${[...people]}::uuid[]) and read_at is null
    group by account`.execute(db);
  return Object.fromEntries(rows.map((row) => [row.account, row.n]));
}
