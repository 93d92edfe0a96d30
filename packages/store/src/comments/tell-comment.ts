import { newId } from "@mortise/kit";
import type { EntityDocument } from "@mortise/metadata";
import type { Value } from "@mortise/expression";
import { accountNames } from "../accounts/account-names.ts";
import { writeJournal } from "../journal/write-journal.ts";
import type { JournalDb } from "../journal/journal-db.ts";
import type { Comment, RecordPlace } from "./comment.ts";

/** A comment, and who hears of it. */
export interface Telling {
  readonly place: RecordPlace;
  readonly entity: EntityDocument;
  readonly comment: Comment;
  /** The record's title; each reader is shown it by the own rights. */
  readonly title: Value;
  /** Those named. */
  readonly named: readonly string[];
  /** Those who follow the record. */
  readonly followers: readonly string[];
  readonly now: Date;
}

/** Writes a message to those named in a comment and to those who follow its record. */
export async function tellOfComment(db: JournalDb, telling: Telling): Promise<void> {
  const { place, entity, comment, named, followers, now } = telling;
  if (named.length + followers.length === 0) return;
  const name = (await accountNames(db, [comment.author])).get(comment.author) ?? "";
  const { titleField } = entity;
  const title = `{${titleField}}`;
  const message = (words: { readonly zh: string; readonly en: string }) => (account: string) => ({
    id: newId(now.getTime()),
    account,
    app: place.app,
    entity: place.entity,
    record: place.id,
    title: { ...words, quotes: { [titleField]: telling.title } },
    body: { zh: "", en: "" },
    comment: comment.id,
    at: now.toISOString(),
    read_at: null,
  });
  const notifications = [
    ...named.map(message({ zh: `${name}在“${title}”中提到了你`, en: `${name} mentioned you on “${title}”` })),
    ...followers.map(message({ zh: `${name}评论了“${title}”`, en: `${name} commented on “${title}”` })),
  ];
  await writeJournal(db, { notifications });
}
