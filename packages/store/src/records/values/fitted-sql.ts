import { sql } from "kysely";
import { type Sql, typeSql } from "../sql-text.ts";

const NUMERIC = /^numeric\((?<digits>\d+),\s*(?<decimals>\d+)\)$/;

/** A computed value in the form its type keeps: numbers rounded to its decimals, null when they are out of its range. */
export function fittedSql(value: Sql, type: string): Sql {
  const shape = NUMERIC.exec(type)?.groups;
  if (!shape) return value;
  const decimals = Number(shape["decimals"]);
  const limit = `1e${Number(shape["digits"]) - decimals}`;
  // Both are digits of the type's own text.
  return sql`(select case when abs(round(f.v, ${sql.lit(decimals)})) < ${sql.raw(limit)}::numeric
    then f.v::${typeSql(type)} end from (select ${value} as v offset 0) as f)`;
}
