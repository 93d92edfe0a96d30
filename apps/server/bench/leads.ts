// Lists, searches, figures and writes of leads beside hand-written SQL on the same tables: `pnpm bench leads`.
import { parseArgs } from "node:util";
import { interleave } from "./interleave.ts";
import { type LeadOperation, leadOperations } from "./lead-operations.ts";
import { machineLine, ms, printTable, ratio } from "./print-table.ts";
import { forEachSize, type RunningProduct } from "./running-product.ts";
import { seedLeads } from "./seed-leads.ts";

const HEAD = [
  "op",
  "rows",
  "SQL p50",
  "gateway p50 / p95",
  "gateway : SQL",
  "HTTP p50 / p95",
  "HTTP : SQL",
  "rounds",
];
const SAMPLE_IDS = 20_000;

const { values: options } = parseArgs({
  options: {
    rows: { type: "string", default: "100000" },
    seconds: { type: "string", default: "3" },
    roles: { type: "string", default: "director,rep" },
    only: { type: "string", default: "" },
  },
});

await forEachSize(options.rows, async (product, rows) => {
  const before = performance.now();
  await seedLeads(product.server.services.store, product.owners, rows);
  const seconds = ((performance.now() - before) / 1000).toFixed(0);
  process.stdout.write(`\n${machineLine(product.postgres)}; ${rows} leads, seeded in ${seconds} s\n`);
  for (const role of options.roles.split(",")) await compare(product, role, rows);
});

async function compare(product: RunningProduct, role: string, rows: number): Promise<void> {
  const person = await product.signIn(role);
  const { store } = product.server.services;
  const { userId } = person.actor;
  const rule = role === "rep" ? `(t.owner = '${userId}' or t.owner is null)` : "true";
  const found = await store.pool.query<{ id: string }>(
    `select id from "app_crm"."lead" where deleted_at is null ${role === "rep" ? `and owner = '${userId}'` : ""}
     order by md5(id::text) limit ${SAMPLE_IDS}`,
  );
  const operations = leadOperations({ store, person, rows, ids: found.rows.map(({ id }) => id), rule });
  const lines: (readonly string[])[] = [];
  for (const operation of operations) {
    if (options.only !== "" && !operation.name.includes(options.only)) continue;
    lines.push(await measure(operation, rows));
  }
  process.stdout.write(`\n${role}\n\n`);
  printTable(HEAD, lines);
}

async function measure(operation: LeadOperation, rows: number): Promise<readonly string[]> {
  const ways = (["sql", "gateway", "http"] as const).map((name) => ({ name, run: operation[name] }));
  const [sql, gateway, http] = await interleave(ways, Number(options.seconds));
  if (!sql || !gateway || !http) return [];
  return [
    operation.name,
    String(rows),
    ms(sql.p50),
    `${ms(gateway.p50)} / ${ms(gateway.p95)}`,
    ratio(gateway.p50, sql.p50),
    `${ms(http.p50)} / ${ms(http.p95)}`,
    ratio(http.p50, sql.p50),
    String(sql.rounds),
  ];
}
