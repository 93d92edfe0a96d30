// Flows at work: what a create pays for the flows that it starts, flows a second, routed imports, parallel approvals: `pnpm bench flows`.
import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { type Figure, measureWays } from "./figures/measure-case.ts";
import { measureApprovals } from "./flows/approvals.ts";
import { handWay, prepareTurns } from "./flows/by-hand.ts";
import { createWay, type Desk, openDesk, ticketWay } from "./flows/open-desk.ts";
import { measureRouting } from "./flows/route-import.ts";
import { measureTimers } from "./flows/timers.ts";
import { leadRow } from "./lead-rows.ts";
import { machineLine, ms, printTable, ratio } from "./print-table.ts";

const { values: options } = parseArgs({
  options: {
    only: { type: "string", default: "create,rate,import,approvals,timers" },
    seconds: { type: "string", default: "5" },
    connections: { type: "string", default: "1,16" },
    rows: { type: "string", default: "100000" },
    orders: { type: "string", default: "1000" },
    timers: { type: "string", default: "1000" },
    gaps: { type: "string", default: "20,5" },
  },
});
const wanted = options.only.split(",");
const seconds = Number(options.seconds);

const desk = await openDesk();
try {
  await prepareTurns(desk);
  process.stdout.write(`\n${machineLine(desk.product.postgres)}; load ${loadavg()[0]?.toFixed(1)}\n`);
  if (wanted.includes("create")) await showCreate(desk);
  if (wanted.includes("rate")) await showRate(desk);
  if (wanted.includes("import")) await showImport(desk);
  if (wanted.includes("approvals")) await showApprovals(desk);
  if (wanted.includes("timers")) await showTimers(desk);
} finally {
  await desk.stop();
}
process.exit(0);

/** A lead with the flows of its template (assignment, follow-up limits: two runs, a to-do, a timer, a message), and without. */
async function showCreate(source: Desk): Promise<void> {
  let made = 0;
  const row = () => {
    const { name, company, mobile, region, source: from, industry } = leadRow(made++, 1_000_000);
    return { name, company, mobile, region, source: from, industry };
  };
  const lead = { app: "crm", entity: "lead", row };
  const lines: string[][] = [];
  for (const connections of options.connections.split(",").map(Number)) {
    const [plain, routed] = await measureWays(
      [
        createWay(source, "without", { ...lead, flows: false }),
        createWay(source, "with", { ...lead, flows: true }),
      ],
      { connections, seconds },
    );
    if (!plain || !routed) continue;
    lines.push([
      String(connections),
      figure(plain),
      figure(routed),
      ms(routed.p50 - plain.p50),
      cpu(plain),
      cpu(routed),
    ]);
  }
  process.stdout.write(
    "\nA lead, without flows and with those of its template (must: 10 ms more at most)\n\n",
  );
  printTable(
    [
      "connections",
      "without, p50 / p95 ms · 1/s",
      "with",
      "more ms",
      "CPU ms, server + database: without",
      "with",
    ],
    lines,
  );
}

async function showRate(source: Desk): Promise<void> {
  const lines: string[][] = [];
  for (const connections of options.connections.split(",").map(Number)) {
    const [hand, plain, routed] = await measureWays(
      [handWay(source), ticketWay(source, false), ticketWay(source, true)],
      { connections, seconds },
    );
    if (!hand || !plain || !routed) continue;
    lines.push([
      String(connections),
      figure(hand),
      figure(plain),
      figure(routed),
      ratio(routed.perSecond, hand.perSecond),
      `${cpu(hand)} / ${cpu(routed)}`,
    ]);
  }
  process.stdout.write(
    "\nCondition → assign → notify, one ticket after the other (must 500 / s, aim 2,000 / s)\n\n",
  );
  printTable(
    [
      "connections",
      "SQL, p50 / p95 ms · 1/s",
      "create alone",
      "with the flow",
      "throughput : SQL",
      "CPU ms: SQL / Mortise",
    ],
    lines,
  );
}

async function showImport(source: Desk): Promise<void> {
  const lines = await measureRouting(source, Number(options.rows));
  process.stdout.write(
    `\n${options.rows} records in batches, routed as sets (must 20 s, aim 5 s of routing)\n\n`,
  );
  printTable(
    [
      "records",
      "SQL s",
      "without flows s",
      "with flows s",
      "routing s",
      "routing : SQL",
      "largest − smallest share",
    ],
    lines,
  );
}

async function showApprovals(source: Desk): Promise<void> {
  const lines = await measureApprovals(source, Number(options.orders));
  process.stdout.write(
    `\n${options.orders} approvals of which both parts are decided at the same moment\n\n`,
  );
  printTable(
    ["", "seconds", "decisions / s", "steps done twice", "marked twice", "told twice", "stuck"],
    lines,
  );
}

async function showTimers(source: Desk): Promise<void> {
  const lines: (readonly string[])[] = [];
  for (const gap of options.gaps.split(",").map(Number))
    lines.push(...(await measureTimers(source, Number(options.timers), gap)));
  process.stdout.write("\nTimers of leads, how late they have rung (must: p99 2 s at most)\n\n");
  printTable(["timers", "due a second", "p50 ms", "p95 ms", "p99 ms", "worst ms"], lines);
}

function figure({ p50, p95, perSecond }: Figure): string {
  return `${ms(p50)} / ${ms(p95)} · ${perSecond.toFixed(0)}`;
}

function cpu({ cpuMs }: Figure): string {
  return `${ms(cpuMs.server)} + ${ms(cpuMs.database)}`;
}
