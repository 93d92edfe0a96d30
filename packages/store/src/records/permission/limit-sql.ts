import type { Expression, SqlFragment } from "@mortise/expression";
import type { FieldAccess } from "@mortise/metadata";
import { sql } from "kysely";
import { definitionFragment } from "../query/definition-sql.ts";
import type { ModelField } from "../model/model-field.ts";
import type { DatabaseRow } from "../model/row-values.ts";
import { fragmentSql, type Sql } from "../sql-text.ts";
import type { EntityPermission } from "./entity-permission.ts";
import { ACCESS_RANK, accessOfRank, type FieldLimits } from "./field-limits.ts";
import type { RowAccess } from "./row-access.ts";

/**
 * The column of a field over table `t`, empty for records in which the actor may not see it in clear; for a field
 * that holds child rows, whether they may be read.
 */
export function guardedFragment(access: RowAccess, field: ModelField): SqlFragment {
  // The id comes from the catalog, where ids match [a-z][a-z0-9_]*.
  const column = `t."${field.id}"`;
  if (!access.permission.limits.has(field.id)) return { text: column, parameters: [] };
  const rank = rankFragment(access, field.id);
  if (field.columnType === null) {
    return { text: `${rank.text} >= ${ACCESS_RANK.read}`, parameters: rank.parameters };
  }
  return {
    text: `(case when ${rank.text} >= ${ACCESS_RANK.read} then ${column} end)`,
    parameters: rank.parameters,
  };
}

/** The same as a piece of a statement. */
export function guardedColumn(access: RowAccess, field: ModelField): Sql {
  return access.permission.limits.has(field.id)
    ? fragmentSql(guardedFragment(access, field))
    : sql.id("t", field.id);
}

/** Whether the access to a field is at least so much, as a condition on table `t`. */
export function atLeastSql(access: RowAccess, field: string, least: FieldAccess): Sql {
  const rank = rankFragment(access, field);
  return fragmentSql({
    text: `${rank.text} >= ${ACCESS_RANK[least]}`,
    parameters: rank.parameters,
  });
}

/** Select-list entries that bring the access to each limited field along with its record; starts with a comma unless empty. */
export function ranksList(access: RowAccess): Sql {
  const ids = [...access.permission.limits.keys()];
  return sql.join(
    ids.map((id) => sql`, ${fragmentSql(rankFragment(access, id))} as ${sql.id(rankColumn(id))}`),
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

/** The rank of the access to a field in the row of table `t`. */
function rankFragment(access: RowAccess, field: string): SqlFragment {
  const limits = access.permission.limits.get(field);
  const held = ACCESS_RANK[access.permission.fields.get(field) ?? "hidden"];
  if (!limits) return { text: `${held}`, parameters: [] };
  const own = join(
    "greatest",
    limits.grants.map((grant) => grantFragment(access, grant)),
  );
  const withheld = limits.uses.map((used) => rankFragment(access, used));
  if (withheld.length === 0) return own;
  const hasAll = withheld.map((rank) => `${rank.text} >= ${ACCESS_RANK.read}`).join(" and ");
  return {
    text: `(case when ${hasAll} then ${own.text} else ${ACCESS_RANK.hidden} end)`,
    parameters: [...withheld.flatMap((rank) => rank.parameters), ...own.parameters],
  };
}

function grantFragment(
  access: RowAccess,
  { access: base, rules }: FieldLimits["grants"][number],
): SqlFragment {
  const parts = rules.map((rule) => caseFragment(access, rule.when, ACCESS_RANK[rule.access]));
  return join("least", [{ text: `${ACCESS_RANK[base]}`, parameters: [] }, ...parts]);
}

/** A condition that cannot be decided does not hold. */
function caseFragment(access: RowAccess, when: Expression, rank: number): SqlFragment {
  const condition = definitionFragment(when, access);
  return {
    text: `(case when ${condition.text} then ${rank} else ${ACCESS_RANK.write} end)`,
    parameters: condition.parameters,
  };
}

function join(name: "greatest" | "least", parts: readonly SqlFragment[]): SqlFragment {
  return {
    text: `${name}(${parts.map((part) => part.text).join(", ")})`,
    parameters: parts.flatMap((part) => part.parameters),
  };
}
