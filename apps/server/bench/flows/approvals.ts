import { systemActor } from "@mortise/store";
import { DESK } from "./desk-app.ts";
import type { Desk } from "./open-desk.ts";

const AT_ONCE = 16;

/**
 * Asks two people about each of so many orders, and lets both say yes at the same moment, many orders at once: every
 * order goes on once. By hand, the same two words are kept under a lock of their order, and the second one marks it.
 */
export async function measureApprovals(desk: Desk, orders: number): Promise<readonly (readonly string[])[]> {
  const hand = await byHand(desk, orders);
  const ours = await decided(desk, orders);
  return [
    ["SQL", hand.toFixed(1), ((2 * orders) / hand).toFixed(0), "–", "–", "–", "–"],
    ["Mortise", ours.toFixed(1), ((2 * orders) / ours).toFixed(0), ...(await faults(desk, orders))],
  ];
}

async function decided(desk: Desk, orders: number): Promise<number> {
  const { store, product, pool, approvers } = desk;
  const { process: engine, actors } = product.server.services;
  const rows = Array.from({ length: orders }, (_, index) => ({ name: `order ${index}`, amount: index }));
  await store.records.execute(systemActor, DESK, [{ type: "create", entity: "order", rows }], {
    type: "import",
  });
  const { rows: items } = await pool.query<{ id: string; run: string; assignee: string }>(
    "select id, run, assignee from mortise.work_item where app = $1 and status = 'open' order by run, assignee",
    [DESK],
  );
  const people = new Map(
    await Promise.all(approvers.map(async (id) => [id, await actors.ofAccount(id)] as const)),
  );
  const asks = [...Map.groupBy(items, (item) => item.run).values()];
  const begun = performance.now();
  await inTurns(asks, async (parts) => {
    await Promise.all(
      parts.map(async ({ id, assignee }) => {
        const actor = people.get(assignee);
        if (actor) await engine.decide(actor, id, "approved");
      }),
    );
  });
  return (performance.now() - begun) / 1000;
}

/** What must be zero: steps after the approval taken twice, orders marked or people told twice, runs that have not ended. */
async function faults({ pool, approvers }: Desk, orders: number): Promise<readonly string[]> {
  const count = async (text: string, values: readonly unknown[] = []) => {
    const { rows } = await pool.query<{ n: number }>(text, [...values]);
    return rows[0]?.n ?? Number.NaN;
  };
  const steps = await count(
    `select count(*)::int as n from (select from mortise.flow_step s join mortise.flow_run r on r.id = s.run
       where r.app = $1 and r.flow = 'approve' and s.node <> 'ask' group by s.run, s.node having count(*) > 1) doubled`,
    [DESK],
  );
  const marked = await count(
    `select count(*)::int as n from (select from mortise.record_history where app = $1 and entity = 'order' and type = 'updated'
       group by record having count(*) > 1) doubled`,
    [DESK],
  );
  const told = await count(
    `select count(*)::int as n from (select from mortise.notification where app = $1 and entity = 'order' and title->>'en' like 'Done%'
       group by record having count(*) <> $2) doubled`,
    [DESK, approvers.length],
  );
  const done = await count(
    "select count(*)::int as n from mortise.flow_run where app = $1 and flow = 'approve' and status = 'done'",
    [DESK],
  );
  return [steps, marked, told, orders - done].map(String);
}

async function inTurns<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const waiting = [...all];
  const worker = async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

async function byHand({ pool }: Desk, orders: number): Promise<number> {
  await pool.query("create schema if not exists by_hand");
  await pool.query(
    "create table by_hand.part (id int, ask int, word text, at timestamptz, primary key (ask, id))",
  );
  await pool.query("create table by_hand.ask (id int primary key, state text)");
  await pool.query("insert into by_hand.ask select n, 'open' from generate_series(1, $1::int) as n", [
    orders,
  ]);
  await pool.query("insert into by_hand.part select p, a.id from by_hand.ask a, generate_series(1, 2) as p");
  const decide = async (ask: number, part: number) => {
    const client = await pool.connect();
    try {
      await client.query("begin");
      await client.query({
        name: "lock",
        text: "select id from by_hand.ask where id = $1 for update",
        values: [ask],
      });
      await client.query({
        name: "word",
        text: "update by_hand.part set word = 'approved', at = now() where ask = $1 and id = $2",
        values: [ask, part],
      });
      await client.query({
        name: "mark",
        text: `update by_hand.ask set state = 'done' where id = $1 and state = 'open'
          and not exists (select from by_hand.part where ask = $1 and word is null)`,
        values: [ask],
      });
      await client.query("commit");
    } finally {
      client.release();
    }
  };
  const begun = performance.now();
  const asks = Array.from({ length: orders }, (_, index) => index + 1);
  await inTurns(asks, async (ask) => {
    await Promise.all([decide(ask, 1), decide(ask, 2)]);
  });
  return (performance.now() - begun) / 1000;
}
