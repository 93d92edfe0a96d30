import type { Value } from "@mortise/expression";
import type { JsonObject, LocalizedText } from "@mortise/kit";
import { sql } from "kysely";
import { PREPARED } from "../database/preparing-client.ts";
import type { Sql } from "../records/sql-text.ts";
import type { JournalDb } from "./journal-db.ts";

/** One way of a run that is under way. */
export interface TokenRow {
  readonly id: string;
  readonly node: string;
  readonly block: string | null;
  readonly branch: string | null;
  readonly data?: JsonObject;
  /** Steps to which it was returned, and from where. */
  readonly back?: readonly { readonly from: string; readonly to: string }[];
}

/** A block of steps that a run is inside of. */
export interface BlockRow {
  readonly id: string;
  readonly node: string;
  readonly parent: string | null;
  readonly branch: string | null;
  readonly ended: readonly string[];
  readonly data: JsonObject;
  readonly rounds?: Readonly<Record<string, OutputRow>>;
  readonly isLeft: boolean;
}

/** What steps have left, by `step.output`. */
export type OutputRow = Readonly<Record<string, Value>>;

/** Who approved at a step of a run. */
export interface ApprovalRow {
  readonly node: string;
  readonly users: readonly string[];
}

/** One run of a flow as it is kept. */
export interface RunRow {
  readonly id: string;
  readonly app: string;
  readonly flow: string;
  /** Number of the release it started under and stays on. */
  readonly release: number;
  readonly entity: string;
  readonly record: string;
  readonly status: "running" | "waiting" | "done" | "cancelled" | "failed";
  /** The step it stands at, that of its first way; of a run that was stopped, where that was. */
  readonly node: string | null;
  readonly tokens: readonly TokenRow[];
  readonly blocks: readonly BlockRow[];
  /** Number of ids given to tokens and blocks. */
  readonly serial: number;
  readonly steps: number;
  readonly approvals: readonly ApprovalRow[] | null;
  readonly outputs: OutputRow | null;
  readonly started_by: string | null;
  /** Whatever set it off has chosen the owner: the run does not. */
  readonly keeps_owner: boolean;
  readonly old: Readonly<Record<string, unknown>> | null;
  readonly error: LocalizedText | null;
  readonly started_at: string;
  readonly ended_at: string | null;
  /** What it has in common with the runs of its flow that it waits for; null when it waits for none. */
  readonly queue_key: string | null;
  /** Its turn is still to come. */
  readonly queued: boolean;
  /** The run at which the calls began that led to this one; null when nobody called it. */
  readonly root: string | null;
  /** How many calls lie between that run and this one. */
  readonly depth: number;
}

/** Named one by one: a prepared statement must not find more of them than it was made for. */
const COLUMNS = sql.raw(
  "id, app, flow, release, entity, record, status, node, tokens, blocks, serial, steps, approvals, outputs, started_by, keeps_owner, old, error, started_at, ended_at, queue_key, queued, root, depth",
);

/** Keeps new runs and the new state of known ones, as a part of a statement. */
export function runsPart(rows: readonly RunRow[]): Sql {
  return sql`
      insert into mortise.flow_run (${COLUMNS})
      select ${COLUMNS}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, app text, flow text, release integer, entity text,
        record uuid, status text, node text, tokens jsonb, blocks jsonb, serial integer, steps integer, approvals jsonb, outputs jsonb, started_by uuid, keeps_owner boolean, old jsonb, error jsonb, started_at timestamptz, ended_at timestamptz, queue_key text, queued boolean, root uuid, depth integer)
      on conflict (id) do update set status = excluded.status, node = excluded.node, tokens = excluded.tokens,
        blocks = excluded.blocks, serial = excluded.serial, steps = excluded.steps, approvals = excluded.approvals, outputs = excluded.outputs,
        error = excluded.error, ended_at = excluded.ended_at`;
}

/** Locks waiting runs in a fixed order and reads them; runs that have ended are left out. */
export async function lockRuns(db: JournalDb, ids: readonly string[]): Promise<readonly RunRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<RunRow>`
    ${PREPARED} select ${COLUMNS} from mortise.flow_run where id = any(${[...new Set(ids)]}::uuid[]) and status in ('running', 'waiting')
    order by id for update`.execute(db);
  return rows;
}

/** The same, without those that somebody else has locked. */
export async function lockFreeRuns(db: JournalDb, ids: readonly string[]): Promise<readonly RunRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<RunRow>`
    ${PREPARED} select ${COLUMNS} from mortise.flow_run where id = any(${[...new Set(ids)]}::uuid[]) and status in ('running', 'waiting')
    order by id for update skip locked`.execute(db);
  return rows;
}

/** Which of some runs are under way. */
export async function liveAmong(db: JournalDb, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select id from mortise.flow_run where id = any(${[...new Set(ids)]}::uuid[]) and ended_at is null`.execute(
    db,
  );
  return new Set(rows.map(({ id }) => id));
}

/** Locks the live runs of one flow on some records. */
export async function lockLiveRuns(
  db: JournalDb,
  flow: { readonly app: string; readonly flow: string },
  records: readonly string[],
): Promise<readonly RunRow[]> {
  const { rows } = await sql<RunRow>`
    ${PREPARED} select ${COLUMNS} from mortise.flow_run where app = ${flow.app} and flow = ${flow.flow} and record = any(${[...records]}::uuid[])
      and status in ('running', 'waiting') order by id for update`.execute(db);
  return rows;
}

/** Runs that somebody started and in which people are asked to approve, the newest first. */
export async function runsStartedBy(
  db: JournalDb,
  { account, limit }: { readonly account: string; readonly limit: number },
): Promise<readonly RunRow[]> {
  const { rows } = await sql<RunRow>`
    select r.* from mortise.flow_run r where r.started_by = ${account}::uuid
      and exists (select from mortise.work_item w where w.run = r.id and w.kind = 'approval')
    order by r.started_at desc, r.id desc limit ${limit}`.execute(db);
  return rows;
}

/** Notes that the people of a run are reminded now; false when that was done since `after`. */
export async function noteUrge(
  db: JournalDb,
  { run, now, after }: { readonly run: string; readonly now: Date; readonly after: Date },
): Promise<boolean> {
  const { rows } = await sql`
    update mortise.flow_run set urged_at = ${now.toISOString()}::timestamptz where id = ${run}::uuid
      and (urged_at is null or urged_at <= ${after.toISOString()}::timestamptz) returning id`.execute(db);
  return rows.length > 0;
}

/** Ids of the live runs of all flows on some records. */
export async function liveRunsOf(db: JournalDb, records: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from mortise.flow_run where record = any(${[...records]}::uuid[]) and status in ('running', 'waiting')`.execute(
    db,
  );
  return rows.map((row) => row.id);
}

/** The newest runs of a flow and how many there are by status. */
export async function runsOfFlow(
  db: JournalDb,
  { app, flow, limit }: { readonly app: string; readonly flow: string; readonly limit: number },
): Promise<{ readonly items: readonly RunRow[]; readonly counts: Readonly<Record<string, number>> }> {
  const { rows: items } = await sql<RunRow>`
    select * from mortise.flow_run where app = ${app} and flow = ${flow} order by started_at desc, id desc limit ${limit}`.execute(
    db,
  );
  const { rows: counts } = await sql<{ status: string; n: number }>`
    select status, count(*)::int as n from mortise.flow_run where app = ${app} and flow = ${flow} group by status`.execute(
    db,
  );
  return { items, counts: Object.fromEntries(counts.map((row) => [row.status, row.n])) };
}

/** One step of a run. */
export interface StepRow {
  readonly run: string;
  readonly position: number;
  readonly node: string;
  readonly type: string;
  readonly exit: string | null;
  readonly text: LocalizedText;
  readonly at: string;
}

/** Keeps steps, as a part of a statement. */
export function stepsPart(rows: readonly StepRow[]): Sql {
  return sql`
      insert into mortise.flow_step (run, position, node, type, exit, text, at)
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(run uuid, position integer, node text, type text,
        exit text, text jsonb, at timestamptz)`;
}

/** The steps of one run in order. */
export async function stepsOf(db: JournalDb, run: string): Promise<readonly StepRow[]> {
  const { rows } = await sql<StepRow>`
    select * from mortise.flow_step where run = ${run}::uuid order by position`.execute(db);
  return rows;
}
