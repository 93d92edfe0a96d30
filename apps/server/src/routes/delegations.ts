import { routes } from "@mortise/contract";
import type { Handle } from "../http/handle.ts";
import type { Services } from "../services.ts";

/** Standing in for others. */
export function registerDelegationRoutes(handle: Handle, { process: { delegations } }: Services): void {
  handle(routes.listDelegations, ({ actor }) => delegations.list(actor));
  handle(routes.createDelegation, ({ actor, body }) => delegations.create(actor, body));
  handle(routes.endDelegation, ({ actor, params }) => delegations.end(actor, params.id));
  handle(routes.delegationChoices, ({ actor }) => delegations.choices(actor));
}
