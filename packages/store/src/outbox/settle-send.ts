import type { JsonObject, LocalizedText } from "@mortise/kit";
import { sql } from "kysely";
import type { JournalDb } from "../journal/journal-db.ts";
import type { LeasedSend } from "./lease-sends.ts";

/** Channel that says there is an answer for a run. */
export const ANSWER_CHANNEL = "mortise_answer";

/** How a try ended. */
export interface TriedSend {
  readonly status: "sent" | "dead" | "waiting";
  readonly at: Date;
  /** When it is tried again, for one that goes on waiting. */
  readonly dueAt?: Date;
  readonly took: number;
  readonly code: number | null;
  readonly answer: JsonObject | null;
  readonly problem: LocalizedText | null;
}

/**
 * Keeps how a try ended. False when the send is not this process's any more: its lease was over and another one has it, or nobody
 * wants it any more. A run that waits for the answer is told by a note in the same row.
 */
export async function settleSend(
  db: JournalDb,
  { id, lease, attempts }: Pick<LeasedSend, "id" | "lease" | "attempts">,
  tried: TriedSend,
): Promise<boolean> {
  const { status, at, dueAt, took, code, answer, problem } = tried;
  const settled = status === "waiting" ? null : at.toISOString();
  const said = problem === null ? null : JSON.stringify(problem);
  const { rows } = await sql`
    with kept as (
      update mortise.outbox set status = ${status}, lease = null, leased_until = null, settled_at = ${settled}::timestamptz,
        due_at = coalesce(${dueAt?.toISOString() ?? null}::timestamptz, due_at),
        answer = ${answer === null ? null : JSON.stringify(answer)}::jsonb, problem = ${said}::jsonb,
        tells = (${status} = 'sent' and waits is not null) or (${status} = 'dead' and waits is not distinct from 'answer')
      where id = ${id}::uuid and lease = ${lease}::uuid and status = 'waiting' returning id, tells),
    noted as (
      update mortise.outbox_try t set took = ${took}, status = ${code}, problem = ${said}::jsonb
      from kept where t.send = kept.id and t.number = ${attempts})
    select case when tells then pg_notify(${ANSWER_CHANNEL}, '') end from kept`.execute(db);
  return rows.length > 0;
}

/** A target has taken something: it is well. */
export async function targetIsWell(db: JournalDb, target: string): Promise<void> {
  await sql`
    update mortise.outbox_target set failures = 0, rests_until = null
    where target = ${target} and (failures > 0 or rests_until is not null)`.execute(db);
}

/** A target has failed; says how often in a row by now. */
export async function countFailure(db: JournalDb, target: string): Promise<number> {
  const { rows } = await sql<{ failures: number }>`
    update mortise.outbox_target set failures = failures + 1 where target = ${target} returning failures`.execute(
    db,
  );
  return rows[0]?.failures ?? 0;
}

/** Sends nothing to a target until a moment, or later if that is agreed already. */
export async function restTarget(db: JournalDb, target: string, until: Date): Promise<void> {
  await sql`
    update mortise.outbox_target set rests_until = greatest(rests_until, ${until.toISOString()}::timestamptz)
    where target = ${target}`.execute(db);
}
