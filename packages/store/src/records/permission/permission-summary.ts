import type { FieldAccess } from "@mortise/metadata";
import type { Actor } from "../../actor.ts";
import type { EntityModel } from "../model/entity-model.ts";
import { isPoolAdmin } from "../pool/pool-members.ts";
import { poolRules } from "../pool/pool-rules.ts";
import { entityPermission, mayReveal } from "./entity-permission.ts";

/** What an actor may do with an entity at all, for screens: which of its rows is decided row by row. */
export interface PermissionSummary {
  readonly create: boolean;
  readonly read: boolean;
  readonly update: boolean;
  readonly delete: boolean;
  readonly import: boolean;
  readonly export: boolean;
  /** Records may be removed from the recycle bin for good. */
  readonly purge: boolean;
  /** Ownerless records may be claimed. */
  readonly claim: boolean;
  /** Records of some pool may be assigned to others. */
  readonly assign: boolean;
  /** Fields of the entity (and owner and team) that are not `write`. */
  readonly fields: Readonly<Record<string, FieldAccess>>;
  /** Fields to which single records allow less. */
  readonly limited: readonly string[];
  /** Masked fields whose clear value may be asked for. */
  readonly reveal: readonly string[];
}

/** Sums a permission up for screens. */
export function summarize(model: EntityModel, actor: Actor): PermissionSummary {
  const permission = entityPermission(actor, model);
  const shown = model.fields.filter((field) => !field.system || field.id === "owner" || field.id === "team");
  const limited = shown.flatMap((field) => {
    const access = permission.fields.get(field.id) ?? "hidden";
    return access === "write" ? [] : [[field.id, access] as const];
  });
  const canUpdate = permission.update.kind !== "none";
  return {
    create: permission.create,
    read: permission.read.kind !== "none",
    update: canUpdate,
    delete: permission.delete.kind !== "none",
    import: permission.import,
    export: permission.export,
    purge: permission.purge,
    claim: model.entity.pool !== undefined && canUpdate && actor.userId !== null,
    assign: (poolRules(model)?.all ?? []).some(({ document }) => isPoolAdmin(actor, document)),
    fields: Object.fromEntries(limited),
    limited: [...permission.limits.keys()],
    reveal: model.fields.filter((field) => mayReveal(permission, field, actor)).map(({ id }) => id),
  };
}
