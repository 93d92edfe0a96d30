import type { LocalizedText } from "@mortise/kit";
import type { QuotingText } from "@mortise/metadata";
import { sql } from "kysely";
import { PREPARED } from "../database/preparing-client.ts";
import type { StoredFile } from "../files/files.ts";
import type { Sql } from "../records/sql-text.ts";
import { chunks, type JournalDb } from "./journal-db.ts";
import type { RunWay } from "./timers.ts";

/** How a work item may be settled. */
export type WorkDecision = "approved" | "rejected" | "returned" | "done";

/** What a step lets people fill in when they decide. */
export interface WorkTerms {
  readonly fields?: readonly { readonly field: string; readonly right: "read" | "edit" | "required" }[];
  /** It was returned: whoever started it hands it in again. */
  readonly resubmit?: true;
  /** A comment is wanted also when it is approved. */
  readonly comment?: true;
  /** Whoever approves signs by hand. */
  readonly signature?: true;
  /** They choose whom the step asks. */
  readonly pick?: true;
  /** Where it may be returned to. */
  readonly returns?: readonly { readonly node: string; readonly name: LocalizedText }[];
}

/** What somebody gave with a decision besides their word. */
export interface WorkAnswer {
  /** Where it is returned to. */
  readonly target?: string;
  /** Whom they chose. */
  readonly people?: readonly string[];
  /** What belongs to it. */
  readonly files?: readonly StoredFile[];
  /** The picture of their signature. */
  readonly signature?: StoredFile;
}

/** One person's part of an approval or task; the parts of one approval share `ask`. */
export interface WorkItemRow {
  readonly id: string;
  readonly app: string;
  readonly run: string;
  readonly flow: string;
  readonly node: string;
  /** The way of the run that asked. */
  readonly token: string;
  readonly ask: string;
  /** `copy`: sent to be read; `offer`: a record that the assignee may have. */
  readonly kind: "approval" | "task" | "copy" | "offer";
  readonly mode: "any" | "all" | "sequence" | "share";
  /** With mode `share`: how many percent must approve. */
  readonly share: number | null;
  readonly title: QuotingText;
  readonly entity: string;
  readonly record: string;
  readonly assignee: string;
  /** 代: the person whose part it is, when the assignee decides in their name. */
  readonly on_behalf_of: string | null;
  /** With origin `word`: what the assignee is asked. */
  readonly question: string | null;
  /** The change-set that asked, when the record must not be changed while the part waits; null otherwise. */
  readonly locks: string | null;
  /** What the step lets them fill in and demands; null when it is only their word. */
  readonly terms: WorkTerms | null;
  readonly answer: WorkAnswer | null;
  /** `later`: another part comes first; `passed`: in somebody else's hands. */
  readonly status: "open" | "later" | "done" | "cancelled" | "passed";
  /** The part that must be dealt with first. */
  readonly waits_for: string | null;
  /** The part that this one was made from, and how. */
  readonly made_from: string | null;
  readonly origin: "passed" | "before" | "after" | "beside" | "word" | null;
  readonly decision: WorkDecision | null;
  readonly comment: string | null;
  readonly decided_by: string | null;
  readonly created_at: string;
  readonly due_at: string | null;
  readonly decided_at: string | null;
}

/** Keeps new items, as a part of a statement. */
export function workItemsPart(rows: readonly WorkItemRow[]): Sql {
  return sql`
      insert into mortise.work_item (id, app, run, flow, node, token, ask, kind, mode, share, title, entity, record, assignee, status, waits_for, made_from, origin, on_behalf_of, question, locks, terms, created_at, due_at)
      select id, app, run, flow, node, token, ask, kind, mode, share, title, entity, record, assignee, status, waits_for, made_from, origin, on_behalf_of, question, locks, terms, created_at, due_at
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, app text, run uuid, flow text, node text, token text, ask uuid,
        kind text, mode text, share integer, title jsonb, entity text, record uuid, assignee uuid, status text,
        waits_for uuid, made_from uuid, origin text, on_behalf_of uuid, question text, locks uuid, terms jsonb, created_at timestamptz, due_at timestamptz)`;
}

/** One item with nothing locked; undefined when there is none. */
export async function findWorkItem(db: JournalDb, id: string): Promise<WorkItemRow | undefined> {
  const { rows } = await sql<WorkItemRow>`select * from mortise.work_item where id = ${id}::uuid`.execute(db);
  return rows[0];
}

/** Whether an approval of a record waits for somebody. */
export async function awaitsApprovalOf(
  db: JournalDb,
  {
    account,
    app,
    entity,
    record,
  }: { readonly account: string } & Pick<WorkItemRow, "app" | "entity" | "record">,
): Promise<boolean> {
  const { rows } = await sql`
    select from mortise.work_item where assignee = ${account}::uuid and record = ${record}::uuid and app = ${app}
      and entity = ${entity} and kind = 'approval' and status = 'open' and origin is distinct from 'word' limit 1`.execute(
    db,
  );
  return rows.length > 0;
}

/** Locks all parts of one approval or task in a fixed order: two deciders never see it half settled. */
export async function lockAsk(db: JournalDb, ask: string): Promise<readonly WorkItemRow[]> {
  const { rows } = await sql<WorkItemRow>`
    select * from mortise.work_item where ask = ${ask}::uuid order by id for update`.execute(db);
  return rows;
}

/** Open tasks of some steps on some records, nothing locked. */
export async function openTasks(
  db: JournalDb,
  { app, entity }: { readonly app: string; readonly entity: string },
  steps: readonly { readonly flow: string; readonly node: string; readonly record: string }[],
): Promise<readonly WorkItemRow[]> {
  const found: WorkItemRow[] = [];
  for (const rows of chunks(steps)) {
    const answer = await sql<WorkItemRow>`
      select w.* from mortise.work_item w
        join jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(flow text, node text, record uuid)
          on r.record = w.record and r.flow = w.flow and r.node = w.node
      where w.app = ${app} and w.entity = ${entity} and w.kind = 'task' and w.status = 'open'
      order by w.id`.execute(db);
    found.push(...answer.rows);
  }
  return found;
}

/** Finishes tasks that are still open, as done by somebody, and answers them as they are then. */
export async function finishWork(
  db: JournalDb,
  {
    items,
    by,
    at,
  }: { readonly items: readonly WorkItemRow[]; readonly by: string | null; readonly at: string },
): Promise<readonly WorkItemRow[]> {
  const done: WorkItemRow[] = [];
  for (const rows of chunks(items)) {
    const answer = await sql<WorkItemRow>`
      update mortise.work_item set status = 'done', decision = 'done', decided_by = ${by}::uuid,
        decided_at = ${at}::timestamptz
      where id = any(${rows.map((item) => item.id)}::uuid[]) and status = 'open' returning *`.execute(db);
    done.push(...answer.rows);
  }
  return done;
}

/** Keeps one person's word. */
export async function settleWorkItem(
  db: JournalDb,
  item: Pick<WorkItemRow, "id" | "decision" | "comment" | "decided_by"> &
    Partial<Pick<WorkItemRow, "answer">> & { readonly at: string },
): Promise<void> {
  await sql`
    update mortise.work_item set status = 'done', decision = ${item.decision}, comment = ${item.comment},
      decided_by = ${item.decided_by}::uuid, decided_at = ${item.at}::timestamptz,
      answer = ${item.answer ? JSON.stringify(item.answer) : null}::jsonb where id = ${item.id}::uuid`.execute(
    db,
  );
}

/** Takes somebody's word back: the part waits for it again. */
export async function reopenWorkItem(db: JournalDb, id: string): Promise<void> {
  await sql`
    update mortise.work_item set status = 'open', decision = null, comment = null, decided_by = null, decided_at = null,
      answer = null where id = ${id}::uuid`.execute(db);
}

/** How a part stands, and in whose hands it is when these change too. */
export type WorkItemChange = Pick<WorkItemRow, "id" | "status" | "waits_for"> &
  Partial<Pick<WorkItemRow, "assignee" | "on_behalf_of">>;

/** Keeps how parts stand after one of them was passed on, or waits for another one now. */
export async function changeWorkItems(db: JournalDb, changes: readonly WorkItemChange[]): Promise<void> {
  if (changes.length === 0) return;
  await sql`
    update mortise.work_item as w set status = r.status, waits_for = r.waits_for,
      assignee = coalesce(r.assignee, w.assignee), on_behalf_of = coalesce(r.on_behalf_of, w.on_behalf_of)
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb)
      as r(id uuid, status text, waits_for uuid, assignee uuid, on_behalf_of uuid)
    where w.id = r.id`.execute(db);
}

/** The parts that were made from some parts: people asked for a word, added or passed on to. */
export async function workMadeFrom(db: JournalDb, parts: readonly string[]): Promise<readonly WorkItemRow[]> {
  if (parts.length === 0) return [];
  const { rows } = await sql<WorkItemRow>`
    select * from mortise.work_item where made_from = any(${[...parts]}::uuid[]) order by id`.execute(db);
  return rows;
}

/** The items of runs, in the order in which they came about. */
export async function workOfRuns(db: JournalDb, runs: readonly string[]): Promise<readonly WorkItemRow[]> {
  if (runs.length === 0) return [];
  const { rows } = await sql<WorkItemRow>`
    select * from mortise.work_item where run = any(${[...runs]}::uuid[]) order by id`.execute(db);
  return rows;
}

/** Closes the open parts of an approval whose outcome no longer needs them. */
export async function cancelAsk(db: JournalDb, ask: string): Promise<readonly string[]> {
  const { rows } = await sql<{ assignee: string }>`
    update mortise.work_item set status = 'cancelled' where ask = ${ask}::uuid and status in ('open', 'later') returning assignee`.execute(
    db,
  );
  return rows.map((row) => row.assignee);
}

/** Closes the open items of runs that were cancelled; tasks of runs that simply ended stay. */
export async function cancelWorkOf(db: JournalDb, runs: readonly string[]): Promise<readonly string[]> {
  if (runs.length === 0) return [];
  const { rows } = await sql<{ assignee: string }>`
    update mortise.work_item set status = 'cancelled' where run = any(${[...runs]}::uuid[]) and status in ('open', 'later') and kind <> 'copy' returning assignee`.execute(
    db,
  );
  return rows.map((row) => row.assignee);
}

/** Closes the open items of single ways of runs. */
export async function cancelWorkOfWays(db: JournalDb, ways: readonly RunWay[]): Promise<readonly string[]> {
  const people: string[] = [];
  for (const rows of chunks(ways)) {
    const answer = await sql<{ assignee: string }>`
      update mortise.work_item as w set status = 'cancelled'
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(run uuid, token text)
      where w.run = r.run and w.token = r.token and w.status in ('open', 'later') and w.kind <> 'copy'
      returning w.assignee`.execute(db);
    people.push(...answer.rows.map((row) => row.assignee));
  }
  return people;
}

/**
 * Closes open tasks that somebody had as the owner of a record which is theirs no longer. A task that its run waits for
 * stays: the flow said that it must be done.
 */
export async function withdrawTasks(
  db: JournalDb,
  { app, entity }: { readonly app: string; readonly entity: string },
  left: readonly { readonly record: string; readonly owner: string }[],
): Promise<readonly string[]> {
  const people: string[] = [];
  for (const rows of chunks(left)) {
    const answer = await sql<{ assignee: string }>`
      update mortise.work_item as w set status = 'cancelled'
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(record uuid, owner uuid)
      where w.app = ${app} and w.entity = ${entity} and w.record = r.record and w.assignee = r.owner
        and w.kind = 'task' and w.status = 'open'
        and not exists (select from mortise.flow_run f where f.id = w.run and f.ended_at is null
          and f.tokens @> jsonb_build_array(jsonb_build_object('id', w.token, 'node', w.node)))
      returning w.assignee`.execute(db);
    people.push(...answer.rows.map((row) => row.assignee));
  }
  return people;
}

/** Which of a person's items: what waits for them, what they have settled, or what was sent to them to read. */
export type WorkList = "open" | "done" | "copies";

/** One person's list: open items by due time, the others newest first. */
export async function workItemsOf(
  db: JournalDb,
  { assignee, list, limit }: { readonly assignee: string; readonly list: WorkList; readonly limit: number },
): Promise<readonly WorkItemRow[]> {
  const chosen = {
    open: sql`kind <> 'copy' and status = 'open' order by due_at nulls last, created_at, id`,
    done: sql`kind <> 'copy' and status in ('done', 'passed') order by decided_at desc nulls last, id desc`,
    copies: sql`kind = 'copy' order by created_at desc, id desc`,
  }[list];
  const { rows } = await sql<WorkItemRow>`
    select * from mortise.work_item where assignee = ${assignee}::uuid and ${chosen} limit ${limit}`.execute(
    db,
  );
  return rows;
}

/** To whom records of an entity are offered now. */
export async function openOffers(
  db: JournalDb,
  { app, entity }: { readonly app: string; readonly entity: string },
): Promise<readonly Pick<WorkItemRow, "assignee" | "record">[]> {
  const { rows } = await sql<Pick<WorkItemRow, "assignee" | "record">>`
    ${PREPARED} select assignee, record from mortise.work_item
    where app = ${app} and entity = ${entity} and kind = 'offer' and status = 'open'`.execute(db);
  return rows;
}

/** All that waits for a person or will come to them, oldest first; copies to read and offers, which are for nobody else, are left out. */
export async function waitingWorkOf(db: JournalDb, assignee: string): Promise<readonly WorkItemRow[]> {
  const { rows } = await sql<WorkItemRow>`
    select * from mortise.work_item where assignee = ${assignee}::uuid and kind not in ('copy', 'offer') and status in ('open', 'later')
    order by id`.execute(db);
  return rows;
}

/** Items of one record, newest first. */
export async function workItemsOfRecord(
  db: JournalDb,
  { app, entity, record }: { readonly app: string; readonly entity: string; readonly record: string },
): Promise<readonly WorkItemRow[]> {
  const { rows } = await sql<WorkItemRow>`
    select * from mortise.work_item where app = ${app} and entity = ${entity} and record = ${record}::uuid
    order by created_at desc, id desc limit 200`.execute(db);
  return rows;
}

/** Number of open items of each person; people without any are left out. */
export async function openWorkCounts(
  db: JournalDb,
  people: readonly string[],
): Promise<Readonly<Record<string, number>>> {
  const { rows } = await sql<{ assignee: string; n: number }>`
    select assignee, count(*)::int as n from mortise.work_item where assignee = any(${[...people]}::uuid[]) and status = 'open'
    group by assignee`.execute(db);
  return Object.fromEntries(rows.map((row) => [row.assignee, row.n]));
}
