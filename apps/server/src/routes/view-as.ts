import { routes } from "@mortise/contract";
import { AppError } from "@mortise/kit";
import { type Actor, NOBODY_ID, type ViewAs, writeAudit } from "@mortise/store";
import { notFound } from "../errors.ts";
import { sessionOf } from "../http/authentication.ts";
import { type Handle, personOf } from "../http/handle.ts";
import type { Services } from "../services.ts";

const DONE = { ok: true } as const;

/** Seeing the product as somebody else does: administrators only, read-only, and written down. */
export function registerViewAsRoutes(handle: Handle, services: Services): void {
  handle(routes.viewAs, async ({ actor, body, request }) => {
    const session = sessionOf(request);
    const view = await viewOf(services, body);
    if (!session) throw notFound();
    await writeAudit(services.store.db, {
      kind: "view-as",
      actor: personOf(actor),
      at: services.clock.now(),
      ...("role" in view ? { app: view.app } : {}),
      details: { ...view, name: await viewName(services, view, actor) },
    });
    await services.sessions.viewAs(session, view);
    return DONE;
  });
  handle(routes.stopViewAs, async ({ request }) => {
    const session = sessionOf(request);
    if (session) await services.sessions.viewAs(session, null);
    return DONE;
  });
}

async function viewOf(
  services: Services,
  { account, app, role }: { account?: string; app?: string; role?: string },
): Promise<ViewAs> {
  if (account !== undefined) {
    if (!(await services.actors.ofAccount(account))) throw notFound();
    return { account };
  }
  const known =
    app !== undefined &&
    role !== undefined &&
    services.store.releases.current(app).catalog.find("role", role);
  if (!known) throw notFound();
  return { app, role };
}

/** What the banner and the audit call whom the product is seen as. */
async function viewName(services: Services, view: ViewAs, actor: Actor): Promise<string> {
  if ("account" in view) return (await services.accounts.get(view.account)).name;
  const role = services.store.releases.current(view.app).catalog.find("role", view.role);
  return role?.name[actor.locale] ?? view.role;
}

/** Who looks on and as whom; nothing for people who are themselves. */
export async function viewedBy(services: Services, actor: Actor) {
  if (actor.viewer === undefined) return {};
  const viewer = await services.accounts.get(actor.viewer).catch((error: unknown) => {
    if (error instanceof AppError) return undefined;
    throw error;
  });
  return { viewedBy: { id: actor.viewer, name: viewer?.name ?? "" } };
}

/** Describes somebody who is only a role, the way people are described. */
export function describeRole(services: Services, actor: Actor) {
  const [app = "", held = []] = Object.entries(actor.roles)[0] ?? [];
  const role = services.store.releases.current(app).catalog.find("role", held[0] ?? "");
  return {
    id: NOBODY_ID,
    name: role?.name[actor.locale] ?? held[0] ?? "",
    email: null,
    locale: actor.locale,
    timeZone: actor.timeZone,
    admin: false,
    roles: { [app]: [...held] },
    teams: [],
  };
}
