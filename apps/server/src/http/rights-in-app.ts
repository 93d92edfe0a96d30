import type { Actor, Store } from "@mortise/store";

/** The ids of the roles that an actor holds in an app. */
export function rolesIn(actor: Actor, app: string): readonly string[] {
  return Object.hasOwn(actor.roles, app) ? (actor.roles[app] ?? []) : [];
}

/** Whether the actor may edit drafts of the app and publish. */
export function isBuilder(
  actor: Actor,
  app: string | undefined,
  { store }: { readonly store: Pick<Store, "releases"> },
): boolean {
  if (actor.admin) return true;
  if (app === undefined || actor.kind !== "user") return false;
  const held = rolesIn(actor, app);
  if (held.length === 0) return false;
  const { catalog } = store.releases.current(app);
  return held.some((role) => catalog.find("role", role)?.builder === true);
}
