import { routes } from "@mortise/contract";
import { type Handle, personOf } from "../http/handle.ts";
import type { Services } from "../services.ts";

const DONE = { ok: true } as const;

/** Who has a draft open. */
export function registerDraftSeatRoutes(handle: Handle, { store }: Services): void {
  handle(routes.takeSeat, async ({ actor, params, body }) => {
    const report = { takesOver: false, ...body, id: params.seat };
    return { items: await store.draftSeats.report(params.app, personOf(actor), report) };
  });
  handle(routes.leaveSeat, async ({ actor, params }) => {
    await store.draftSeats.leave(params.app, personOf(actor), params.seat);
    return DONE;
  });
}
