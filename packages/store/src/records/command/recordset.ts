import type { Value } from "@mortise/expression";
import { sql } from "kysely";
import { quoteIdentifier } from "../../schema/names.ts";
import { SEARCH_COLUMN } from "../../schema/physical-table.ts";
import type { SearchFields } from "../../search/search-fields.ts";
import { searchVector } from "../../search/search-vector.ts";
import type { ModelField } from "../model/model-field.ts";
import { forColumn, type Values } from "../model/row-values.ts";
import { typeText } from "../sql-text.ts";

/** The records as rows; with the searched fields also their keys, made here because that costs the database more. */
export function recordset(
  columns: readonly ModelField[],
  records: readonly Values[],
  searched: SearchFields | undefined,
) {
  const rows = records.map((record) => {
    const row: Record<string, Value> = {};
    for (const { id, columnType } of columns) row[id] = forColumn(record[id] ?? null, columnType);
    if (searched) row[SEARCH_COLUMN] = searchVector(record, searched);
    return row;
  });
  const search = searched ? `, ${quoteIdentifier(SEARCH_COLUMN)} tsvector` : "";
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(${sql.raw(shapeOf(columns) + search)})`;
}

/** By the very list of columns: that of a model lives as long as its release. */
const shapes = new WeakMap<readonly ModelField[], string>();

function shapeOf(columns: readonly ModelField[]): string {
  const known = shapes.get(columns);
  if (known !== undefined) return known;
  const made = columns
    .map(({ id, columnType }) => `${quoteIdentifier(id)} ${typeText(columnType ?? "text")}`)
    .join(", ");
  shapes.set(columns, made);
  return made;
}
