// A long list in a real browser: frames, requests and waiting while it is scrolled: `pnpm bench scroll`.
import { parseArgs } from "node:util";
import { launchBrowser } from "@mortise/testing/browser";
import { startMeasured } from "./measured-server.ts";
import { percentile } from "./percentile.ts";
import { machineLine, ms, printTable } from "./print-table.ts";
import { forEachSize, type RunningProduct } from "./running-product.ts";
import { openList, type OpenList } from "./scroll/open-list.ts";
import { seedLeads } from "./seed-leads.ts";
import { buildWeb } from "./web-page.ts";

const HEAD = [
  "what",
  "queries",
  "frames",
  "frame p50 ms",
  "p95",
  "max",
  "frames > 50 ms",
  "frames with rows missing",
  "rows shown after ms",
];
/** Wheel turns of one steady scroll, and how far each goes: about two screens a second. */
const TURNS = 120;
const TURN_PX = 120;

const { values: options } = parseArgs({
  options: {
    rows: { type: "string", default: "100000" },
    roles: { type: "string", default: "director,rep" },
  },
});

buildWeb();

await forEachSize(options.rows, async (product, rows) => {
  await seedLeads(product.server.services.store, product.owners, rows);
  await product.server.stop();
  const server = await startMeasured(product);
  process.stdout.write(`\n${machineLine(product.postgres)}; ${rows} leads\n`);
  try {
    for (const role of options.roles.split(",")) await scrollAs(product, server.address, role);
  } finally {
    await server.stop();
  }
});

async function scrollAs(product: RunningProduct, address: string, role: string): Promise<void> {
  const browser = await launchBrowser();
  try {
    const list = await openList(browser, address, product.login(role));
    const lines = [
      unmoved("open the list", list.queries(), list.openedMs),
      await wheel(list),
      ...(await jumps(list)),
      await drag(list, "drag the scroll bar to the end in 2 s", 1),
      await drag(list, "drag it to the middle in 1 s", 0.5, 1000),
    ];
    process.stdout.write(`\n${role}: ${await list.count()} rows\n\n`);
    printTable(HEAD, lines);
  } finally {
    await browser.close();
  }
}

async function wheel(list: OpenList): Promise<readonly string[]> {
  const before = list.queries();
  await list.toTop();
  const { frames, missing } = await list.wheel(TURNS, TURN_PX);
  return line(`wheel, ${TURNS} turns of ${TURN_PX} px`, list.queries() - before, { frames, missing });
}

async function jumps(list: OpenList): Promise<readonly (readonly string[])[]> {
  const lines: (readonly string[])[] = [];
  for (const [name, part] of [
    ["the middle", 0.5],
    ["the end", 1],
    ["a quarter", 0.25],
    ["three quarters", 0.75],
  ] as const) {
    await list.toTop();
    const before = list.queries();
    const { row, ms: waited } = await list.jump(part);
    lines.push(unmoved(`jump to ${name} (row ${row})`, list.queries() - before, waited));
  }
  return lines;
}

async function drag(list: OpenList, name: string, part: number, duration = 2000): Promise<readonly string[]> {
  await list.toTop();
  const before = list.queries();
  const dragged = await list.drag(part, duration);
  return line(`${name} (row ${dragged.row})`, list.queries() - before, dragged, dragged.ms);
}

/** A line of something without frames worth timing. */
function unmoved(name: string, queries: number, waited: number): readonly string[] {
  const none = HEAD.slice(3).map(() => "–");
  return [name, String(queries), ...none, ms(waited)];
}

function line(
  name: string,
  queries: number,
  { frames, missing }: { readonly frames: readonly number[]; readonly missing: number },
  waited?: number,
): readonly string[] {
  const long = frames.filter((each) => each > 50).length;
  return [
    name,
    String(queries),
    String(frames.length),
    ...[0.5, 0.95, 1].map((share) => ms(percentile(frames, share))),
    String(long),
    String(missing),
    waited === undefined ? "–" : ms(waited),
  ];
}
