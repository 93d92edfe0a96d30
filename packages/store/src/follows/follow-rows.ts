import { sql } from "kysely";
import type { RecordPlace } from "../comments/comment.ts";
import type { JournalDb } from "../journal/journal-db.ts";

/** What a person follows without asking for it. */
export interface FollowSettings {
  /** Records that are the person's. */
  readonly owned: boolean;
  /** Records that the person created. */
  readonly created: boolean;
  /** Records that the person commented on, from then on. */
  readonly commented: boolean;
}

/** What holds for whoever has chosen nothing. */
export const FOLLOW_DEFAULTS: FollowSettings = { owned: true, created: false, commented: true };

/** A person's choice. */
export async function followSettingsOf(db: JournalDb, account: string): Promise<FollowSettings> {
  const { rows } = await sql<FollowSettings>`
    select owned, created, commented from mortise.follow_setting where account = ${account}::uuid`.execute(
    db,
  );
  return rows[0] ?? FOLLOW_DEFAULTS;
}

/** Keeps a person's choice. */
export async function saveFollowSettings(
  db: JournalDb,
  account: string,
  { owned, created, commented }: FollowSettings,
): Promise<void> {
  await sql`insert into mortise.follow_setting (account, owned, created, commented)
    values (${account}::uuid, ${owned}, ${created}, ${commented})
    on conflict (account) do update set
      owned = excluded.owned, created = excluded.created, commented = excluded.commented`.execute(db);
}

/** One person, one record, one moment. */
export interface Following {
  readonly account: string;
  readonly place: RecordPlace;
  readonly at: string;
}

/** Keeps that a person wants to hear of a record, or does not whatever the settings say. */
export async function setFollow(
  db: JournalDb,
  { account, place, at }: Following,
  following: boolean,
): Promise<void> {
  await sql`insert into mortise.follow (account, record, app, entity, following, at)
    values (${account}::uuid, ${place.id}::uuid, ${place.app}, ${place.entity}, ${following}, ${at}::timestamptz)
    on conflict (account, record) do update set following = excluded.following, at = excluded.at`.execute(db);
}

/** Whoever comments follows, if that is the person's choice and nothing else was said before. */
export async function followOnComment(db: JournalDb, { account, place, at }: Following): Promise<void> {
  if (!(await followSettingsOf(db, account)).commented) return;
  await sql`insert into mortise.follow (account, record, app, entity, following, at)
    values (${account}::uuid, ${place.id}::uuid, ${place.app}, ${place.entity}, true, ${at}::timestamptz)
    on conflict (account, record) do nothing`.execute(db);
}

/** So many followed records are listed. */
export const MOST_FOLLOWED = 500;

/** The records of an app that a person has chosen to follow, the latest first. */
export async function followedBy(
  db: JournalDb,
  account: string,
  app: string,
): Promise<readonly { readonly entity: string; readonly record: string; readonly at: string }[]> {
  const { rows } = await sql<{ entity: string; record: string; at: string }>`
    select entity, record, at from mortise.follow
    where account = ${account}::uuid and app = ${app} and following
    order by at desc, record limit ${MOST_FOLLOWED}`.execute(db);
  return rows;
}
