import { type Kysely, sql } from "kysely";
import type { SystemDatabase } from "../system-schema.ts";

/** Channel that says whose rights may have shrunk; see {@link AccessNotice}. */
export const ACCESS_CHANNEL = "mortise_access";

/** Payload on {@link ACCESS_CHANNEL}: one account, or null when anyone may be concerned. */
export interface AccessNotice {
  readonly account: string | null;
}

/** Lets live servers know, at commit, that what an account may do has changed, so that open streams are looked at again. */
export async function announceAccess(db: Kysely<SystemDatabase>, account: string | null): Promise<void> {
  const notice: AccessNotice = { account };
  await sql`select pg_notify(${ACCESS_CHANNEL}, ${JSON.stringify(notice)})`.execute(db);
}

/** Hears, in the process that made it, of a change of what an account may do, or anyone when it is null. */
export type AccessListener = (account: string | null) => void;

/** The listener of those who keep nothing. */
export const nobody: AccessListener = () => undefined;
