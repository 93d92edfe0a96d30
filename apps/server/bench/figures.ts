// The figures that the product promises, beside hand-written SQL and a bare handler: `pnpm bench figures`.
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { measureBulk } from "./figures/bulk-figure.ts";
import { type FigureCase, figureCases } from "./figures/figure-cases.ts";
import { LoadConnection, type LoadTarget } from "./figures/load.ts";
import { type Figure, httpWay, measureWays, sqlWay } from "./figures/measure-case.ts";
import {
  type Figures,
  measureImport,
  openFigures,
  RESTRICTED,
  UNRESTRICTED,
} from "./figures/open-figures.ts";
import { usageOf } from "./figures/processes.ts";
import { machineLine, ms, printTable, ratio } from "./print-table.ts";

const { values: options } = parseArgs({
  options: {
    rows: { type: "string", default: "1000000" },
    seconds: { type: "string", default: "4" },
    connections: { type: "string", default: "1,16" },
    only: { type: "string", default: "" },
    /** Rows of the workbook that is imported; 0 leaves it out. */
    import: { type: "string", default: "1000000" },
    /** Keeps the seeded database in a folder for the next time. */
    folder: { type: "string" },
  },
});
const IDLE_MS = 5_000;
const BULK_ROWS = 100_000;
const HEAD = [
  "work",
  "SQL p50 / p95 · 1/s",
  "bare handler",
  "Mortise",
  "as director",
  "throughput : bare",
  "must / aim",
  "p50 : SQL",
  "director : restricted",
  "CPU ms, server + database: bare / Mortise",
];

if (options.connections !== "") await measureRequests();
if (Number(options.import) > 0) await showImport(Number(options.import));

async function measureRequests(): Promise<void> {
  const figures = await openFigures(Number(options.rows), options.folder);
  try {
    process.stdout.write(`\n${machineLine(figures.postgres)}; ${options.rows} leads\n`);
    await pause(IDLE_MS);
    const { residentMiB } = usageOf(figures.server.pid);
    const ready = (figures.server.readyMs / 1000).toFixed(2);
    process.stdout.write(`idle server: ${residentMiB} MiB, ready ${ready} s after PostgreSQL\n`);
    for (const connections of options.connections.split(",").map(Number)) await measure(figures, connections);
    if (options.only === "" || options.only.split(",").includes("bulk")) await showBulk(figures);
  } finally {
    await figures.stop();
  }
}

async function showBulk(figures: Figures): Promise<void> {
  const rows = Math.min(BULK_ROWS, Math.floor(Number(options.rows) / 4));
  const { sqlSeconds, oursSeconds } = await measureBulk(figures, rows);
  process.stdout.write(`\nbulk update of ${rows} rows with history\n\n`);
  const cells = [sqlSeconds.toFixed(1), oursSeconds.toFixed(1), ratio(oursSeconds, sqlSeconds), "≤ 3 / 2"];
  printTable(["SQL seconds", "Mortise seconds", "Mortise : SQL", "must / aim"], [cells]);
}

async function showImport(rows: number): Promise<void> {
  const { seconds, perSecond, serverSeconds, databaseSeconds, peakMiB, listP95 } = await measureImport(rows);
  process.stdout.write(
    `\nimport of ${rows} rows × 12 columns from xlsx, told apart by one key, with history\n\n`,
  );
  printTable(
    [
      "seconds",
      "rows / s",
      "must / aim",
      "CPU s server + database",
      "peak memory MiB",
      "list p95 ms meanwhile",
    ],
    [
      [
        seconds.toFixed(1),
        perSecond.toFixed(0),
        "10000 / 30000",
        `${serverSeconds.toFixed(1)} + ${databaseSeconds.toFixed(1)}`,
        String(peakMiB),
        ms(listP95),
      ],
    ],
  );
}

async function measure(source: Figures, connections: number): Promise<void> {
  const lines: (readonly string[])[] = [];
  for (const one of figureCases(source.base)) {
    if (options.only !== "" && !options.only.split(",").includes(one.id)) continue;
    lines.push(await measureCase(source, one, connections));
  }
  process.stdout.write(`\n${connections} connection(s)\n\n`);
  printTable(HEAD, lines);
}

async function measureCase(
  source: Figures,
  one: FigureCase,
  connections: number,
): Promise<readonly string[]> {
  const restricted = await source.ours(RESTRICTED);
  await show(one, source.bare, restricted);
  const ways = [
    sqlWay(one, source.pool, source.databaseSeconds),
    httpWay("bare", source.bare, (round) => bareRequest(one, round)),
    httpWay(RESTRICTED, restricted, one.ours),
    httpWay(UNRESTRICTED, await source.ours(UNRESTRICTED), one.ours),
  ];
  const [sql, bare, ours, free] = await measureWays(ways, { connections, seconds: Number(options.seconds) });
  if (!sql || !bare || !ours || !free) return [];
  return [
    one.work,
    cell(sql),
    cell(bare),
    cell(ours),
    cell(free),
    ratio(ours.perSecond, bare.perSecond),
    one.must === undefined ? "–" : `${one.must} / ${one.aim}`,
    ratio(ours.p50, sql.p50),
    ratio(free.perSecond, ours.perSecond),
    [bare, ours].map(({ cpuMs }) => `${ms(cpuMs.server)} + ${ms(cpuMs.database)}`).join(" / "),
  ];
}

function cell({ p50, p95, perSecond }: Figure): string {
  return `${ms(p50)} / ${ms(p95)} · ${perSecond.toFixed(0)}`;
}

function bareRequest({ id, bare, values }: FigureCase, round: number) {
  const all = values(round);
  return bare === "GET"
    ? ({ method: "GET", path: `/${id}/${(all[0] ?? []).join("/")}` } as const)
    : ({ method: "POST", path: `/${id}`, body: all } as const);
}

/** Both servers must have answered before either is measured; how much they send is told. */
async function show(one: FigureCase, bareTarget: LoadTarget, restricted: LoadTarget): Promise<void> {
  const bare = await LoadConnection.open(bareTarget);
  const ours = await LoadConnection.open(restricted);
  const sizes = [await bare.ask(bareRequest(one, 7)), await ours.ask(one.ours(7))].map(
    ({ length }) => length,
  );
  process.stderr.write(`${one.id}: answers of ${sizes.join(" and ")} bytes\n`);
  bare.close();
  ours.close();
}
