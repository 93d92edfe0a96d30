import type { PoolDocument, PoolPeople } from "@mortise/metadata";
import type { Actor } from "../../actor.ts";

/** Whether somebody is among the people, by name or by a team at or above their own. */
export function isAmong(
  { userId, teamsAbove }: Pick<Actor, "userId" | "teamsAbove">,
  { users = [], teams = [] }: PoolPeople,
): boolean {
  return (userId !== null && users.includes(userId)) || teams.some((team) => teamsAbove.includes(team));
}

/** Whether somebody has a say in a pool: administrators in all of them. */
export function isPoolAdmin(actor: Actor, { admins }: PoolDocument): boolean {
  return actor.kind === "system" || actor.admin || (admins !== undefined && isAmong(actor, admins));
}

/** Whether somebody sees what lies in a pool, as far as the role reaches pools at all. */
export function isInPool(actor: Actor, pool: PoolDocument): boolean {
  return pool.members === undefined || isAmong(actor, pool.members) || isPoolAdmin(actor, pool);
}

/** Whether somebody may claim from a pool. */
export function mayClaimFrom(actor: Actor, pool: PoolDocument): boolean {
  return pool.claiming === "open" && isInPool(actor, pool);
}
