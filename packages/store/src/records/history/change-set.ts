import { sql } from "kysely";
import { PREPARED } from "../../database/preparing-client.ts";
import type { Cause } from "../record-command.ts";
import type { Write } from "../session/write-session.ts";
import type { Sql } from "../sql-text.ts";

/** The row of the running change-set as a part of the statement that writes its first history: nothing once it is written. */
export function changeSetPart(write: Write): readonly Sql[] {
  const { session } = write;
  if (session.isOpen) return [];
  session.isOpen = true;
  const { cause, actor } = session;
  return [
    sql`change_set as (
      insert into mortise.change_set (id, app, actor, actor_kind, at, cause, cause_id, cause_label, details)
      values (${session.changeSet}::uuid, ${write.app}, ${actor.userId}::uuid, ${actor.kind},
        ${session.now.toISOString()}::timestamptz, ${cause.type}, ${cause.id ?? null}, ${cause.label ?? null},
        ${detailsText(cause)}::jsonb))`,
  ];
}

/** What else is known of a cause, and what it asked of flows: a later replay must know. */
function detailsText({ details, skipFlows, keepsOwner }: Cause): string | null {
  const flags = { ...(skipFlows ? { skipFlows } : {}), ...(keepsOwner ? { keepsOwner } : {}) };
  const all = { ...details, ...flags };
  return Object.keys(all).length > 0 ? JSON.stringify(all) : null;
}

/** Writes the row of the running change-set by itself, where it must be known before any history is. */
export async function openChangeSet(write: Write): Promise<void> {
  const parts = changeSetPart(write);
  if (parts.length > 0) await sql`${PREPARED} with ${sql.join([...parts])} select`.execute(write.session.db);
}
