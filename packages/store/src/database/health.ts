import type pg from "pg";
import { connectionError } from "./connection-error.ts";

/** The answer of a healthy database. */
export interface Health {
  readonly database: "ok";
}

/** Asks the database for a sign of life. */
export async function checkHealth(pool: pg.Pool, url: string): Promise<Health> {
  try {
    await pool.query("select 1");
    return { database: "ok" };
  } catch (cause) {
    throw connectionError(url, cause);
  }
}
