import type { RouteInput, routes } from "@mortise/contract";
import { findTemplate } from "@mortise/templates";
import { templateUnknown } from "../errors.ts";
import type { Services } from "../services.ts";
import { createApp } from "./create-app.ts";

/** First-run set-up: the administrator and, if wanted, the template app. Answers the administrator's id; ACCOUNT_SETUP_CLOSED when there is one. */
export async function setUp(
  services: Services,
  input: RouteInput<typeof routes.setup>["body"],
): Promise<string> {
  const { name, email, password, locale, timeZone, template, sampleData = false } = input;
  if (template !== undefined && !findTemplate(template)) throw templateUnknown({ template });
  const id = await services.accounts.createFirst({ name, email, password, locale, timeZone });
  const actor = await services.actors.ofAccount(id);
  if (template !== undefined && actor)
    await createApp(services, actor, { id: template, template, sampleData });
  return id;
}
