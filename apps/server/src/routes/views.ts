import { routes } from "@mortise/contract";
import { withCurrentKeys } from "@mortise/metadata";
import type { Handle } from "../http/handle.ts";
import type { Services } from "../services.ts";

const DONE = { ok: true } as const;

/** Views that people keep for themselves. */
export function registerViewRoutes(handle: Handle, { store }: Services): void {
  handle(routes.listViews, async ({ actor, params }) => {
    const { catalog } = store.releases.current(params.app);
    const views = await store.personalViews.list(actor, params.app);
    return { items: views.map((view) => withCurrentKeys(view, catalog)) };
  });
  handle(routes.saveView, async ({ actor, params, body }) => {
    await store.personalViews.save(actor, params.app, { ...body.view, id: params.id });
    return DONE;
  });
  handle(routes.deleteView, async ({ actor, params }) => {
    await store.personalViews.remove(actor, params.app, params.id);
    return DONE;
  });
}
