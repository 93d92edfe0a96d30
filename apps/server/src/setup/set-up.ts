import type { RouteInput, routes } from "@mortise/contract";
import type { Services } from "../services.ts";
import { createApp } from "./create-app.ts";

/** First-run set-up: the administrator and, if wanted, the template app. Answers the administrator's id. */
export async function setUp(
  services: Services,
  input: RouteInput<typeof routes.setup>["body"],
): Promise<string> {
  const { name, email, password, locale, timeZone, template, sampleData } = input;
  const id = await services.accounts.create({ name, email, password, locale, timeZone, admin: true });
  if (template) {
    const actor = await services.actors.ofAccount(id);
    if (actor)
      await createApp(services, actor, {
        id: template,
        template,
        ...(sampleData === undefined ? {} : { sampleData }),
      });
  }
  return id;
}
