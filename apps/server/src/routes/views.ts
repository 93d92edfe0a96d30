import { routes } from "@mortise/contract";
import type { Handle } from "../http/handle.ts";
import type { Services } from "../services.ts";

const DONE = { ok: true } as const;

/** Views that people keep for themselves. */
export function registerViewRoutes(handle: Handle, { store }: Services): void {
  handle(routes.listViews, async ({ actor, params }) => ({
    items: [...(await store.personalViews.list(actor, params.app))],
  }));
  handle(routes.saveView, async ({ actor, params, body }) => {
    await store.personalViews.save(actor, params.app, { ...body.view, id: params.id });
    return DONE;
  });
  handle(routes.deleteView, async ({ actor, params }) => {
    await store.personalViews.remove(actor, params.app, params.id);
    return DONE;
  });
}
