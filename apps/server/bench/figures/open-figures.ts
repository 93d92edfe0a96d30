import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Actor } from "@mortise/store";
import type pg from "pg";
import { NEWEST, TABLE } from "../lead-table.ts";
import { startMeasured } from "../measured-server.ts";
import { sessionHeaders } from "../open-session.ts";
import { adviseListIndex } from "./list-index.ts";
import { runProduct, type RunningProduct } from "../running-product.ts";
import { seedLeads } from "../seed-leads.ts";
import { type FigureBase, figureCases } from "./figure-cases.ts";
import { type ImportFigure, importInto } from "./import-figure.ts";
import type { LoadTarget } from "./load.ts";
import type { Seconds } from "./measure-case.ts";
import { databaseSeconds, type Listening, parentOf, startListening, usageOf } from "./processes.ts";

// The driver belongs to the store; product code of the server has no use for it.
const require = createRequire(import.meta.resolve("@mortise/store"));
const { Pool } = require("pg") as typeof pg; // the package's documented export

/** Whose eyes the figures are taken with: own rows, those of the team, and the pool. */
export const RESTRICTED = "manager";
/** Somebody who sees every row. */
export const UNRESTRICTED = "director";
const SAMPLE_IDS = 20_000;

/** A target of a load, with the processor seconds of what answers there. */
export type MeasuredTarget = LoadTarget & { readonly seconds: () => Seconds };

/** Everything that the figures are taken from: database, product and bare handler, each a process of its own. */
export interface Figures {
  readonly postgres: string;
  readonly pool: pg.Pool;
  readonly base: FigureBase;
  readonly server: Listening;
  readonly databaseSeconds: () => Seconds;
  /** The product, signed in with a role. */
  ours(role: string): Promise<MeasuredTarget>;
  readonly bare: MeasuredTarget;
  stop(): Promise<void>;
}

/** Starts what is compared over the given number of leads; a folder that is named keeps them for the next time. */
export async function openFigures(rows: number, folder: string | undefined): Promise<Figures> {
  const product = await runProduct({ flows: false, ...(folder === undefined ? {} : { folder }) });
  const undo: (() => Promise<void>)[] = [() => product.stop()];
  const stop = async () => {
    for (const step of undo.splice(0).toReversed()) await step();
  };
  try {
    const base = await prepareRows(product, rows);
    await product.server.stop();
    const pool = new Pool({ connectionString: product.databaseUrl, max: 20 });
    undo.push(() => pool.end());
    const server = await startMeasured(product);
    undo.push(() => server.stop());
    const bare = await startBare(product, base);
    undo.push(() => bare.stop());
    const postmaster = await postmasterOf(pool);
    const measured = (process: Listening, headers: Readonly<Record<string, string>>): MeasuredTarget => ({
      address: process.address,
      headers,
      seconds: () => ({ server: usageOf(process.pid).cpuSeconds, database: databaseSeconds(postmaster) }),
    });
    return {
      postgres: product.postgres,
      pool,
      base,
      server,
      databaseSeconds: () => ({ server: 0, database: databaseSeconds(postmaster) }),
      ours: async (role) => measured(server, await sessionHeaders(server.address, product.login(role))),
      bare: measured(bare, { authorization: "Bearer bench" }),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Seeds leads where they are missing, and works out what the cases are made of. */
async function prepareRows(product: RunningProduct, rows: number): Promise<FigureBase> {
  const { store } = product.server.services;
  const { pool } = store;
  const { rows: counted } = await pool.query<{ n: number }>(`select count(*)::int as n from ${TABLE}`);
  if ((counted[0]?.n ?? 0) < rows) await seedLeads(store, product.owners, rows);
  await adviseListIndex(product);
  const { actor } = await product.signIn(RESTRICTED);
  const rule = ruleOf(actor);
  const { rows: found } = await pool.query<{ id: string }>(
    `select id from ${TABLE} t where deleted_at is null and ${rule} order by md5(id::text) limit ${SAMPLE_IDS}`,
  );
  const { rows: places } = await pool.query<{ created_at: string; id: string }>(
    `select created_at::text, id from ${TABLE} t where deleted_at is null ${NEWEST} offset ${Math.floor(rows / 2)} limit 1`,
  );
  const { created_at: createdAt = "", id = "" } = places[0] ?? {};
  const cursor = Buffer.from(JSON.stringify(["-created_at,-id", createdAt, id])).toString("base64url");
  return {
    rows,
    rule,
    userId: actor.userId ?? "",
    ids: found.map((row) => row.id),
    middle: { createdAt, id, cursor },
  };
}

/** The row rule of the restricted role as one would write it by hand. */
function ruleOf({ userId, teams }: Actor): string {
  const own = teams.map((team) => `'${team}'`).join(", ");
  return `(t.owner = '${userId}' or t.team in (${own}) or t.owner is null)`;
}

/** Imports a workbook into an empty table of a product of its own; see {@link importInto}. */
export async function measureImport(rows: number): Promise<ImportFigure> {
  const product = await runProduct({ flows: false });
  try {
    const base = await prepareRows(product, 0);
    const postmaster = await postmasterOf(product.server.services.store.pool);
    await product.server.stop();
    return await importInto(product, { rows, postmaster, base });
  } finally {
    await product.stop();
  }
}

async function startBare(product: RunningProduct, base: FigureBase): Promise<Listening> {
  const file = join(product.dataDir, "statements.json");
  const routes = Object.fromEntries(figureCases(base).map((one) => [one.id, one.statements]));
  writeFileSync(file, JSON.stringify(routes));
  return startListening([join(import.meta.dirname, "bare-server.ts"), product.databaseUrl, file]);
}

async function postmasterOf(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ pid: number }>("select pg_backend_pid() as pid");
  return parentOf(rows[0]?.pid ?? 0);
}
