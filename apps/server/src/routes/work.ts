import { routes } from "@mortise/contract";
import type { Handle } from "../http/handle.ts";
import type { Services } from "../services.ts";

/** To-dos, notifications and flows at work. */
export function registerWorkRoutes(handle: Handle, { process }: Services): void {
  handle(routes.listWorkItems, ({ actor, query }) => process.listWorkItems(actor, query));
  handle(routes.recordWorkItems, ({ actor, params }) =>
    process.recordWorkItems(actor, params.app, params.entity, params.id),
  );
  handle(routes.decideWorkItem, async ({ actor, params, body }) => ({
    item: await process.decide(actor, params.id, body.decision, body.comment, body),
  }));
  handle(routes.approveMany, ({ actor, body }) => process.approveMany(actor, body.ids, body.comment));
  handle(routes.handOverWork, ({ actor, params, body }) =>
    process.handOver(actor, { from: params.id, ...body }),
  );
  handle(routes.recallWord, async ({ actor, params }) => ({ item: await process.recall(actor, params.id) }));
  handle(routes.workForm, ({ actor, params }) => process.workForm(actor, params.id));
  handle(routes.passOnWorkItem, async ({ actor, params, body }) => ({
    item: await process.passOn(actor, params.id, body.to, body.comment),
  }));
  handle(routes.addToWorkItem, async ({ actor, params, body }) => ({
    item: await process.addPeople(actor, params.id, body),
  }));
  handle(routes.askForWord, async ({ actor, params, body }) => ({
    item: await process.askWord(actor, params.id, body.of, body.question),
  }));
  handle(routes.takeBackWorkItem, async ({ actor, params }) => ({
    item: await process.takeBack(actor, params.id),
  }));
  handle(routes.ownRuns, ({ actor }) => process.ownRuns(actor));
  handle(routes.withdrawRun, async ({ actor, params, body }) => {
    await process.withdrawRun(actor, params.id, body.comment);
    return { ok: true as const };
  });
  handle(routes.urgeRun, async ({ actor, params }) => {
    await process.urgeRun(actor, params.id);
    return { ok: true as const };
  });
  handle(routes.listNotifications, ({ actor, query }) => process.listNotifications(actor, query));
  handle(routes.readNotifications, ({ actor, body }) => process.readNotifications(actor, body.ids));
  handle(routes.flowRuns, ({ actor, params }) => process.flowRuns(actor, params.app, params.flow));
  handle(routes.flowButtons, async ({ actor, params, body }) => {
    const buttons = await process.offeredButtons(actor, { ...params, ids: body.ids });
    return {
      buttons: buttons.map((button) => ({ ...button, ids: [...button.ids], ask: [...button.ask] })),
    };
  });
  handle(routes.pressFlowButton, ({ actor, params, body }) =>
    process.pressButton(actor, { ...params, ids: body.ids, values: body.values ?? {} }),
  );
  handle(routes.rehearseFlow, ({ actor, params, body }) =>
    process.rehearse(actor, params.app, body.flow, body.record),
  );
}
