import { routes } from "@mortise/contract";
import type { Handle } from "../http/handle.ts";
import type { Services } from "../services.ts";

/** What flows send outside: looked at, sent again, given up, kept for a time. */
export function registerSendRoutes(handle: Handle, { process }: Services): void {
  const { sends } = process;
  handle(routes.listSends, ({ actor, params, query }) => sends.list(actor, params.app, query));
  handle(routes.readSend, ({ actor, params }) => sends.read(actor, params.app, params.id));
  handle(routes.trySend, ({ actor, params, body }) => process.tryStep(actor, params.app, body));
  handle(routes.mendSends, ({ actor, params, body }) => sends.mend(actor, params.app, body));
  handle(routes.wakeTarget, async ({ body }) => {
    await sends.wake(body.target);
    return body;
  });
  handle(routes.sendRetention, async ({ params }) => ({ days: await sends.retention(params.app) }));
  handle(routes.setSendRetention, async ({ params, body }) => {
    await sends.setRetention(params.app, body.days);
    return { days: body.days };
  });
}
