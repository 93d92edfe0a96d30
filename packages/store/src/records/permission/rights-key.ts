import type { Actor } from "../../actor.ts";
import type { EntityModel } from "../model/entity-model.ts";
import { entityPermission, permissionKey } from "./entity-permission.ts";

/**
 * What of an actor decides what they see of some entities: the roles alone where these let them see all rows and the same
 * of each, otherwise the person with their teams, too.
 */
export function rightsKey(actor: Actor, models: readonly EntityModel[]): string {
  const roles = models.map((model) => permissionKey(actor, model)).join(" ");
  return models.every((model) => seesAllAlike(actor, model)) ? roles : `${roles} ${personKey(actor)}`;
}

/** No row and no value of the entity depends on who looks. */
function seesAllAlike(actor: Actor, model: EntityModel): boolean {
  const { isFull, read, limits, own } = entityPermission(actor, model);
  return isFull === true || (read.kind === "all" && limits.size === 0 && own === undefined);
}

/** Everything of a person that rules may look at. */
function personKey({ kind, userId, token, teams, ownTeams, teamsAbove, mainTeam }: Actor): string {
  return JSON.stringify([kind, userId, token ?? null, teams, ownTeams, teamsAbove, mainTeam]);
}
