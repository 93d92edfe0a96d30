import type { SqlFragment } from "@mortise/expression";
import { sql } from "kysely";
import type { ModelField } from "../model/model-field.ts";
import type { DatabaseRow } from "../model/row-values.ts";
import type { Sql } from "../sql-text.ts";
import { atLeastSql, fieldSql, rankSql } from "../values/sql-of.ts";
import type { EntityPermission } from "./entity-permission.ts";
import { ACCESS_RANK, accessOfRank } from "./field-limits.ts";
import type { RowAccess } from "./row-access.ts";

export { atLeastSql };

/** The value of a field over table `t` as text with parameters; a piece of SQL may stand where a parameter would. */
export function guardedFragment(access: RowAccess, field: ModelField): SqlFragment {
  const isPlain = field.columnType !== null && field.type?.computed !== "on-write";
  if (isPlain && !access.permission.limits.has(field.id)) return { text: `t."${field.id}"`, parameters: [] };
  return { text: "(?)", parameters: [fieldSql(access, field)] };
}

/** Select-list entries that bring the access to each limited field along with its record; starts with a comma unless empty. */
export function ranksList(access: RowAccess): Sql {
  const ids = [...access.permission.limits.keys()];
  return sql.join(
    ids.map((id) => sql`, ${rankSql(access, id)} as ${sql.id(rankColumn(id))}`),
    sql``,
  );
}

/** The permission on one record, read with `ranksList`. */
export function onRow(permission: EntityPermission, row: DatabaseRow): EntityPermission {
  if (permission.limits.size === 0) return permission;
  const fields = new Map(permission.fields);
  for (const id of permission.limits.keys()) {
    const held = fields.get(id) ?? "hidden";
    const here = accessOfRank(row[rankColumn(id)]);
    fields.set(id, ACCESS_RANK[here] < ACCESS_RANK[held] ? here : held);
  }
  return { ...permission, fields, limits: new Map() };
}

function rankColumn(field: string): string {
  return `$access.${field}`;
}
