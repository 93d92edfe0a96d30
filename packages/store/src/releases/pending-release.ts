import type { Locale, LocalizedText } from "@mortise/kit";
import type { DefinitionDocument } from "@mortise/metadata";
import type { Kysely } from "kysely";
import type { SystemDatabase } from "../system-schema.ts";

type Database = Kysely<SystemDatabase>;

/** A release whose rows are being prepared; the one before it stays in force until it can follow. */
export interface PendingRelease {
  readonly app: string;
  readonly base: number;
  readonly documents: readonly DefinitionDocument[];
  readonly note: string;
  readonly restoredFrom: number | null;
  /** Fields (`lead.amount`) whose unconvertible values may be emptied. */
  readonly accepted: readonly string[];
  readonly state: "preparing" | "clearing" | "failed";
  readonly message: LocalizedText | null;
  readonly locale: Locale;
  readonly timeZone: string;
  readonly createdBy: string | null;
}

/** The release that an app waits for, or that failed last. */
export async function readPending(db: Database, app: string): Promise<PendingRelease | undefined> {
  const row = await db.selectFrom("pending_release").selectAll().where("app", "=", app).executeTakeFirst();
  return (
    row && {
      app: row.app,
      base: row.base,
      documents: row.documents,
      note: row.note,
      restoredFrom: row.restored_from,
      accepted: row.accepted,
      state: row.state,
      message: row.message,
      locale: row.locale,
      timeZone: row.time_zone,
      createdBy: row.created_by,
    }
  );
}

/** Notes that an app's next release is being prepared; a failed one before it is forgotten. */
export async function writePending(
  db: Database,
  pending: Omit<PendingRelease, "state" | "message">,
): Promise<void> {
  await removePending(db, pending.app);
  await db
    .insertInto("pending_release")
    .values({
      app: pending.app,
      base: pending.base,
      documents: JSON.stringify(pending.documents),
      note: pending.note,
      restored_from: pending.restoredFrom,
      accepted: JSON.stringify(pending.accepted),
      locale: pending.locale,
      time_zone: pending.timeZone,
      created_by: pending.createdBy,
    })
    .execute();
}

/** Forgets a pending release. */
export async function removePending(db: Database, app: string): Promise<void> {
  await db.deleteFrom("pending_release").where("app", "=", app).execute();
}

/** Moves a pending release to another state, with the reason. */
export async function markPending(
  db: Database,
  app: string,
  state: PendingRelease["state"],
  message?: LocalizedText,
): Promise<void> {
  await db
    .updateTable("pending_release")
    .set({ state, ...(message ? { message: JSON.stringify(message) } : {}) })
    .where("app", "=", app)
    .execute();
}
