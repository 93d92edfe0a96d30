import type { SqlFragment } from "@mortise/expression";
import { type RawBuilder, sql } from "kysely";

/** A piece of SQL that may stand anywhere in a statement. */
export type Sql = RawBuilder<unknown>;

/** Always true: the empty conjunction. */
export const TRUE: Sql = sql`true`;

/** Always false: the empty disjunction. */
export const FALSE: Sql = sql`false`;

/** Turns a fragment of the expression compiler into a builder; its parameters stay parameters. */
export function fragmentSql(fragment: SqlFragment): Sql {
  const pieces = fragment.text.split("?");
  const parts = pieces.flatMap((piece, index) =>
    // The text comes from the compiler, which knows columns by the catalog only; values are parameters.
    index < pieces.length - 1 ? [sql.raw(piece), sql`${fragment.parameters[index]}`] : [sql.raw(piece)],
  );
  return sql.join(parts, sql.raw(""));
}

/** All of the conditions; true when there are none. */
export function allOf(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? TRUE : sql`(${sql.join([...conditions], sql` and `)})`;
}

/** Any of the conditions; false when there are none. */
export function anyOf(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? FALSE : sql`(${sql.join([...conditions], sql` or `)})`;
}

/** A PostgreSQL type name from a field type's definition; anything else than a plain type is a broken promise. */
export function typeSql(type: string): Sql {
  return sql.raw(typeText(type));
}

/** The same as text. */
export function typeText(type: string): string {
  return /^[a-z0-9 ]+(\(\d+(,\s*\d+)?\))?(\[\])?$/.test(type) ? type : "text";
}

/** So many keys are gone through faster than they are looked up. */
const FEW_KEYS = 60;

/** The place of a key in a list, from 1 on; null when it is not there. Quick for lists of thousands too. */
export function placeSql(keys: readonly string[], key: Sql): Sql {
  if (keys.length <= FEW_KEYS) return sql`array_position(${[...keys]}::text[], ${key})`;
  const places = Object.fromEntries(keys.map((one, index) => [one, index + 1]));
  return sql`((${JSON.stringify(places)}::jsonb) ->> ${key})::integer`;
}
