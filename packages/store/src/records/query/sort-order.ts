import type { SortKey } from "@mortise/metadata";
import { sql } from "kysely";
import type { ModelField } from "../model/model-field.ts";
import type { DatabaseRow } from "../model/row-values.ts";
import { clearField, isAlwaysClear } from "../permission/field-guard.ts";
import type { RowAccess } from "../permission/row-access.ts";
import { fieldUnsuitable, queryInvalid } from "../record-errors.ts";
import type { Slot } from "../statement/compiled-statement.ts";
import { fieldSql } from "../values/sql-of.ts";
import { anyOf, placeSql, type Sql, typeSql } from "../sql-text.ts";

/** One key of a total order over table `t`. Empty values come last, whatever the direction. */
export interface OrderKey {
  readonly field: ModelField;
  readonly descending: boolean;
  /** What is compared. */
  readonly expression: Sql;
  /** PostgreSQL type that a cursor's text is cast back to. */
  readonly type: Sql;
  readonly nullable: boolean;
}

const MAX_SORT_KEYS = 8;

/** The total order of a query: the asked keys (newest first when none), then `id` in the direction of the last key. */
export function sortOrder(access: RowAccess, asked: readonly SortKey[] | undefined): readonly OrderKey[] {
  const keys = asked && asked.length > 0 ? asked : newestFirst(access);
  if (keys.length > MAX_SORT_KEYS) {
    throw queryInvalid({ part: "sort", reason: `≤ ${MAX_SORT_KEYS}` });
  }
  const order = keys.map((key) => orderKey(access, key));
  const hasId = order.some((key) => key.field.id === "id");
  return hasId
    ? order
    : [...order, orderKey(access, { field: "id", descending: order.at(-1)?.descending ?? false })];
}

/** Ids sort by the moment they were made in, for those from whom the time is withheld. */
function newestFirst({ permission }: RowAccess): readonly SortKey[] {
  return [{ field: isAlwaysClear(permission, "created_at") ? "created_at" : "id", descending: true }];
}

function orderKey(access: RowAccess, key: SortKey): OrderKey {
  const field = clearField(access.model, access.permission, key.field);
  if (!field.sortable || field.valueType === null) {
    throw fieldUnsuitable({ field: key.field, operation: "sort" });
  }
  const nullable = field.nullable || access.permission.limits.has(field.id);
  return { field, descending: key.descending === true, nullable, ...comparable(access, field) };
}

/** Options follow the order of their list, people and teams their names; everything else its own value. */
function comparable(access: RowAccess, field: ModelField): { expression: Sql; type: Sql } {
  const column = fieldSql(access, field);
  const keys = field.definition && field.type?.options?.(field.definition).map((option) => option.key);
  if (field.kind === "option" && keys) {
    return { expression: placeSql(keys, column), type: sql`integer` };
  }
  if (field.target === "user" && field.kind === "user") {
    return { expression: sql`(select name from mortise.account where id = ${column})`, type: sql`text` };
  }
  if (field.target === "team" && field.kind === "team") {
    return { expression: sql`(select name from mortise.team where id = ${column})`, type: sql`text` };
  }
  return { expression: column, type: typeSql(field.valueType ?? "text") };
}

/** Which way a list is walked: from its beginning, or back towards it. */
export type Direction = "forward" | "backward";

/** The `order by` list. Columns that are never empty are written plainly, so that their index gives the order. */
export function orderBySql(order: readonly OrderKey[], direction: Direction = "forward"): Sql {
  const isBack = direction === "backward";
  return sql.join(
    order.map((key) => {
      const way = key.descending === isBack ? sql`asc` : sql`desc`;
      if (!key.nullable) return sql`${key.expression} ${way}`;
      return sql`${key.expression} ${way} ${isBack ? sql`nulls first` : sql`nulls last`}`;
    }),
  );
}

/**
 * Select-list entries with the order's values of a row as text, for the cursor: text keeps every digit of times and
 * decimals. Starts with a comma unless empty; `id` is in every list anyway.
 */
export function orderValuesSql(order: readonly OrderKey[]): Sql {
  const columns = order.flatMap((key, index) =>
    key.field.id === "id" ? [] : [sql`, (${key.expression})::text as ${sql.id(orderColumn(index))}`],
  );
  return sql.join(columns, sql``);
}

/** The values of a row that its order compares, as text; read with `orderValuesSql`. */
export function orderValues(order: readonly OrderKey[], row: DatabaseRow): readonly (string | null)[] {
  return order.map((key, index) => {
    const value = row[key.field.id === "id" ? "id" : orderColumn(index)];
    return typeof value === "string" ? value : null;
  });
}

function orderColumn(index: number): string {
  return `$order.${index}`;
}

/** The rows that come after a row with these order values, or before it. */
export function beyondSql(
  order: readonly OrderKey[],
  values: readonly (string | Slot | null)[],
  direction: Direction = "forward",
): Sql {
  const isUniform = order.every((key) => !key.nullable && key.descending === order[0]?.descending);
  if (isUniform) {
    const left = sql.join(order.map((key) => key.expression));
    const right = sql.join(order.map((key, index) => sql`${values[index] ?? null}::${key.type}`));
    const isLess = (order[0]?.descending === true) === (direction === "forward");
    return isLess ? sql`(${left}) < (${right})` : sql`(${left}) > (${right})`;
  }
  return anyOf(
    order.map((_, index) => {
      const equals = order.slice(0, index).map((key, at) => equalSql(key, values[at] ?? null));
      const last = order[index];
      return sql`(${sql.join([...equals, last ? keyBeyondSql(last, values[index] ?? null, direction) : sql`false`], sql` and `)})`;
    }),
  );
}

function equalSql(key: OrderKey, value: string | Slot | null): Sql {
  return value === null ? sql`${key.expression} is null` : sql`${key.expression} = ${value}::${key.type}`;
}

/** Empty values stand at the end: nothing comes after them, and everything else before. */
function keyBeyondSql(key: OrderKey, value: string | Slot | null, direction: Direction): Sql {
  const isBack = direction === "backward";
  if (value === null) return isBack ? sql`${key.expression} is not null` : sql`false`;
  const compare = key.descending === isBack ? sql`>` : sql`<`;
  const beyond = sql`${key.expression} ${compare} ${value}::${key.type}`;
  return key.nullable && !isBack ? sql`(${beyond} or ${key.expression} is null)` : beyond;
}
