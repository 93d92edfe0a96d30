import type { SqlFragment, ValueKind } from "../types.ts";

/** A piece of SQL with what the compiler must know to combine it. */
export interface Sql extends SqlFragment {
  /** Can be NULL. */
  readonly nullable: boolean;
  /** A column or parameter: may be written twice without computing anything twice. */
  readonly atomic: boolean;
}

/** PostgreSQL's type of each kind. */
export const SQL_TYPES: Readonly<Record<ValueKind, string>> = {
  text: "text",
  number: "numeric",
  boolean: "boolean",
  date: "date",
  datetime: "timestamptz",
  option: "text",
  options: "text[]",
  region: "text",
  user: "uuid",
  team: "uuid",
  reference: "uuid",
  users: "uuid[]",
  teams: "uuid[]",
  references: "uuid[]",
  duration: "numeric",
  time: "time",
  dateRange: "daterange",
  secret: "text",
  files: "jsonb",
  rows: "text",
  null: "text",
};

/** Puts pieces together: `` sql`${a} + ${b}` ``; strings are taken as SQL text. The result counts as nullable. */
export function sql(strings: TemplateStringsArray, ...parts: readonly (SqlFragment | string)[]): Sql {
  let text = strings[0] ?? "";
  const parameters: unknown[] = [];
  for (const [index, part] of parts.entries()) {
    if (typeof part === "string") text += part;
    else {
      text += part.text;
      parameters.push(...part.parameters);
    }
    text += strings[index + 1] ?? "";
  }
  return { text, parameters, nullable: true, atomic: false };
}

/** A parameter with its type written out, so that PostgreSQL never guesses. */
export function parameter(value: unknown, type: string): Sql {
  const isNull = value === null || value === undefined;
  return isNull
    ? { text: `NULL::${type}`, parameters: [], nullable: true, atomic: true }
    : { text: `?::${type}`, parameters: [value], nullable: false, atomic: true };
}

/** States that a piece is never NULL. */
export function certain(piece: Sql): Sql {
  return { ...piece, nullable: false };
}

/** Joins pieces with a separator. */
export function joinSql(pieces: readonly SqlFragment[], separator: string): Sql {
  const text = pieces.map((piece) => piece.text).join(separator);
  return { text, parameters: pieces.flatMap((piece) => piece.parameters), nullable: true, atomic: false };
}

/** A condition in which NULL counts as false; every condition that leaves the compiler is TRUE or FALSE. */
export function truth(condition: Sql): Sql {
  return condition.nullable ? certain(sql`(${condition} IS TRUE)`) : condition;
}

/**
 * Makes a comparison false instead of NULL when one of its operands is NULL. Written so that PostgreSQL can still
 * use an index on the comparison: `(a = b AND a IS NOT NULL)`.
 */
export function falseWhenNull(comparison: Sql, operands: readonly Sql[]): Sql {
  const open = operands.filter((operand) => operand.nullable);
  if (open.length === 0) return certain(sql`(${comparison})`);
  if (open.some((operand) => !operand.atomic)) return certain(sql`COALESCE(${comparison}, FALSE)`);
  const guards = open.map((operand) => sql`${operand} IS NOT NULL`);
  return certain(sql`(${comparison} AND ${joinSql(guards, " AND ")})`);
}

/** How many bindings are open around the place being written; each has a name of its own. */
let bindings = 0;

/**
 * Lets a piece of SQL name its operands more than once without computing them more than once: operands that are
 * not atomic are bound in a subselect (`OFFSET 0` keeps the planner from writing them out again).
 */
export function once(operands: readonly Sql[], build: (operands: readonly Sql[]) => Sql): Sql {
  if (operands.every((operand) => operand.atomic)) return build(operands);
  bindings += 1;
  const alias = `bound${bindings}`;
  const bound: Sql[] = [];
  const names: Sql[] = [];
  for (const operand of operands) {
    if (operand.atomic) names.push(operand);
    else {
      const name = `v${bound.length}`;
      names.push({ text: `${alias}.${name}`, parameters: [], nullable: operand.nullable, atomic: true });
      bound.push(sql`${operand} AS ${name}`);
    }
  }
  try {
    const result = build(names);
    return {
      ...sql`(SELECT ${result} FROM (SELECT ${joinSql(bound, ", ")} OFFSET 0) AS ${alias})`,
      nullable: result.nullable,
    };
  } finally {
    bindings -= 1;
  }
}

/**
 * NULL outside the open interval, the value itself inside; names the value only once. LEAST and GREATEST pass over
 * NULL, so NULL first becomes the upper bound and then NULL again.
 */
export function insideSql(value: Sql, low: string, high: string): Sql {
  return sql`NULLIF(NULLIF(GREATEST(LEAST(${value}, ${high}), ${low}), ${high}), ${low})`;
}

/** Keeps a number within the language: NULL from 10^30 on. */
export function boundedSql(value: Sql): Sql {
  return insideSql(value, "-1e30", "1e30");
}

/** Text that became empty is NULL. */
export function textOrNullSql(value: Sql): Sql {
  return sql`NULLIF(${value}, '')`;
}
