import { sql } from "kysely";
import type { RowAccess } from "../permission/row-access.ts";
import { allOf, type Sql } from "../sql-text.ts";
import { type Direction, type OrderKey, orderBySql } from "./sort-order.ts";

/** The rows of a page that are collected before they are sorted. */
interface CollectedPage {
  readonly access: RowAccess;
  /** The select list over table `t`. */
  readonly list: Sql;
  readonly conditions: readonly Sql[];
  readonly order: readonly OrderKey[];
  readonly walk: { readonly direction: Direction; readonly most: number; readonly offset: number };
}

/**
 * Collects the places in the order of all rows that fit, sorts them and reads the rows of the page alone. The fence of
 * the collection keeps the planner from walking the order past a million rows in search of a few. Each row carries how
 * many were collected as `$collected`: one more than `most` says that there are others, and that the page is none.
 * Nothing is collected where `unless` holds.
 */
export function collectedSql(
  { access, list, conditions, order, walk: { direction, most: wanted, offset } }: CollectedPage,
  { most, unless }: { readonly most: number; readonly unless?: Sql },
): Sql {
  const { table } = access.model;
  const places = order.map((key, index) => sql`${key.expression} as ${sql.id(`o${index}`)}`);
  const ordered = order.map((key, index) => ({ ...key, expression: sql`${sql.id("c", `o${index}`)}` }));
  const gate = unless === undefined ? [] : [sql`not ${unless}`];
  return sql`with collected as materialized (
      select t.id as row, ${sql.join(places)} from ${table} as t
      where ${allOf([...conditions, ...gate])} limit ${sql.lit(most + 1)})
    select ${list}, (select count(*)::int from collected) as "$collected" from ${table} as t
    where t.id = any(array(select c.row from collected as c
      order by ${orderBySql(ordered, direction)} limit ${sql.lit(wanted)} offset ${sql.lit(offset)}))
    order by ${orderBySql(order, direction)}`;
}
