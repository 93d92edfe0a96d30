import { routes } from "@mortise/contract";
import type { DraftState } from "@mortise/store";
import type { Handle } from "../http/handle.ts";
import type { Services } from "../services.ts";
import { appFromFile } from "../setup/app-from-file.ts";
import { readSamples } from "../setup/sample-rows.ts";

const DONE = { ok: true } as const;

/** History of the drafts, apps as files, what is kept aside. */
export function registerReleaseRoutes(handle: Handle, services: Services): void {
  const { draftHistory, draftStates, sandbox, transfer, kept } = services.store;
  handle(routes.listDraftSteps, async ({ params }) => ({ items: await draftHistory.list(params.app) }));
  handle(routes.revertDraftStep, async ({ actor, params }) => {
    await draftHistory.revert(params.app, params.step, actor);
    return DONE;
  });
  handle(routes.compareDraft, ({ params, query }) =>
    draftStates.compare(params.app, stateOf(query.from), stateOf(query.to)),
  );
  handle(routes.restoreDraft, async ({ actor, params, body }) => {
    await draftStates.restore(params.app, stateOf(body.state), body.documents, actor);
    return DONE;
  });
  handle(routes.tryDraft, ({ actor, params, body }) => sandbox.try(actor, params.app, body));
  handle(routes.exportApp, async ({ actor, params, body }) => {
    const archive = await transfer.export(params.app, actor);
    if (!body.samples) return archive;
    return { ...archive, samples: await readSamples(services, actor, params.app) };
  });
  handle(routes.importNewApp, async ({ actor, body }) => ({ id: await appFromFile(services, actor, body) }));
  handle(routes.reviewImport, ({ params, body }) =>
    transfer.review(params.app, transfer.read(body.archive), body.choices),
  );
  handle(routes.importApp, ({ actor, params, body }) => {
    const { choices, stamp } = body;
    return transfer.import(params.app, transfer.read(body.archive), { choices, stamp }, actor);
  });
  handle(routes.listKept, async ({ params }) => ({ items: await kept.list(params.app) }));
  handle(routes.purgeKept, async ({ actor, params, body }) => {
    const purged = await kept.purge(params.app, body, actor);
    return { purged: purged.length };
  });
}

/** A state as the address names it; the route has checked its form. */
function stateOf(text: string): DraftState {
  const id = text.slice(text.indexOf("-") + 1);
  if (text.startsWith("release-")) return { type: "release", number: Number(id) };
  return text.startsWith("step-") ? { type: "step", id } : { type: "draft" };
}
