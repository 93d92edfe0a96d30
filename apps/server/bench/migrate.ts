// Changes of fields of a large table while others write, beside the statements somebody would type: `pnpm bench migrate`.
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { silentLogger, systemClock } from "@mortise/kit";
import { openStore, type Store } from "@mortise/store";
import { TABLE } from "./lead-table.ts";
import { CHANGES, type FieldChange } from "./migrate/changes.ts";
import { SteadyWrites, type WriteFigures } from "./migrate/steady-writes.ts";
import { machineLine, ms, printTable } from "./print-table.ts";
import { forEachSize } from "./running-product.ts";
import { seedLeads } from "./seed-leads.ts";

const HEAD = ["change", "way", "seconds", "writes/s", "failed", "p50 ms", "p99 ms", "longest wait ms"];
const SAMPLE_IDS = 50_000;
/** Writers go on so long after a change: who waited behind it is answered by then. */
const AFTER_MS = 1_500;

const { values: options } = parseArgs({
  options: {
    rows: { type: "string", default: "1000000" },
    writes: { type: "string", default: "200" },
    only: { type: "string", default: "" },
  },
});

await forEachSize(options.rows, async (product, rows) => {
  const { store } = product.server.services;
  // Everything the generator fills in repeats; a unique rule needs values that do not.
  await store.pool.query("create sequence bench_wechat");
  await store.pool.query(`alter table ${TABLE} alter wechat set default 'wx' || nextval('bench_wechat')`);
  // Keywords are not measured here, and making their keys takes longer than everything else.
  await store.pool.query(`alter table ${TABLE} alter search set default ''::tsvector`);
  await seedLeads(store, product.owners, rows);
  await store.pool.query(`alter table ${TABLE} alter search drop default`);
  await store.pool.query(`alter table ${TABLE} alter wechat drop default`);
  const found = await store.pool.query<{ id: string }>(
    `select id from ${TABLE} where deleted_at is null order by md5(id::text) limit ${SAMPLE_IDS}`,
  );
  // The writers are a server of their own, as in an installation with several.
  const writers = await openStore({ url: product.databaseUrl, clock: systemClock, logger: silentLogger });
  const writes = new SteadyWrites(
    writers,
    found.rows.map(({ id }) => id),
    Number(options.writes),
  );
  process.stdout.write(
    `\n${machineLine(product.postgres)}; ${rows} leads, ${options.writes} writes a second asked for\n\n`,
  );
  const lines = [await measure(writes, { change: "nothing", way: "–" }, () => pause(10_000))];
  for (const change of CHANGES) {
    if (!change.name.includes(options.only)) continue;
    lines.push(
      await measure(writes, { change: change.name, way: "product" }, () => asProduct(store, change)),
    );
    if (!change.naive) continue;
    lines.push(
      await measure(writes, { change: change.name, way: "by hand" }, () => byHand(store, change.naive)),
    );
    await byHand(store, change.undo);
  }
  await writes.stop();
  await writers.close();
  printTable(HEAD, lines);
});

async function asProduct(store: Store, change: FieldChange): Promise<void> {
  await change.product(store);
  // The server's own job carries out what is left.
  while (await store.releases.hasTasks()) await pause(100);
}

async function byHand(store: Store, statements: readonly string[] | undefined): Promise<void> {
  for (const statement of statements ?? []) await store.pool.query(statement);
}

async function measure(
  writes: SteadyWrites,
  { change, way }: { readonly change: string; readonly way: string },
  work: () => Promise<unknown>,
): Promise<readonly string[]> {
  await writes.begin();
  const begun = performance.now();
  await work();
  const seconds = (performance.now() - begun) / 1000;
  await pause(AFTER_MS);
  const figures: WriteFigures = await writes.end();
  const line = [
    change,
    way,
    seconds.toFixed(1),
    figures.perSecond.toFixed(0),
    String(figures.failed),
    ms(figures.p50),
    ms(figures.p99),
    ms(figures.longest),
  ];
  // Also when it is stopped halfway, what was measured is seen.
  process.stderr.write(`${line.join(" | ")}\n`);
  return line;
}
