import { systemActor } from "@mortise/store";
import { leadRow } from "../lead-rows.ts";
import { ratio } from "../print-table.ts";
import { DESK } from "./desk-app.ts";
import { type Desk, ticketRow } from "./open-desk.ts";

/** As many as an import writes at once, with flows. */
const BATCH = 500;

/** Creates rows in batches, as an import does, with flows and without; and routes as many by hand, as one would write it for sets. */
export async function measureRouting(desk: Desk, rows: number): Promise<readonly (readonly string[])[]> {
  const lead = (index: number) => {
    const { name, company, mobile, region, source, industry } = leadRow(index, rows);
    return { name, company, mobile, region, source, industry };
  };
  const tickets = { app: DESK, entity: "ticket", row: ticketRow };
  const leads = { app: "crm", entity: "lead", row: lead };
  const hand = await byHand(desk, rows);
  const lines: string[][] = [];
  for (const [name, made] of [
    ["tickets: condition → assign → notify", tickets],
    ["leads: the template's flows, two runs each", leads],
  ] as const) {
    const without = await create(desk, made, { rows, flows: false });
    const since = new Date();
    const flows = await create(desk, made, { rows, flows: true });
    const routing = flows - without;
    const spread = made === tickets ? String(await spreadOf(desk, since)) : "–";
    lines.push([
      name,
      hand.toFixed(1),
      without.toFixed(1),
      flows.toFixed(1),
      routing.toFixed(1),
      ratio(routing, hand),
      spread,
    ]);
  }
  return lines;
}

interface Made {
  readonly app: string;
  readonly entity: string;
  readonly row: (index: number) => Readonly<Record<string, string | number>>;
}

async function create(
  { store }: Desk,
  { app, entity, row }: Made,
  { rows, flows }: { readonly rows: number; readonly flows: boolean },
): Promise<number> {
  const begun = performance.now();
  for (let start = 0; start < rows; start += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, rows - start) }, (_, index) => ({
      ...row(start + index),
    }));
    await store.records.execute(systemActor, app, [{ type: "create", entity, rows: batch }], {
      type: "import",
      ...(flows ? {} : { skipFlows: true }),
    });
  }
  return (performance.now() - begun) / 1000;
}

/** How far the shares of those who take turns lie apart. */
async function spreadOf({ pool }: Desk, since: Date): Promise<number> {
  const { rows } = await pool.query<{ spread: number }>(
    `select (max(n) - min(n))::int as spread from (
       select count(*) as n from app_desk.ticket where owner is not null and created_at >= $1 group by owner) shares`,
    [since],
  );
  return rows[0]?.spread ?? Number.NaN;
}

/** The same turns, runs, steps, reasons, messages and history for tickets that are there already, batch by batch. */
const ROUTE = `
  with batch as (
    select id, gen_random_uuid() as run, gen_random_uuid() as change_set,
      ($1::uuid[])[1 + (row_number() over (order by id))::int % cardinality($1::uuid[])] as owner
    from app_desk.ticket where id = any($2::uuid[])),
  owned as (
    update app_desk.ticket as t set owner = batch.owner, revision = 2, updated_at = now() from batch where t.id = batch.id),
  history as (
    insert into mortise.record_history (app, entity, record, change_set, at, type, revision, changes)
    select 'desk', 'ticket', id, change_set, now(), 'updated', 2, jsonb_build_object('owner', jsonb_build_array(null, owner)) from batch),
  runs as (
    insert into mortise.flow_run (id, app, flow, release, entity, record, status, steps, started_at, ended_at)
    select run, 'desk', 'by hand', 1, 'ticket', id, 'done', 3, now(), now() from batch),
  steps as (
    insert into mortise.flow_step (run, position, node, type, exit, text, at)
    select run, n, 'step ' || n, 'step', 'next', '{"zh": "一步", "en": "A step"}', now() from batch, generate_series(0, 2) as n),
  why as (
    insert into mortise.decision_log (id, app, entity, record, run, flow, flow_name, node, kind, why, details, at)
    select gen_random_uuid(), 'desk', 'ticket', id, run, 'by hand', 'by hand', 'assign', 'assign', '{"zh": "轮流", "en": "turns"}', '[]', now() from batch)
  insert into mortise.notification (id, account, app, entity, record, title, body, at)
  select gen_random_uuid(), owner, 'desk', 'ticket', id, '{"zh": "新工单", "en": "New ticket"}', '{"zh": "", "en": ""}', now() from batch`;

async function byHand({ pool, sellers }: Desk, rows: number): Promise<number> {
  const { rows: made } = await pool.query<{ id: string }>(
    `insert into app_desk.ticket (id, name, amount, created_at, updated_at, revision)
     select gen_random_uuid(), 'ticket ' || n, 101, now(), now(), 1 from generate_series(1, $1::int) as n returning id`,
    [rows],
  );
  const begun = performance.now();
  for (let start = 0; start < made.length; start += BATCH)
    await pool.query(ROUTE, [sellers, made.slice(start, start + BATCH).map(({ id }) => id)]);
  return (performance.now() - begun) / 1000;
}
