import { DatabaseError } from "pg";
import type { GatewayContext } from "../model/gateway-context.ts";

/** No such column, table or operator; another type; a prepared statement whose columns changed. */
const STALE: ReadonlySet<string> = new Set(["42703", "42P01", "42883", "42804", "0A000"]);

/**
 * Runs work that may have been compiled from a release which another process has just replaced: when the tables are not
 * what it expects, it runs once more over the release that is in force.
 */
export async function onCurrentStructure<T>(
  context: GatewayContext,
  app: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DatabaseError) || !STALE.has(error.code ?? "")) throw error;
    await context.releases.refresh?.(app);
    return work();
  }
}
