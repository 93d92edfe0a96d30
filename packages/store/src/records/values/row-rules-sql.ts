import type { RowScope } from "@mortise/metadata";
import { sql } from "kysely";
import { allOf, anyOf, FALSE, fragmentSql, type Sql, TRUE } from "../sql-text.ts";
import type { RowPredicate, RowRule } from "../permission/entity-permission.ts";
import {
  askerFragment,
  relatedAccess,
  type RowAccess,
  teamsFragment,
  trustedAccess,
} from "../permission/row-access.ts";
import { writeAtLeast } from "./limits-sql.ts";
import { reachedPools } from "../pool/pool-reach.ts";
import type { SqlWriter } from "./sql-writer.ts";

/** The permission predicate as a condition on table `t`. */
export function writePredicate(writer: SqlWriter, access: RowAccess, predicate: RowPredicate): Sql {
  switch (predicate.kind) {
    case "all":
      return TRUE;
    case "none":
      return FALSE;
    case "rules":
      return anyOf(predicate.rules.map((rule) => ruleSql(writer, rule, access)));
    case "every":
      return allOf(predicate.of.map((part) => writer.predicate(access, part)));
    case "any":
      return anyOf(predicate.of.map((part) => writer.predicate(access, part)));
    case "parent": {
      const above = relatedAccess(access, predicate.entity.id);
      const conditions = [sql`t.deleted_at is null`, writer.predicate(above, predicate.predicate)];
      if (above.permission.limits.has(predicate.field)) {
        conditions.push(writeAtLeast(writer, above, { field: predicate.field, least: predicate.needs }));
      }
      return sql`t.parent in (select t.id from ${above.model.table} as t where ${allOf(conditions)})`;
    }
  }
}

function ruleSql(writer: SqlWriter, rule: RowRule, access: RowAccess): Sql {
  const scope = anyOf(rule.scopes.map((one) => scopeSql(one, access)));
  if (rule.condition === undefined) return scope;
  // Roles may look at fields their holders cannot see.
  return allOf([scope, writer.condition(trustedAccess(access), rule.condition)]);
}

function scopeSql(scope: RowScope, access: RowAccess): Sql {
  const { model, actor, forMany } = access;
  switch (scope) {
    case "all":
      return TRUE;
    case "own": {
      if (actor.userId === null && !forMany) return FALSE;
      const holder = model.entity.owned ? sql`t.owner` : sql`t.created_by`;
      return sql`${holder} = ${fragmentSql(askerFragment(access))}`;
    }
    case "team":
      return model.entity.owned && (forMany || actor.teams.length > 0)
        ? sql`t.team = any(${fragmentSql(teamsFragment(access))})`
        : FALSE;
    case "pool":
      return model.entity.owned ? allOf([sql`t.owner is null`, reachedPools(access)]) : FALSE;
  }
}

/** Which rows of a record that is seen are seen themselves, as a condition on the table `t` of the child entity. */
export function writeOwnRule(writer: SqlWriter, child: RowAccess): Sql {
  const { own } = child.permission;
  return own && own.read.kind !== "all" ? writer.predicate(child, own.read) : TRUE;
}
