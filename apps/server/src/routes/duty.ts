import { routes } from "@mortise/contract";
import type { Handle } from "../http/handle.ts";
import type { Services } from "../services.ts";

/** When people take on what flows give them. */
export function registerDutyRoutes(handle: Handle, { process: { duty } }: Services): void {
  handle(routes.getDuty, ({ actor }) => duty.read(actor));
  handle(routes.createLeave, ({ actor, body }) => duty.take(actor, body));
  handle(routes.endLeave, ({ actor, params }) => duty.end(actor, params.id));
}
