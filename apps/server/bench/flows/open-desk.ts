import { createRequire } from "node:module";
import { systemActor, type Store } from "@mortise/store";
import { findTemplate } from "@mortise/templates";
import type pg from "pg";
import { databaseSeconds, parentOf } from "../figures/processes.ts";
import type { LoadWay, Seconds } from "../figures/measure-case.ts";
import { runProduct, type RunningProduct } from "../running-product.ts";
import { DESK, deskApp } from "./desk-app.ts";

// The driver belongs to the store; product code of the server has no use for it.
const require = createRequire(import.meta.resolve("@mortise/store"));
const { Pool } = require("pg") as typeof pg; // the package's documented export

/** The product with the lead application and the desk, and a pool for statements by hand. */
export interface Desk {
  readonly product: RunningProduct;
  readonly store: Store;
  readonly pool: pg.Pool;
  /** Who takes turns with tickets. */
  readonly sellers: readonly string[];
  /** Who approves orders. */
  readonly approvers: readonly string[];
  /** Processor seconds of this process and of the database. */
  readonly seconds: () => Seconds;
  stop(): Promise<void>;
}

const SELLERS = 7;
const APPROVERS = 2;

/** Starts everything that flows are measured on. */
export async function openDesk(): Promise<Desk> {
  const product = await runProduct();
  const { store } = product.server.services;
  const people = (findTemplate("crm")?.people ?? []).map(({ id }) => id);
  const [sellers, approvers] = [people.slice(0, SELLERS), people.slice(SELLERS, SELLERS + APPROVERS)];
  await store.releases.createApp(deskApp(sellers, approvers), systemActor);
  const pool = new Pool({ connectionString: product.databaseUrl, max: 20 });
  const { rows } = await pool.query<{ pid: number }>("select pg_backend_pid() as pid");
  const postmaster = parentOf(rows[0]?.pid ?? 0);
  return {
    product,
    store,
    pool,
    sellers,
    approvers,
    seconds() {
      const { user, system } = process.cpuUsage();
      return { server: (user + system) / 1e6, database: databaseSeconds(postmaster) };
    },
    async stop() {
      await pool.end();
      await product.stop();
    },
  };
}

/** Creates one record after the other through the gateway, with the flows or without. */
export function createWay(
  { store, seconds }: Desk,
  name: string,
  made: {
    readonly app: string;
    readonly entity: string;
    readonly row: (round: number) => Readonly<Record<string, string | number>>;
    readonly flows: boolean;
  },
): LoadWay {
  const cause = made.flows ? ({ type: "api" } as const) : ({ type: "api", skipFlows: true } as const);
  return {
    name,
    seconds,
    async open() {
      return {
        ask: (round) =>
          store.records.execute(
            systemActor,
            made.app,
            [{ type: "create", entity: made.entity, rows: [{ ...made.row(round) }] }],
            cause,
          ),
        close: () => undefined,
      };
    },
  };
}

/** A ticket that the flow assigns. */
export const ticketRow = (round: number) => ({ name: `ticket ${round}`, amount: 101 + (round % 900) });

/** Tickets through the gateway. */
export const ticketWay = (desk: Desk, flows: boolean): LoadWay =>
  createWay(desk, flows ? "with the flow" : "without", {
    app: DESK,
    entity: "ticket",
    row: ticketRow,
    flows,
  });
