// A public form: what its page weighs, how fast it is on a phone, how many submissions a second it takes: `pnpm bench public`.
import { parseArgs } from "node:util";
import { startMeasured } from "./measured-server.ts";
import { machineLine, ms, printTable, ratio } from "./print-table.ts";
import { lighthouse, type PageReport } from "./public/lighthouse.ts";
import { pageFiles } from "./public/page-size.ts";
import { bareSubmission, measureLoad, startBareInsert, submission } from "./public/submissions.ts";
import { type RunningProduct, runProduct } from "./running-product.ts";
import { buildWeb } from "./web-page.ts";

const { values: options } = parseArgs({
  options: {
    seconds: { type: "string", default: "5" },
    runs: { type: "string", default: "3" },
    only: { type: "string", default: "size,page,load" },
  },
});
const wanted = options.only.split(",");
/** A visitor's submission comes through a proxy, which names the visitor. */
const PROXIED = { TRUST_PROXY: "1" };

buildWeb("embed");
if (wanted.includes("size")) showSize();
if (wanted.includes("page")) await withProduct(true, showPage);
if (wanted.includes("load")) {
  for (const flows of [false, true]) await withProduct(flows, (product) => showLoad(product, flows));
}

async function withProduct(flows: boolean, show: (product: RunningProduct) => Promise<void>): Promise<void> {
  const product = await runProduct({ flows });
  try {
    await product.server.stop();
    await show(product);
  } finally {
    await product.stop();
  }
}

function showSize(): void {
  const files = pageFiles();
  const scripts = files.filter(({ name }) => name.endsWith(".js"));
  const sum = (key: "plain" | "gzip" | "brotli") => scripts.reduce((all, file) => all + file[key], 0);
  const all = { name: "all scripts", plain: sum("plain"), gzip: sum("gzip"), brotli: sum("brotli") };
  process.stdout.write("\nThe page of public forms, bytes (scripts must stay under 60,000 compressed)\n\n");
  printTable(
    ["file", "plain", "gzip", "brotli"],
    [...files, all].map(({ name, plain, gzip, brotli }) => [name, ...[plain, gzip, brotli].map(String)]),
  );
}

async function showPage(product: RunningProduct): Promise<void> {
  const server = await startMeasured(product, PROXIED);
  try {
    const reports: PageReport[] = [];
    for (let run = 0; run < Number(options.runs); run += 1) {
      const report = await lighthouse(`${server.address}/f/website-lead`);
      if (report) reports.push(report);
    }
    process.stdout.write(`\n${machineLine(product.postgres)}; Lighthouse, phone and slow 4G simulated\n\n`);
    printTable(
      ["run", "performance", "accessibility", "first paint ms", "largest paint ms", "blocking ms", "shift"],
      reports.map((report, index) => [
        String(index + 1),
        String(report.performance),
        String(report.accessibility),
        ms(report.firstPaintMs),
        ms(report.largestPaintMs),
        ms(report.blockingMs),
        report.shift.toFixed(3),
      ]),
    );
  } finally {
    await server.stop();
  }
}

async function showLoad(product: RunningProduct, flows: boolean): Promise<void> {
  const server = await startMeasured(product, PROXIED);
  const bare = await startBareInsert(product);
  try {
    process.stdout.write(`\n${machineLine(product.postgres)}; flows ${flows ? "on" : "off"}\n\n`);
    const rows: string[][] = [];
    for (const connections of [1, 16]) {
      const how = { seconds: Number(options.seconds), connections };
      const headers = { authorization: "Bearer bench" };
      const insert = await measureLoad({ address: bare.address, headers }, bareSubmission, how);
      const ours = await measureLoad({ address: server.address, headers: {} }, submission, how);
      rows.push([
        String(connections),
        ...[insert, ours].map(
          ({ perSecond, medianMs, p95Ms }) =>
            `${perSecond.toFixed(0)} / s · ${ms(medianMs)} / ${ms(p95Ms)} ms`,
        ),
        ratio(insert.perSecond, ours.perSecond),
      ]);
    }
    printTable(["connections", "bare INSERT, p50 / p95", "submission, p50 / p95", "bare : ours"], rows);
  } finally {
    await bare.stop();
    await server.stop();
  }
}
