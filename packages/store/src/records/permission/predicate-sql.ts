import type { RowScope } from "@mortise/metadata";
import { sql } from "kysely";
import { conditionSql } from "../query/definition-sql.ts";
import { allOf, anyOf, FALSE, type Sql, TRUE } from "../sql-text.ts";
import { entityPermission, type RowPredicate, type RowRule } from "./entity-permission.ts";
import { atLeastSql } from "./limit-sql.ts";
import type { RowAccess } from "./row-access.ts";

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
      const above = { ...access, model: parent, permission: entityPermission(access.actor, parent) };
      const conditions = [sql`t.deleted_at is null`, predicateSql(predicate.predicate, above)];
      if (above.permission.limits.has(predicate.field)) {
        conditions.push(atLeastSql(above, predicate.field, predicate.needs));
      }
      return sql`t.parent in (select t.id from ${parent.table} as t where ${allOf(conditions)})`;
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
