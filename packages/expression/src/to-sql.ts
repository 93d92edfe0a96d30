import { requireTyped } from "./check.ts";
import { expressionNotSql } from "./errors.ts";
import { isSqlCall } from "./operators/index.ts";
import { isOverRows } from "./operators/rows/over-rows.ts";
import { certain, joinSql, parameter, sql, type Sql, SQL_TYPES, truth } from "./sql/fragment.ts";
import { isConstant } from "./tree/is-constant.ts";
import type { CallNode, ListNode, LiteralNode, SqlContext, TypedNode, VariableNode } from "./tree/node.ts";
import type { Expression, Scope, SqlFragment, SqlMembers, SqlRows, SqlSource, ValueKind } from "./types.ts";
import type { WorkCalendar } from "./values/work-calendar.ts";
import { cellValue } from "./values/cell.ts";
import { rangeLiteral } from "./values/date-range.ts";

/** Time as SQL sees it; both are written into the statement as parameters. */
export interface SqlOptions {
  readonly timeZone: string;
  readonly now: Date;
  /** The same calendar of working days as in the environment. */
  readonly calendar?: WorkCalendar | undefined;
  /** What the result must be, as for a check: a text constant that fits becomes one, and anything else is refused. */
  readonly expected?: ValueKind;
}

const COLUMN = /^[\w."]+$/;
const PARAMETER = /^\?(?:::[\w[\]]+)?$/;

function variableSql(fragment: SqlFragment): Sql {
  const { text, parameters } = fragment;
  const isParameter = PARAMETER.test(text);
  const nullable = !isParameter || parameters[0] === null || parameters[0] === undefined;
  return { text, parameters, nullable, atomic: isParameter || COLUMN.test(text) };
}

/** Booleans and numbers of few digits could be written out, but parameters keep statements equal and cacheable. */
function literalSql(node: LiteralNode): Sql {
  if (typeof node.cell === "boolean") {
    return { text: node.cell ? "TRUE" : "FALSE", parameters: [], nullable: false, atomic: true };
  }
  const value = node.cell === null ? null : cellValue(node.kind, node.cell);
  const isRange = node.kind === "dateRange" && typeof value === "string";
  return parameter(isRange ? rangeLiteral(value) : value, SQL_TYPES[node.kind]);
}

/** What only some sources have; a function that needs it is refused by the others. */
function known(fragment: SqlFragment | undefined, name: string): Sql {
  if (!fragment) throw expressionNotSql({ name });
  return sql`${fragment}`;
}

class SqlCompiler {
  readonly #source: SqlSource;
  readonly #context: SqlContext;
  /** The rows that a total being written goes over; totals do not nest. */
  #rows: SqlRows | undefined;

  constructor(source: SqlSource, options: SqlOptions) {
    this.#source = source;
    const { timeZone } = options;
    this.#context = {
      timeZone,
      // Read only where it is used, so that whoever hands it in can tell which statements depend on it.
      get now() {
        return options.now;
      },
      get calendar() {
        return options.calendar;
      },
      members: (node) => this.#members(node),
      below: (path, ids) => known(this.#source.below?.(path, ids), "UNDER"),
      phonePrefixes: () => known(this.#source.phonePrefixes, "PHONEREGION"),
      ipRanges: () => known(this.#source.ipRanges, "IPREGION"),
      write: (node) => this.node(node),
    };
  }

  node(node: TypedNode): Sql {
    switch (node.type) {
      case "literal":
        return literalSql(node);
      case "variable":
        return this.#variable(node);
      case "list":
        return this.#list(node);
      case "call":
        return this.#call(node);
    }
  }

  #members(node: TypedNode | undefined): SqlMembers | undefined {
    if (node?.type !== "variable" || node.rows !== undefined || node.path.includes(".")) return undefined;
    return this.#source.members?.(node.path);
  }

  #variable(node: VariableNode): Sql {
    const source = node.rows === undefined ? this.#source : this.#rows;
    return variableSql((source ?? this.#source).column(node.path));
  }

  #list(node: ListNode): Sql {
    const type = `${SQL_TYPES[node.elements[0]?.kind ?? "text"]}[]`;
    const cells = node.elements.flatMap((element) => (element.type === "literal" ? [element] : []));
    if (cells.length < node.elements.length) {
      return sql`ARRAY[${joinSql(
        node.elements.map((element) => this.node(element)),
        ", ",
      )}]::${type}`;
    }
    const values = cells.filter(({ cell }) => cell !== null).map(({ kind, cell }) => cellValue(kind, cell));
    return parameter(values.length === 0 ? null : values, type);
  }

  #call(node: CallNode): Sql {
    const { operator } = node;
    if (isOverRows(node)) return this.#overRows(node);
    if (!operator.sql || !isSqlCall(node))
      throw expressionNotSql({ name: operator.formula?.names[0] ?? operator.id });
    const through = this.#through(node);
    if (through) return through;
    const compiled = node.arguments.map((argument) => this.node(argument));
    return operator.sql(compiled, node, this.#context);
  }

  /** A condition on the end of a path beside constants, where the source can find the records that meet it. */
  #through(node: CallNode): Sql | undefined {
    const { operator } = node;
    const [first, ...others] = node.arguments;
    if (!this.#source.through || first?.type !== "variable" || !first.path.includes(".")) return undefined;
    if (first.rows !== undefined || first.path.startsWith("$") || !others.every(isConstant)) return undefined;
    if (!operator.isFalseOnNull?.(node)) return undefined;
    const rest = others.map((argument) => this.node(argument));
    const test = (value: SqlFragment): SqlFragment =>
      truth(operator.sql?.([variableSql(value), ...rest], node, this.#context) ?? sql`FALSE`);
    return certain(sql`${this.#source.through(first.path, test)}`);
  }

  #overRows(node: CallNode): Sql {
    const { operator } = node;
    const [first, ...others] = node.arguments;
    const rows = first?.type === "variable" ? this.#source.rows?.(first.path) : undefined;
    if (!rows || !operator.sqlOverRows)
      throw expressionNotSql({ name: operator.formula?.names[0] ?? operator.id });
    this.#rows = rows;
    const compiled = others.map((argument) => this.node(argument));
    this.#rows = undefined;
    const source = sql`FROM ${rows.from()} WHERE ${rows.where}`;
    return operator.sqlOverRows(compiled, node, {
      source,
      order: sql`${rows.order}`,
      context: this.#context,
    });
  }
}

/**
 * Compiles an expression to parameterised SQL with the same results as in JavaScript. `source` answers the SQL of each
 * variable and of child rows; a plain function answers variables only. Conditions come out TRUE or FALSE, never NULL. Throws `EXPR_INVALID` when the check fails and `EXPR_NOT_SQL` for functions without SQL.
 */
export function toSql(
  expression: Expression,
  scope: Scope,
  source: SqlSource | ((path: string) => SqlFragment),
  options: SqlOptions,
): SqlFragment {
  const { expected } = options;
  const { node } = requireTyped(expression, scope, expected === undefined ? {} : { expected });
  const columns = typeof source === "function" ? { column: source } : source;
  const compiled = new SqlCompiler(columns, options).node(node);
  const { text, parameters } = node.kind === "boolean" ? truth(compiled) : compiled;
  return { text, parameters };
}
