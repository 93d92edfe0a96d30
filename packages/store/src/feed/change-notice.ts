import { type Kysely, sql } from "kysely";
import { PREPARED } from "../database/preparing-client.ts";
import type { Sql } from "../records/sql-text.ts";
import type { SystemDatabase } from "../system-schema.ts";

/** Channel of the change feed: `LISTEN mortise_change`. */
export const CHANGE_CHANNEL = "mortise_change";

/** What a commit did to the records of one entity. */
export interface ChangeNotice {
  readonly app: string;
  readonly entity: string;
  readonly changeSet: string;
  /** The first fifty ids. */
  readonly ids: readonly string[];
  /** There are more than the ids named. */
  readonly more?: true;
}

/** What a change notification says, as JSON. */
export interface ChangeNotification extends ChangeNotice {
  /** A position of the feed: whoever heard this has heard all that was committed before it. See `ChangeFeed`. */
  readonly position: string;
}

/** The same as parts of a statement that does more: an expression that tells, and a common table expression that keeps. */
export function announcementPart(notices: readonly ChangeNotice[]): {
  readonly told: Sql;
  readonly kept: Sql;
} {
  const list = JSON.stringify(notices);
  // Named in full: beside rows of an entity, a plain name may be that of one of its fields.
  return {
    kept: sql`kept as (
      insert into mortise.change_feed (notice) select one.notice from jsonb_array_elements(${list}::jsonb) as one(notice))`,
    told: sql`(select count(pg_notify(${CHANGE_CHANNEL},
      (one.notice || jsonb_build_object('position', pg_snapshot_xmin(pg_current_snapshot())::text))::text))
      from jsonb_array_elements(${list}::jsonb) as one(notice))`,
  };
}

/** Announces, when the transaction commits, what it did, and keeps that for those who are away. One statement. */
export async function announceChanges(
  db: Kysely<SystemDatabase>,
  notices: readonly ChangeNotice[],
): Promise<void> {
  if (notices.length === 0) return;
  const { kept, told } = announcementPart(notices);
  await sql`${PREPARED} with ${kept} select ${told}`.execute(db);
}
