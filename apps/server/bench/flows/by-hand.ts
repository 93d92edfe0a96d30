import { randomUUID } from "node:crypto";
import type pg from "pg";
import type { LoadWay } from "../figures/measure-case.ts";
import { ticketRow, type Desk } from "./open-desk.ts";

/**
 * What the flow of tickets does, written by hand: the same rows in the same tables, in five round trips, prepared; the
 * turn is taken under the lock of its row, as the product takes it.
 */
export function handWay({ pool, sellers, seconds }: Desk): LoadWay {
  return {
    name: "SQL",
    seconds,
    async open() {
      const client = await pool.connect();
      return {
        ask: (round) => routedByHand(client, sellers, round),
        close: () => client.release(),
      };
    },
  };
}

const INSERT = `
  with made as (
    insert into app_desk.ticket (id, name, amount, created_at, updated_at, revision)
    values ($1, $2, $3, now(), now(), 1)),
  kept as (
    insert into mortise.change_set (id, app, actor_kind, at, cause) values ($4, 'desk', 'system', now(), 'api'))
  insert into mortise.record_history (app, entity, record, change_set, at, type, revision, changes)
  values ('desk', 'ticket', $1, $4, now(), 'created', 1, '{}')`;
const CURSOR = `
  select cursors from mortise.flow_cursor where app = 'desk' and flow = 'by hand' and node = 'assign' for update`;
const ROUTE = `
  with run as (
    insert into mortise.flow_run (id, app, flow, release, entity, record, status, steps, started_at, ended_at)
    values ($5, 'desk', 'by hand', 1, 'ticket', $1, 'done', 3, now(), now())),
  steps as (
    insert into mortise.flow_step (run, position, node, type, exit, text, at)
    select $5, n, 'step ' || n, 'step', 'next', '{"zh": "一步", "en": "A step"}', now() from generate_series(0, 2) as n),
  why as (
    insert into mortise.decision_log (id, app, entity, record, run, flow, flow_name, node, kind, why, details, at)
    values ($6, 'desk', 'ticket', $1, $5, 'by hand', 'by hand', 'assign', 'assign', '{"zh": "轮流", "en": "turns"}', '[]', now())),
  told as (
    insert into mortise.notification (id, account, app, entity, record, title, body, at)
    values ($7, $2, 'desk', 'ticket', $1, '{"zh": "新工单", "en": "New ticket"}', '{"zh": "", "en": ""}', now())),
  turned as (
    update mortise.flow_cursor set cursors = $3::jsonb where app = 'desk' and flow = 'by hand' and node = 'assign'),
  owned as (
    update app_desk.ticket set owner = $2, revision = 2, updated_at = now() where id = $1),
  history as (
    insert into mortise.record_history (app, entity, record, change_set, at, type, revision, changes)
    values ('desk', 'ticket', $1, $4, now(), 'updated', 2, jsonb_build_object('owner', jsonb_build_array(null, $2::text)))),
  feed as (
    insert into mortise.change_feed (notice) values (jsonb_build_object('entity', 'ticket', 'ids', jsonb_build_array($1::text))))
  select pg_notify('by_hand', $1::text)`;

async function routedByHand(client: pg.PoolClient, sellers: readonly string[], round: number): Promise<void> {
  const { name, amount } = ticketRow(round);
  const [id, changeSet] = [randomUUID(), randomUUID()];
  await client.query("begin");
  await client.query({ name: "insert", text: INSERT, values: [id, name, amount, changeSet] });
  const { rows } = await client.query<{ cursors: { place?: number } }>({ name: "cursor", text: CURSOR });
  const place = ((rows[0]?.cursors.place ?? -1) + 1) % sellers.length;
  const values = [id, sellers[place], JSON.stringify({ place }), changeSet];
  await client.query({
    name: "route",
    text: ROUTE,
    values: [...values, randomUUID(), randomUUID(), randomUUID()],
  });
  await client.query("commit");
}

/** The row that the turns by hand stand in. */
export async function prepareTurns({ pool }: Desk): Promise<void> {
  await pool.query(
    "insert into mortise.flow_cursor (app, flow, node) values ('desk', 'by hand', 'assign') on conflict do nothing",
  );
}
