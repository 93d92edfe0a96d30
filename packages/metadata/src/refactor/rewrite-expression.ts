import type { Expression } from "@mortise/expression";
import { isPlainObject } from "@mortise/kit";
import type { FieldRewrite, RewritePlace } from "./field-rewrite.ts";

const OLD = "$old.";

/** An expression with its fields under their new ids: plain, `$old.`, behind references, and those of child rows. */
export function rewriteExpression(
  expression: Expression,
  place: RewritePlace,
  rewrite: FieldRewrite,
): Expression {
  return rewriteInside(expression, { place, rewrite });
}

interface Inside {
  readonly place: RewritePlace;
  readonly rewrite: FieldRewrite;
  /** The entity of the rows that a total runs over; its fields come before those of the record. */
  readonly rows?: string;
}

function rewriteInside(expression: Expression, inside: Inside): Expression {
  if (Array.isArray(expression)) return expression.map((item: Expression) => rewriteInside(item, inside));
  if (!isPlainObject(expression)) return expression;
  // A plain object among expressions is an operator with its arguments.
  const entries = Object.entries(expression) as [string, Expression][];
  return Object.fromEntries(
    entries.map(([operator, input]) => [
      operator,
      operator === "var" ? rewriteVariable(input, inside) : rewriteCall(input, inside),
    ]),
  );
}

function rewriteVariable(input: Expression, inside: Inside): Expression {
  if (typeof input === "string") return rewritePath(input, inside);
  if (!Array.isArray(input)) return input;
  // Items of a list in an expression are expressions.
  const [path, ...rest] = input as readonly Expression[];
  if (typeof path !== "string") return input;
  return [rewritePath(path, inside), ...rest.map((item) => rewriteInside(item, inside))];
}

/** What stands behind a variable of child rows is asked of each row. */
function rewriteCall(input: Expression, inside: Inside): Expression {
  if (!Array.isArray(input)) return rewriteInside(input, inside);
  // Items of a list in an expression are expressions.
  const [first, ...rest] = input as readonly Expression[];
  if (first === undefined) return input;
  const rows = rowsOf(first, inside);
  const inner = rows === undefined ? inside : { ...inside, rows };
  return [rewriteInside(first, inside), ...rest.map((item) => rewriteInside(item, inner))];
}

function rowsOf(expression: Expression, { place }: Inside): string | undefined {
  const path = isPlainObject(expression) ? expression["var"] : undefined;
  const field = typeof path === "string" ? place.catalog.field(place.entity, path) : undefined;
  if (!field || place.catalog.fieldTypes.kindOf(field) !== "rows") return undefined;
  return place.catalog.fieldTypes.targetEntity(field);
}

function rewritePath(path: string, { place, rewrite, rows }: Inside): string {
  const prefix = path.startsWith(OLD) ? OLD : "";
  const parts = path.slice(prefix.length).split(".");
  const [first = ""] = parts;
  if (first.startsWith("$")) return path;
  const own = rows !== undefined && place.catalog.field(rows, first) !== undefined;
  let entity: string | undefined = own ? rows : place.entity;
  const renamed: string[] = [];
  for (const part of parts) {
    renamed.push(entity === undefined ? part : rewrite.rename(entity, part));
    entity = entity === undefined ? undefined : place.catalog.targetOf(entity, part);
  }
  return prefix + renamed.join(".");
}
