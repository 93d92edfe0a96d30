// Cards and dashboards beside hand-written SQL on the same tables: `pnpm bench reports`.
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { newId, silentLogger, systemClock } from "@mortise/kit";
import { createReports, type Reports } from "@mortise/reports/runtime";
import { type Actor, DataVersions, type Store } from "@mortise/store";
import { interleave } from "./interleave.ts";
import { percentile } from "./percentile.ts";
import { machineLine, ms, printTable, ratio } from "./print-table.ts";
import { boardCases, groupCases, type ReportCase } from "./reports/report-cards.ts";
import { forEachSize, type RunningProduct } from "./running-product.ts";
import { seedLeads } from "./seed-leads.ts";

const APP = "crm";
const VIEWERS = 50;
/** What one card list by hand asks at the same time: as many connections as the report engine takes. */
const AT_ONCE = 5;
/** The database counts what a connection did when that connection has been idle for ten seconds. */
const COUNTED_MS = 12_000;

const { values: options } = parseArgs({
  options: {
    rows: { type: "string", default: "1000000" },
    seconds: { type: "string", default: "5" },
    rounds: { type: "string", default: "7" },
  },
});

await forEachSize(options.rows, async (product, rows) => {
  const { store } = product.server.services;
  await seedLeads(store, product.owners, rows);
  await seedActivities(store, rows * 2);
  const { actor } = await product.signIn("director");
  process.stdout.write(`\n${machineLine(product.postgres)}; ${rows} leads, ${rows * 2} activities\n\n`);
  await compareGroups(store, actor);
  await openBoards(product, actor);
  await manyViewers(store, actor);
});

/** Two activities for each lead, past the gateway. */
async function seedActivities(store: Store, rows: number): Promise<void> {
  await store.pool.query(
    `insert into "app_crm"."followup" (id, type, content, lead, owner, team, created_at, updated_at)
     select gen_random_uuid(), (array['call', 'visit', 'wechat', 'email'])[1 + (n + abs(hashtext(l.id::text))) % 4],
       'x', l.id, l.owner, l.team, l.created_at + n * interval '3 days', l.created_at + n * interval '3 days'
     from (select * from "app_crm"."lead" limit $1) l, generate_series(1, 2) n`,
    [rows / 2],
  );
  await store.pool.query(`vacuum (analyze) "app_crm"."followup"`);
}

/** Reports that keep nothing from one round to the next. */
function fresh(store: Store, versions?: DataVersions): Reports {
  return createReports({
    store,
    clock: systemClock,
    logger: silentLogger,
    ...(versions ? { versions } : {}),
  });
}

async function compareGroups(store: Store, actor: Actor): Promise<void> {
  const lines: (readonly string[])[] = [];
  for (const { name, card, sql } of groupCases) {
    const reports = fresh(store);
    const [byHand, engine] = await interleave(
      [
        { name: "sql", run: () => store.pool.query(sql) },
        { name: "card", run: () => reports.cardData(actor, APP, card) },
      ],
      Number(options.seconds),
    );
    if (byHand && engine) lines.push([name, ms(byHand.p50), ms(engine.p50), ratio(engine.p50, byHand.p50)]);
  }
  printTable(["one card, nothing kept", "SQL p50", "card p50", "card : SQL"], lines);
}

/** How long it takes until every card of a dashboard stands. */
async function opened(reports: Reports, actor: Actor): Promise<number> {
  const before = performance.now();
  await Promise.all(boardCases.map(({ card }) => reports.cardData(actor, APP, card)));
  return performance.now() - before;
}

/** The same statements by hand, as many at once as the engine asks. */
async function openedByHand(store: Store): Promise<number> {
  const before = performance.now();
  const left = [...boardCases];
  const work = async (): Promise<void> => {
    for (let next: ReportCase | undefined = left.shift(); next; next = left.shift()) {
      await store.pool.query(next.sql);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return performance.now() - before;
}

async function openBoards({ server }: RunningProduct, actor: Actor): Promise<void> {
  const { store } = server.services;
  const versions = new DataVersions();
  await versions.follow(store);
  const times = {
    byHand: [] as number[],
    cold: [] as number[],
    warm: [] as number[],
    changed: [] as number[],
  };
  const heard: number[] = [];
  for (let round = 0; round < Number(options.rounds); round += 1) {
    const reports = fresh(store, versions);
    times.byHand.push(await openedByHand(store));
    times.cold.push(await opened(reports, actor));
    times.warm.push(await opened(reports, actor));
    heard.push(await changeLead(store, actor, versions));
    times.changed.push(await opened(reports, actor));
  }
  const line = (name: string, values: readonly number[], base: readonly number[]) => [
    name,
    ms(percentile(values, 0.5)),
    ms(percentile(values, 0.95)),
    ratio(percentile(values, 0.5), percentile(base, 0.5)),
  ];
  process.stdout.write("\n");
  printTable(
    ["12 cards", "p50 ms", "p95 ms", ": by hand"],
    [
      line("the same statements by hand, five at once", times.byHand, times.byHand),
      line("cold", times.cold, times.byHand),
      line("warm", times.warm, times.byHand),
      line("after one changed lead", times.changed, times.byHand),
      line("a change is heard of, from before the write", heard, times.byHand),
    ],
  );
}

/** Changes a lead; answers how long it took until the reports had heard of it. */
async function changeLead(store: Store, actor: Actor, versions: DataVersions): Promise<number> {
  const { items } = await store.records.query(actor, APP, { entity: "lead", limit: 1, fields: ["score"] });
  const [lead] = items;
  if (!lead) throw new TypeError("there are leads");
  const before = performance.now();
  const known = versions.of(APP, ["lead"]);
  const changes = [{ id: lead.id, values: { score: String((Number(lead["score"]) + 1) % 100) } }];
  await store.records.execute(actor, APP, [{ type: "update", entity: "lead", changes }], {
    type: "user",
    skipFlows: true,
  });
  while (versions.of(APP, ["lead"]) === known) await sleep(1);
  return performance.now() - before;
}

/** What the database works for one viewer and for fifty who may see the same, from the moment nothing is kept. */
async function manyViewers(store: Store, actor: Actor): Promise<void> {
  const versions = new DataVersions();
  await versions.follow(store);
  const cost = async (viewers: readonly Actor[]): Promise<number> => {
    const before = await activeMs(store);
    const reports = fresh(store, versions);
    await Promise.all(viewers.map((viewer) => opened(reports, viewer)));
    return (await activeMs(store)) - before;
  };
  const others = Array.from({ length: VIEWERS }, () => ({ ...actor, userId: newId() }));
  const [one, fifty] = [await cost([actor]), await cost(others)];
  process.stdout.write("\n");
  printTable(
    ["work of the database", "ms", ": one viewer"],
    [
      ["one viewer", ms(one), ratio(one, one)],
      [`${VIEWERS} viewers with the same rights`, ms(fifty), ratio(fifty, one)],
    ],
  );
}

async function activeMs(store: Store): Promise<number> {
  await sleep(COUNTED_MS);
  const { rows } = await store.pool.query<{ ms: number }>(
    "select active_time as ms from pg_stat_database where datname = current_database()",
  );
  return Number(rows[0]?.ms ?? 0);
}
