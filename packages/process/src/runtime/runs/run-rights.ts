import { holdsRunRight, type RunRight, runRightOf } from "@mortise/metadata";
import type { Actor } from "@mortise/store";
import { runsForbidden } from "../../errors.ts";
import type { ProcessParts } from "../parts.ts";

type Releases = Pick<ProcessParts, "releases">;

/** The roles that somebody holds in an app. */
export function rolesOf(actor: Actor, app: string, { releases }: Releases) {
  const held = Object.hasOwn(actor.roles, app) ? (actor.roles[app] ?? []) : [];
  return releases
    .current(app)
    .catalog.all("role")
    .filter((role) => held.includes(role.id));
}

/** Whether somebody may change an app. */
export function mayBuild(actor: Actor, app: string, parts: Releases): boolean {
  return actor.admin || (actor.kind === "user" && rolesOf(actor, app, parts).some((role) => role.builder));
}

/** What somebody may do with runs of an app's flows, as far as they may see the records; undefined for nothing. */
export function runRight(actor: Actor, app: string, parts: Releases): RunRight | undefined {
  if (actor.admin) return "pause";
  const roles = rolesOf(actor, app, parts);
  // Tokens do not build, whatever the roles of who made them.
  return runRightOf(actor.kind === "user" ? roles : roles.map((role) => ({ ...role, builder: false })));
}

/** Whether somebody may do that much with runs. */
export function mayWithRuns(actor: Actor, app: string, wanted: RunRight, parts: Releases): boolean {
  return holdsRunRight(runRight(actor, app, parts), wanted);
}

/** FLOW_RUNS_FORBIDDEN for who may not do that much with runs. */
export function requireRunRight(actor: Actor, app: string, wanted: RunRight, parts: Releases): void {
  if (!mayWithRuns(actor, app, wanted, parts)) throw runsForbidden();
}
