import type { RowScope } from "@mortise/metadata";
import { sql } from "kysely";
import type { Actor } from "../../actor.ts";
import type { EntityModel } from "../model/entity-model.ts";
import type { GatewayContext } from "../model/gateway-context.ts";
import { conditionSql } from "../query/condition-sql.ts";
import type { Cause } from "../record-command.ts";
import { allOf, anyOf, FALSE, type Sql, TRUE } from "../sql-text.ts";
import {
  type EntityPermission,
  entityPermission,
  type RowPredicate,
  type RowRule,
} from "./entity-permission.ts";

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

/** The permission predicate as a condition on table `t`: the one place where row rules become SQL. */
export function predicateSql(predicate: RowPredicate, access: RowAccess): Sql {
  switch (predicate.kind) {
    case "all":
      return TRUE;
    case "none":
      return FALSE;
    case "rules":
      return anyOf(predicate.rules.map((rule) => ruleSql(rule, access)));
    case "parent": {
      const parent = access.related(predicate.entity.id);
      const inner = predicateSql(predicate.predicate, { ...access, model: parent });
      return sql`t.parent in (select t.id from ${parent.table} as t where t.deleted_at is null and ${inner})`;
    }
  }
}

function ruleSql(rule: RowRule, access: RowAccess): Sql {
  const scope = anyOf(rule.scopes.map((one) => scopeSql(one, access)));
  return rule.condition === undefined ? scope : allOf([scope, conditionSql(rule.condition, access)]);
}

function scopeSql(scope: RowScope, { model, actor }: RowAccess): Sql {
  switch (scope) {
    case "all":
      return TRUE;
    case "own": {
      if (actor.userId === null) return FALSE;
      const holder = model.entity.owned ? sql`t.owner` : sql`t.created_by`;
      return sql`${holder} = ${actor.userId}::uuid`;
    }
    case "team":
      return model.entity.owned && actor.teams.length > 0
        ? sql`t.team = any(${[...actor.teams]}::uuid[])`
        : FALSE;
    case "pool":
      return model.entity.owned ? sql`t.owner is null` : FALSE;
  }
}
