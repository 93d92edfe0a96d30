import type { SqlRows } from "@mortise/expression";
import { fieldUnsuitable } from "../record-errors.ts";
import type { EntityModel } from "../model/entity-model.ts";

const ALIAS = "r";

/**
 * The live child rows of a sub-table field of table `t`, for totals such as `sum(lines.amount)`. Identifiers come from
 * the catalog, where ids match [a-z][a-z0-9_]*.
 */
export function childRowsSql(rows: EntityModel): SqlRows {
  const plain = (text: string) => ({ text, parameters: [] });
  return {
    column: (path) => {
      const field = rows.need(path);
      if (field.columnType === null) throw fieldUnsuitable({ field: path, operation: "filter" });
      return plain(`${ALIAS}."${field.id}"`);
    },
    from: () => plain(`${rows.source} AS ${ALIAS}`),
    where: plain(`${ALIAS}."parent" = t."id" AND ${ALIAS}."deleted_at" IS NULL`),
    order: plain(`${ALIAS}."position", ${ALIAS}."id"`),
  };
}
