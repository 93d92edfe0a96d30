import type pg from "pg";
import type { FigureCase } from "./figure-cases.ts";
import { percentile } from "../percentile.ts";
import { LoadConnection, type LoadTarget } from "./load.ts";

/** One way to do the work of a case; each connection asks on, with rounds of its own. */
export interface LoadWay {
  readonly name: string;
  /** Opens a connection; the answer does the work of a round once. */
  open(): Promise<LoadAsker>;
  /** Processor seconds so far of what answers; not of the side that asks. */
  readonly seconds: () => Seconds;
}

/** Processor seconds of a server, 0 where there is none, and of the database. */
export interface Seconds {
  readonly server: number;
  readonly database: number;
}

/** A connection of a load. */
export interface LoadAsker {
  ask(round: number): Promise<unknown>;
  close(): void;
}

/** What one way showed. */
export interface Figure {
  readonly name: string;
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
  /** Processor milliseconds of one request. */
  readonly cpuMs: Seconds;
}

/** How long and how hard. */
export interface Load {
  readonly connections: number;
  /** For each way. */
  readonly seconds: number;
}

const SLICE_MS = 500;
/** Caches, prepared statements and compiled code come first; a slow way is not asked longer than that. */
const WARM_MS = 1_000;

/** Lets all ways run in turn, slice by slice, so that whatever else the machine does meets each of them alike. */
export async function measureWays(ways: readonly LoadWay[], load: Load): Promise<readonly Figure[]> {
  const runs = await Promise.all(ways.map((way) => openRun(way, load.connections)));
  for (const run of runs) await runSlice(run, WARM_MS);
  for (const run of runs) forget(run);
  const slices = Math.max(2, Math.round((load.seconds * 1000) / SLICE_MS));
  for (let slice = 0; slice < slices; slice += 1) {
    for (let turn = 0; turn < runs.length; turn += 1) {
      const run = runs[(turn + slice) % runs.length];
      if (run) await runSlice(run, SLICE_MS);
    }
  }
  for (const { askers } of runs) for (const asker of askers) asker.close();
  return runs.map(figureOf);
}

interface Run {
  readonly way: LoadWay;
  readonly askers: readonly LoadAsker[];
  readonly times: number[];
  round: number;
  wallMs: number;
  cpu: Seconds;
}

async function openRun(way: LoadWay, connections: number): Promise<Run> {
  const askers = await Promise.all(Array.from({ length: connections }, () => way.open()));
  return { way, askers, times: [], round: 0, wallMs: 0, cpu: { server: 0, database: 0 } };
}

async function runSlice(run: Run, milliseconds: number): Promise<void> {
  const cpu = run.way.seconds();
  const started = performance.now();
  const end = started + milliseconds;
  const work = async (asker: LoadAsker) => {
    for (let now = performance.now(); now < end;) {
      await asker.ask(run.round++);
      const after = performance.now();
      run.times.push(after - now);
      now = after;
    }
  };
  await Promise.all(run.askers.map(work));
  run.wallMs += performance.now() - started;
  const after = run.way.seconds();
  run.cpu = {
    server: run.cpu.server + after.server - cpu.server,
    database: run.cpu.database + after.database - cpu.database,
  };
}

function forget(run: Run): void {
  run.times.length = 0;
  run.wallMs = 0;
  run.cpu = { server: 0, database: 0 };
}

function figureOf({ way, times, wallMs, cpu }: Run): Figure {
  return {
    name: way.name,
    perSecond: (times.length / wallMs) * 1000,
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    cpuMs: {
      server: (cpu.server / times.length) * 1000,
      database: (cpu.database / times.length) * 1000,
    },
  };
}

/** The case's statements straight through the driver, one after the other, prepared. */
export function sqlWay(one: FigureCase, pool: pg.Pool, seconds: () => Seconds): LoadWay {
  return {
    name: "SQL",
    seconds,
    async open() {
      const client = await pool.connect();
      return {
        async ask(round) {
          const values = one.values(round);
          for (const [index, text] of one.statements.entries())
            await client.query({ name: `${one.id}.${index}`, text, values: [...(values[index] ?? [])] });
        },
        close: () => client.release(),
      };
    },
  };
}

/** The case through a server. */
export function httpWay(
  name: string,
  target: LoadTarget & { readonly seconds: () => Seconds },
  request: FigureCase["ours"],
): LoadWay {
  return {
    name,
    seconds: target.seconds,
    async open() {
      const connection = await LoadConnection.open(target);
      return { ask: (round) => connection.ask(request(round)), close: () => connection.close() };
    },
  };
}
