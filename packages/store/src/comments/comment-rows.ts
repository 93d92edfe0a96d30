import { mentionsIn } from "@mortise/metadata";
import { sql } from "kysely";
import { accountNames } from "../accounts/account-names.ts";
import type { JournalDb } from "../journal/journal-db.ts";
import { withMerged } from "../records/query/merged-records.ts";
import type { Comment, CommentPage, RecordPlace } from "./comment.ts";

interface CommentRow {
  readonly id: string;
  readonly author: string;
  readonly text: string;
  readonly created_at: string;
  readonly edited_at: string | null;
}

const COLUMNS = sql`id, author, text, created_at, edited_at`;

function toComment(row: CommentRow): Comment {
  const { id, author, text } = row;
  return { id, author, text, createdAt: row.created_at, editedAt: row.edited_at };
}

/** Which comments of a record are read: the newest of those before a comment, or before a moment (ISO text). */
export interface CommentWindow {
  readonly limit: number;
  readonly before?: string | undefined;
  readonly until?: string | undefined;
  /** Only those after this moment (ISO text): what was said before is not the reader's to know. */
  readonly since?: string | null;
}

/** A page of a record's comments, those of records merged into it among them. */
export async function readComments(
  db: JournalDb,
  record: string,
  { limit, before, until, since = null }: CommentWindow,
): Promise<CommentPage> {
  const records = sql`any(${[...(await withMerged(db, record))]}::uuid[])`;
  const known = since === null ? sql`` : sql`and created_at > ${since}::timestamptz`;
  const older = sql`${before === undefined ? sql`` : sql`and id < ${before}::uuid`}
    ${until === undefined ? sql`` : sql`and created_at < ${until}::timestamptz`}`;
  const { rows } = await sql<CommentRow>`
    select ${COLUMNS} from mortise.comment where record = ${records} ${known} ${older}
    order by id desc limit ${limit + 1}`.execute(db);
  const counted = await sql<{ n: number }>`
    select count(*)::int as n from mortise.comment where record = ${records} ${known}`.execute(db);
  const items = rows.slice(0, limit).map(toComment);
  const last = items.at(-1);
  return {
    items,
    labels: await namesOfPeople(db, items),
    count: counted.rows[0]?.n ?? 0,
    ...(rows.length > limit && last ? { next: last.id } : {}),
  };
}

/** Names of those who wrote comments and are named in them. */
export async function namesOfPeople(
  db: JournalDb,
  items: readonly Pick<Comment, "author" | "text">[],
): Promise<Readonly<Record<string, string>>> {
  const people = items.flatMap(({ author, text }) => [author, ...mentionsIn(text)]);
  return Object.fromEntries(await accountNames(db, people));
}

/** Comments by their ids, with the names in them; deleted ones are left out. */
export async function commentsById(
  db: JournalDb,
  ids: readonly string[],
): Promise<{
  readonly comments: ReadonlyMap<string, Comment>;
  readonly labels: Readonly<Record<string, string>>;
}> {
  if (ids.length === 0) return { comments: new Map(), labels: {} };
  const { rows } = await sql<CommentRow>`
    select ${COLUMNS} from mortise.comment where id = any(${[...ids]}::uuid[])`.execute(db);
  const comments = new Map(rows.map((row) => [row.id, toComment(row)]));
  return { comments, labels: await namesOfPeople(db, [...comments.values()]) };
}

/** One comment of a record, locked until the transaction ends. */
export async function lockComment(
  db: JournalDb,
  place: RecordPlace,
  comment: string,
): Promise<Comment | undefined> {
  const records = [...(await withMerged(db, place.id))];
  const { rows } = await sql<CommentRow>`
    select ${COLUMNS} from mortise.comment
    where id = ${comment}::uuid and record = any(${records}::uuid[]) for update`.execute(db);
  return rows[0] && toComment(rows[0]);
}
