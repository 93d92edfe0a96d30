import type { Expression } from "@mortise/expression";
import type { FieldAccess } from "@mortise/metadata";
import { sql } from "kysely";
import { ACCESS_RANK, type FieldLimits } from "../permission/field-limits.ts";
import { type RowAccess, trustedAccess } from "../permission/row-access.ts";
import type { Sql } from "../sql-text.ts";
import type { SqlWriter } from "./sql-writer.ts";

/** The rank of the access to a field in the row of table `t`. */
export function writeRank(writer: SqlWriter, access: RowAccess, field: string): Sql {
  const limits = access.permission.limits.get(field);
  if (!limits) return sql.lit(ACCESS_RANK[access.permission.fields.get(field) ?? "hidden"]);
  const own = among(
    "greatest",
    limits.grants.map((grant) => grantSql(writer, access, grant)),
  );
  const withheld = limits.uses.map((used) => writeRank(writer, access, used));
  if (withheld.length === 0) return own;
  const hasAll = sql.join(
    withheld.map((rank) => sql`${rank} >= ${sql.lit(ACCESS_RANK.read)}`),
    sql` and `,
  );
  return sql`(case when ${hasAll} then ${own} else ${sql.lit(ACCESS_RANK.hidden)} end)`;
}

/** Whether the access to a field is at least so much, as a condition on table `t`. */
export function writeAtLeast(
  writer: SqlWriter,
  access: RowAccess,
  { field, least }: { readonly field: string; readonly least: FieldAccess },
): Sql {
  return sql`${writeRank(writer, access, field)} >= ${sql.lit(ACCESS_RANK[least])}`;
}

function grantSql(
  writer: SqlWriter,
  access: RowAccess,
  { access: base, rules }: FieldLimits["grants"][number],
): Sql {
  const parts = rules.map((rule) =>
    caseSql(writer, access, { when: rule.when, rank: ACCESS_RANK[rule.access] }),
  );
  return among("least", [sql.lit(ACCESS_RANK[base]), ...parts]);
}

/** A condition that cannot be decided does not hold. */
function caseSql(
  writer: SqlWriter,
  access: RowAccess,
  { when, rank }: { readonly when: Expression; readonly rank: number },
): Sql {
  const condition = writer.condition(trustedAccess(access), when);
  return sql`(case when ${condition} then ${sql.lit(rank)} else ${sql.lit(ACCESS_RANK.write)} end)`;
}

function among(name: "greatest" | "least", parts: readonly Sql[]): Sql {
  return sql`${sql.raw(name)}(${sql.join([...parts])})`;
}
