import type { Catalog } from "@mortise/metadata";
import type { Actor } from "../actor.ts";

/** Whether an actor may edit the drafts of an app and publish them: administrators and holders of a builder role. */
export function mayBuild(actor: Actor, app: string, catalog: Catalog): boolean {
  if (actor.admin) return true;
  const held = actor.roles[app] ?? [];
  return held.some((role) => catalog.find("role", role)?.builder === true);
}
