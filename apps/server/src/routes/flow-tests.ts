import { routes } from "@mortise/contract";
import type { Handle } from "../http/handle.ts";
import type { Services } from "../services.ts";

/** Cases that flows must get right. */
export function registerFlowTestRoutes(handle: Handle, { process, store: { releases } }: Services): void {
  handle(routes.runFlowTests, async ({ params, body }) => {
    const { documents } = await releases.draft(params.app);
    const drafts = documents.map(({ document }) => document);
    return { results: await process.runFlowTests(params.app, { flow: body.flow, documents: drafts }) };
  });
  handle(routes.keepRunAsTest, async ({ actor, params }) => {
    const { flow, test } = await process.testFromRun(actor, params.app, params.id);
    const { documents } = await releases.draft(params.app);
    const found = documents.find(({ document }) => document.kind === "flow" && document.id === flow);
    if (found?.document.kind === "flow") {
      const document = { ...found.document, tests: [...(found.document.tests ?? []), test] };
      await releases.saveDraft(params.app, [{ document, revision: found.revision }], actor);
    }
    return { flow, test };
  });
}
