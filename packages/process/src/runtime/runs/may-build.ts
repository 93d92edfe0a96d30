import type { Actor } from "@mortise/store";
import type { ProcessParts } from "../parts.ts";

/** Whether somebody may change an app. */
export function mayBuild(actor: Actor, app: string, { releases }: Pick<ProcessParts, "releases">): boolean {
  if (actor.admin) return true;
  const roles = actor.roles[app] ?? [];
  return releases
    .current(app)
    .catalog.all("role")
    .some((role) => roles.includes(role.id) && role.builder);
}
