import type { SqlRows } from "@mortise/expression";
import { sql } from "kysely";
import type { ModelField } from "../model/model-field.ts";
import { throughParent } from "../permission/entity-permission.ts";
import { relatedAccess, type RowAccess } from "../permission/row-access.ts";
import { fieldUnsuitable } from "../record-errors.ts";
import { writeAtLeast } from "./limits-sql.ts";
import { isNarrowed } from "./list-sql.ts";
import { writeOwnRule } from "./row-rules-sql.ts";
import type { SqlWriter } from "./sql-writer.ts";

const ALIAS = "r";

/**
 * The live child rows of a sub-table field of table `t`, for totals such as `sum(lines.amount)`. Identifiers come from
 * the catalog, where ids match [a-z][a-z0-9_]*.
 */
export function childRowsSql(writer: SqlWriter, access: RowAccess, list: ModelField): SqlRows {
  const related = relatedAccess(access, list.target ?? "");
  const rows = { ...related, permission: throughParent(related.permission) };
  const plain = (text: string) => ({ text, parameters: [] });
  const where = `${ALIAS}."parent" = t."id" AND ${ALIAS}."deleted_at" IS NULL`;
  const isLimited = access.permission.limits.has(list.id);
  const guards = [
    ...(isLimited ? [writeAtLeast(writer, access, { field: list.id, least: "read" })] : []),
    ...(isNarrowed(access, rows.model.id)
      ? [sql`r.id in (select t.id from ${rows.model.table} as t where ${writeOwnRule(writer, rows)})`]
      : []),
  ];
  const computed = new Set<ModelField>();
  return {
    column: (path) => {
      const field = rows.model.need(path);
      if (field.valueType === null) throw fieldUnsuitable({ field: path, operation: "filter" });
      if (field.columnType === null || field.type?.computed === "on-write") computed.add(field);
      return plain(`${ALIAS}."${field.id}"`);
    },
    from: () => {
      const table = rows.model.source;
      if (computed.size === 0) return plain(`${table} AS ${ALIAS}`);
      const values = [...computed].map((field) => writer.field(rows, field));
      const columns = [...computed].map((field) => `(?) AS "${field.id}"`).join(", ");
      const others = rows.model.columns
        .filter((field) => !computed.has(field))
        .map((field) => `t."${field.id}"`);
      return {
        text: `(SELECT ${others.join(", ")}, ${columns} FROM ${table} AS t) AS ${ALIAS}`,
        parameters: values,
      };
    },
    where: { text: [where, ...guards.map(() => "(?)")].join(" AND "), parameters: guards },
    order: plain(`${ALIAS}."position", ${ALIAS}."id"`),
  };
}
