import type { SystemDatabase } from "../../system-schema.ts";
import type { Kysely } from "kysely";
import type { GatewayContext } from "../model/gateway-context.ts";

/** Where a read happens: the gateway's parts, the connection or transaction, and the time it is. */
export interface ReadScope {
  readonly context: GatewayContext;
  readonly db: Kysely<SystemDatabase>;
  /** Time of the running transaction; the clock's when absent. */
  readonly now?: Date;
}
