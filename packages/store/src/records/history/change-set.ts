import { sql } from "kysely";
import { PREPARED } from "../../database/preparing-client.ts";
import type { Write } from "../session/write-session.ts";

/** Writes the row of the running change-set, once. */
export async function openChangeSet(write: Write): Promise<void> {
  const { session } = write;
  if (session.isOpen) return;
  session.isOpen = true;
  const { cause, actor } = session;
  await sql`
    ${PREPARED} insert into mortise.change_set (id, app, actor, actor_kind, at, cause, cause_id, cause_label, details)
    values (${session.changeSet}::uuid, ${write.app}, ${actor.userId}::uuid, ${actor.kind},
      ${session.now.toISOString()}::timestamptz, ${cause.type}, ${cause.id ?? null}, ${cause.label ?? null},
      ${cause.details ? JSON.stringify(cause.details) : null}::jsonb)`.execute(session.db);
}
