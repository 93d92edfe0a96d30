import type { SqlFragment } from "@mortise/expression";
import type { Actor } from "../../actor.ts";
import type { EntityModel } from "../model/entity-model.ts";
import type { GatewayContext } from "../model/gateway-context.ts";
import type { Cause } from "../record-command.ts";
import { type EntityPermission, entityPermission, fullPermission } from "./entity-permission.ts";

/** An entity as one actor meets it at one moment: everything that SQL over its rows depends on. */
export interface RowAccess {
  readonly model: EntityModel;
  readonly permission: EntityPermission;
  readonly actor: Actor;
  readonly now: Date;
  /** Model of another entity of the same app. */
  related(entity: string): EntityModel;
  /** Told when what is put together depends on the time. */
  readonly watch?: { usesTime: boolean };
  /** Set where a definition asks, not a person: rules of roles, values that are kept. Nothing is withheld then. */
  readonly trusted?: true;
  /**
   * Set where a statement asks for many people who hold the same roles: the table `who`, in reach of the statement, has
   * the account as `account`, the teams as `teams` and those without what is below them as `own_teams`, with those above
   * as `teams_above`; of `actor` only the roles count.
   */
  readonly forMany?: true;
  /** Set where `t` is made of rows of the past: see `pastSql`. */
  readonly past?: PastRows;
}

/** Rows as they were: column `$held` of `t` has, as JSON, the old values of what is kept outside of the columns. */
export interface PastRows {
  /** Records in the bin since this moment count as being there. */
  readonly at: Date;
}

/** The account of whoever asks, as SQL text with parameters. */
export function askerFragment({ actor, forMany }: RowAccess): SqlFragment {
  return forMany ? { text: "who.account", parameters: [] } : { text: "?::uuid", parameters: [actor.userId] };
}

/** The teams of whoever asks, those below included; null when there are none. */
export function teamsFragment({ actor, forMany }: RowAccess): SqlFragment {
  return forMany
    ? { text: "nullif(who.teams, '{}')", parameters: [] }
    : { text: "?::uuid[]", parameters: [actor.teams.length > 0 ? actor.teams : null] };
}

/** The teams that whoever asks belongs to; null when there are none. */
export function ownTeamsFragment({ actor, forMany }: RowAccess): SqlFragment {
  return forMany
    ? { text: "nullif(who.own_teams, '{}')", parameters: [] }
    : { text: "?::uuid[]", parameters: [actor.ownTeams.length > 0 ? actor.ownTeams : null] };
}

/** Another entity of the app as the same actor meets it, or as definitions do. */
export function relatedAccess(access: RowAccess, entity: string): RowAccess {
  const model = access.related(entity);
  const permission = access.trusted ? fullPermission(model) : entityPermission(access.actor, model);
  const { past: _, ...present } = access;
  return { ...present, model, permission };
}

/** The same rows as a definition sees them. */
export function trustedAccess(access: RowAccess): RowAccess {
  return access.trusted ? access : { ...access, permission: fullPermission(access.model), trusted: true };
}

/** Resolves entity and permission for an actor. */
export function accessRows(
  context: GatewayContext,
  actor: Actor,
  target: { readonly app: string; readonly entity: string; readonly cause?: Cause; readonly now?: Date },
): RowAccess {
  const model = context.model(target.app, target.entity);
  return {
    model,
    permission: entityPermission(actor, model, target.cause),
    actor,
    now: target.now ?? context.clock.now(),
    related: (entity) => context.model(target.app, entity),
  };
}
