import { routes } from "@mortise/contract";
import type { Handle } from "../http/handle.ts";
import type { Services } from "../services.ts";

/** Runs of flows: looked at, mended, kept for a time; drafts tried on the past. */
export function registerRunRoutes(handle: Handle, { process }: Services): void {
  const { runs } = process;
  handle(routes.listRuns, ({ actor, params, query }) => runs.list(actor, params.app, query));
  handle(routes.readRun, ({ actor, params }) => runs.read(actor, params.app, params.id));
  handle(routes.standingRuns, ({ params }) => runs.standing(params.app, params.flow));
  handle(routes.watchedFlows, ({ actor, params }) => runs.flows(actor, params.app));
  handle(routes.switchFlow, ({ actor, params, body }) => runs.switch(actor, { ...params, ...body }));
  handle(routes.interveneRun, async ({ actor, params, body }) => {
    await runs.intervene(actor, params.app, { id: params.id, ...body });
    return { id: params.id };
  });
  handle(routes.mendRuns, ({ actor, params, body }) => runs.mend(actor, params.app, body));
  handle(routes.previewUndoRun, ({ actor, params }) => runs.previewUndo(actor, params.app, params.id));
  handle(routes.undoRun, async ({ actor, params, query }) => {
    const choice = query.conflicts ? { conflicts: query.conflicts } : {};
    const result = await runs.undo(actor, params.app, params.id, choice);
    return { ...result, conflicts: result.conflicts.map(({ id }) => id) };
  });
  handle(routes.runRetention, async ({ params }) => ({ days: await runs.retention(params.app) }));
  handle(routes.setRunRetention, async ({ params, body }) => {
    await runs.setRetention(params.app, body.days);
    return { days: body.days };
  });
  handle(routes.whatIf, ({ actor, params, body }) => process.whatIf(actor, { ...params, ...body }));
}
