import type { SqlFragment } from "@mortise/expression";
import { sql } from "kysely";
import type { ModelField } from "../model/model-field.ts";
import { isAlwaysClear } from "../permission/field-guard.ts";
import { relatedAccess, type RowAccess } from "../permission/row-access.ts";
import { allOf, fragmentSql, type Sql, TRUE } from "../sql-text.ts";
import type { SqlWriter } from "./sql-writer.ts";

/**
 * A select of some ids and of everything below them in the tree that a variable's values stand in. It does not depend on
 * the row, so the database works it out once; the walk follows the index of the reference upwards. It goes through
 * records the actor may see only, and not at all when the reference upwards is withheld.
 */
export function belowFragment(
  writer: SqlWriter,
  access: RowAccess,
  { path, ids }: { readonly path: string; readonly ids: SqlFragment },
): SqlFragment {
  const edges = edgesSql(writer, access, path.split("."));
  const start = sql`select unnest(${fragmentSql(ids)}) as id`;
  const tree = edges
    ? sql`with recursive below(id) as (
        ${start} union select e.child from (${edges}) as e join below on e.parent = below.id) select id from below`
    : start;
  return { text: "?", parameters: [tree] };
}

/** `child`, `parent` of the tree at the end of a path; undefined when the actor may not know it. */
function edgesSql(
  writer: SqlWriter,
  access: RowAccess,
  [first = "", ...rest]: readonly string[],
): Sql | undefined {
  const field = access.model.need(first);
  if (field.kind === "team" || (field.kind === "user" && rest.length > 0))
    return sql`select id as child, parent from mortise.team where parent is not null`;
  if (first === "id" && rest.length === 0) return recordEdges(writer, access);
  const related = relatedAccess(access, field.target ?? "");
  return rest.length === 0 ? recordEdges(writer, related) : edgesSql(writer, related, rest);
}

function recordEdges(writer: SqlWriter, access: RowAccess): Sql | undefined {
  const { model, permission } = access;
  const definition = model.catalog.treeField(model.id);
  const up: ModelField | undefined = definition && model.field(definition.id);
  if (!up || !(access.trusted || isAlwaysClear(permission, up.id))) return undefined;
  const visible = permission.read.kind === "all" ? TRUE : writer.predicate(access, permission.read);
  return sql`select t.id as child, ${writer.field(access, up)} as parent from ${model.table} as t
    where ${allOf([sql`t.deleted_at is null`, visible])}`;
}
