import type { DocumentKey } from "@mortise/metadata";
import { type Kysely, sql } from "kysely";
import type { SystemDatabase } from "../system-schema.ts";

/** Channel that says that somebody saved drafts; see {@link DraftNotice}. */
export const DRAFT_CHANNEL = "mortise_draft";

/** Payload on {@link DRAFT_CHANNEL}, as JSON: a document with its new revision, 0 when it is gone; all of them when none is named. */
export interface DraftNotice {
  readonly app: string;
  readonly document?: DocumentKey;
  readonly revision?: number;
}

/** Lets live servers know, at commit, that drafts changed. */
export async function announceDraft(db: Kysely<SystemDatabase>, notice: DraftNotice): Promise<void> {
  await sql`select pg_notify(${DRAFT_CHANNEL}, ${JSON.stringify(notice)})`.execute(db);
}
