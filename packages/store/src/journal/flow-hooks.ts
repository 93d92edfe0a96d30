import type { Json, LocalizedText } from "@mortise/kit";
import { sql } from "kysely";
import type { JournalDb } from "./journal-db.ts";

/** The address of a flow: whoever knows the token may send. */
export interface FlowHook {
  readonly app: string;
  readonly flow: string;
  readonly token: string;
}

/** The address of a flow; makes one with the given token when there is none. */
export async function flowHook(db: JournalDb, hook: FlowHook, now: Date): Promise<FlowHook> {
  await sql`
    insert into mortise.flow_hook (app, flow, token, made_at)
    values (${hook.app}, ${hook.flow}, ${hook.token}, ${now.toISOString()}::timestamptz)
    on conflict (app, flow) do nothing`.execute(db);
  const { rows } = await sql<FlowHook>`
    select app, flow, token from mortise.flow_hook where app = ${hook.app} and flow = ${hook.flow}`.execute(
    db,
  );
  return rows[0] ?? hook;
}

/** Gives a flow a new address; the old one is nobody's from then on. */
export async function renewFlowHook(db: JournalDb, hook: FlowHook, now: Date): Promise<void> {
  await sql`
    insert into mortise.flow_hook (app, flow, token, made_at)
    values (${hook.app}, ${hook.flow}, ${hook.token}, ${now.toISOString()}::timestamptz)
    on conflict (app, flow) do update set token = excluded.token, made_at = excluded.made_at`.execute(db);
}

/** Whose address a token is; undefined when it is nobody's. */
export async function hookByToken(db: JournalDb, token: string): Promise<FlowHook | undefined> {
  const { rows } = await sql<FlowHook>`
    select app, flow, token from mortise.flow_hook where token = ${token}`.execute(db);
  return rows[0];
}

/** What another system sent, and what became of it. */
export interface HookCall {
  readonly id: string;
  readonly app: string;
  readonly flow: string;
  readonly at: string;
  readonly peer: string | null;
  readonly body: Json;
  /** The record it made or changed. */
  readonly record: string | null;
  /** Why it was refused. */
  readonly problem: LocalizedText | null;
}

/** Calls kept of each flow. */
const KEPT_CALLS = 20;

/** Keeps a call, and forgets the oldest beyond twenty of its flow. */
export async function keepHookCall(db: JournalDb, call: HookCall): Promise<void> {
  await sql`
    insert into mortise.flow_hook_call (id, app, flow, at, peer, body, record, problem)
    select * from jsonb_to_recordset(${JSON.stringify([call])}::jsonb) as r(id uuid, app text, flow text,
      at timestamptz, peer text, body jsonb, record uuid, problem jsonb)`.execute(db);
  await sql`
    delete from mortise.flow_hook_call where app = ${call.app} and flow = ${call.flow} and id < (
      select id from mortise.flow_hook_call where app = ${call.app} and flow = ${call.flow}
      order by id desc offset ${KEPT_CALLS - 1} limit 1)`.execute(db);
}

/** The last calls of a flow, newest first. */
export async function hookCalls(
  db: JournalDb,
  { app, flow }: Pick<FlowHook, "app" | "flow">,
): Promise<readonly HookCall[]> {
  const { rows } = await sql<HookCall>`
    select id, app, flow, at, peer, body, record, problem from mortise.flow_hook_call
    where app = ${app} and flow = ${flow} order by id desc limit ${KEPT_CALLS}`.execute(db);
  return rows;
}
