import type { Actor } from "../../actor.ts";
import type { EntityModel } from "../model/entity-model.ts";
import type { GatewayContext } from "../model/gateway-context.ts";
import type { Cause } from "../record-command.ts";
import { type EntityPermission, entityPermission } from "./entity-permission.ts";

/** An entity as one actor meets it at one moment: everything that SQL over its rows depends on. */
export interface RowAccess {
  readonly model: EntityModel;
  readonly permission: EntityPermission;
  readonly actor: Actor;
  readonly now: Date;
  /** Model of another entity of the same app. */
  related(entity: string): EntityModel;
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
