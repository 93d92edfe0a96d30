import { createHash } from "node:crypto";
import { canonicalJson } from "@mortise/kit";
import { sql } from "kysely";
import type { Command, CommandResult } from "../record-command.ts";
import { idempotencyMismatch } from "../record-errors.ts";
import type { WriteSession } from "./write-session.ts";

/** A call that carries an idempotency key. */
export interface KeyedCall {
  readonly key: string;
  readonly app: string;
  readonly commands: readonly Command[];
}

/**
 * Runs the work unless the same actor used the key before; then the first answer comes again. A parallel call with
 * the same key waits at the unique index until the first has ended, so exactly one of them writes.
 */
export async function once(
  session: WriteSession,
  call: KeyedCall,
  work: () => Promise<CommandResult>,
): Promise<CommandResult> {
  const holder = `${session.actor.kind}/${session.actor.userId ?? ""}/${call.app}`;
  const fingerprint = createHash("sha256").update(canonicalJson(call.commands)).digest("hex");
  const { rows: taken } = await sql<{ key: string }>`
    insert into mortise.idempotency_key (holder, key, fingerprint, at)
    values (${holder}, ${call.key}, ${fingerprint}, ${session.now.toISOString()}::timestamptz)
    on conflict (holder, key) do nothing returning key`.execute(session.db);
  if (taken.length === 0) return firstAnswer(session, { holder, key: call.key, fingerprint });
  const result = await work();
  await sql`update mortise.idempotency_key set result = ${JSON.stringify(result)}::jsonb
    where holder = ${holder} and key = ${call.key}`.execute(session.db);
  return result;
}

async function firstAnswer(
  session: WriteSession,
  {
    holder,
    key,
    fingerprint,
  }: { readonly holder: string; readonly key: string; readonly fingerprint: string },
): Promise<CommandResult> {
  const { rows } = await sql<{ fingerprint: string; result: CommandResult }>`
    select fingerprint, result from mortise.idempotency_key
    where holder = ${holder} and key = ${key}`.execute(session.db);
  const [first] = rows;
  if (!first || first.fingerprint !== fingerprint) throw idempotencyMismatch();
  return { ...first.result, repeated: true };
}
