import { routes } from "@mortise/contract";
import { addOption } from "@mortise/forms/runtime";
import type { Handle } from "../http/handle.ts";
import type { Services } from "../services.ts";

/** A person types a few values a second at most; a program that tries out numbers is stopped. */
const TYPING = { config: { rateLimit: { max: 120, timeWindow: "1 minute" } } };

/** Each option is a release of its own. */
const ADDING = { config: { rateLimit: { max: 20, timeWindow: "1 minute" } } };

/** What forms ask while they are filled in. */
export function registerRecordFormRoutes(handle: Handle, { store }: Services): void {
  const { records } = store;
  handle(
    routes.addOption,
    async ({ actor, params, body }) => ({ option: await addOption(store, actor, { ...params, ...body }) }),
    ADDING,
  );
  handle(routes.fillForm, async ({ actor, params, body }) => {
    const { found, labels } = await records.fills(actor, params.app, { ...body, entity: params.entity });
    return { found: [...found], labels };
  });
  handle(
    routes.checkUnique,
    async ({ actor, params, body }) => ({
      taken: [...(await records.checkUnique(actor, params.app, { ...body, entity: params.entity }))],
    }),
    TYPING,
  );
}
