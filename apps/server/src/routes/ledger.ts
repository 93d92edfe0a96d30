import { routes } from "@mortise/contract";
import type { Handle } from "../http/handle.ts";
import type { Services } from "../services.ts";

/** The ledger of shares: what people were due and were given by flows. */
export function registerLedgerRoutes(handle: Handle, { process: { ledger } }: Services): void {
  handle(routes.readLedger, ({ actor, params, query }) => ledger.read(actor, params.app, query));
  handle(routes.ledgerRecords, ({ actor, params, query }) => ledger.records(actor, params.app, query));
}
