import { localize } from "@mortise/kit";
import { expressionInvalid } from "./errors.ts";
import { findOperator, isSqlCall, nowOperator, todayOperator } from "./operators/index.ts";
import { adaptNode, kindName } from "./tree/adapt.ts";
import { DEFAULT_BUDGET, type ExpressionBudget, overBudget } from "./tree/budget.ts";
import { CallTypes } from "./tree/call-types.ts";
import { callMoney } from "./tree/currency.ts";
import type { CallNode, OperatorDefinition, TypedNode } from "./tree/node.ts";
import { entersRows, resolvePath } from "./tree/resolve-path.ts";
import { isListExpression, isOperation } from "./tree/shape.ts";
import type { CheckResult, Expression, ExpressionProblem, Scope, ValueKind } from "./types.ts";
import { parseNumber } from "./values/number.ts";

/** What the checker is asked beyond "is it valid". */
export interface CheckOptions {
  /** Kinds the result may have; literals adapt to them. */
  readonly expected?: ValueKind | readonly ValueKind[];
  readonly budget?: Partial<ExpressionBudget>;
  /** Also refuse what cannot be compiled to SQL. */
  readonly sql?: boolean;
}

/** An expression with kinds on every part, or the problems that stand in the way. */
export type TypedResult =
  | {
      readonly ok: true;
      readonly node: TypedNode;
      readonly variables: readonly string[];
      readonly currencies: readonly ExpressionProblem[];
    }
  | { readonly ok: false; readonly problems: readonly ExpressionProblem[] };

const UNPAIRED = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const FAILED: TypedNode = { type: "literal", kind: "null", cell: null, raw: null };

/** Walks an expression once, giving every part its kind. Recursion is safe: the budget has been checked before. */
class Typing {
  readonly problems: ExpressionProblem[] = [];
  /** Amounts of different currencies that meet: a reason not to save or to ask, none to refuse what was saved before. */
  readonly currencies: ExpressionProblem[] = [];
  readonly variables = new Set<string>();
  readonly #sql: boolean;

  constructor(sql: boolean) {
    this.#sql = sql;
  }

  node(expression: Expression, scope: RowScope, path: string): TypedNode {
    if (isListExpression(expression)) return this.#list(expression, scope, path);
    if (isOperation(expression)) return this.#operation(expression, scope, path);
    return this.#literal(expression, path);
  }

  problem(path: string, code: string, zh: string, en: string): TypedNode {
    this.problems.push({ code, path, message: { zh, en } });
    return FAILED;
  }

  #literal(raw: null | boolean | number | string, path: string): TypedNode {
    if (raw === null) return FAILED;
    if (typeof raw === "boolean") return { type: "literal", kind: "boolean", cell: raw, raw };
    if (typeof raw === "number") {
      const cell = parseNumber(raw);
      if (cell === null) return this.problem(path, "EXPR_LITERAL", "数字太大", "The number is too large");
      return { type: "literal", kind: "number", cell, raw };
    }
    if (UNPAIRED.test(raw) || raw.includes("\0"))
      return this.problem(
        path,
        "EXPR_LITERAL",
        "文本里有不能保存的字符",
        "The text holds a character that cannot be stored",
      );
    return { type: "literal", kind: "text", cell: raw === "" ? null : raw, raw };
  }

  #list(items: readonly Expression[], scope: RowScope, path: string): TypedNode {
    const elements = items.map((item, index) => this.node(item, scope, join(path, String(index))));
    return { type: "list", kind: "options", elements };
  }

  #operation(expression: Readonly<Record<string, Expression>>, scope: RowScope, path: string): TypedNode {
    const keys = Object.keys(expression);
    const [id] = keys;
    if (id === undefined || keys.length !== 1) {
      return this.problem(
        path,
        "EXPR_FORM",
        "每一步只能有一个运算",
        "Each step must hold exactly one operator",
      );
    }
    const value = expression[id] ?? null;
    const inner = join(path, id);
    if (id === "var") return this.#variable(value, scope, inner);
    const operator = findOperator(id);
    if (!operator)
      return this.problem(
        path,
        "EXPR_UNKNOWN_OPERATOR",
        `没有“${id}”这个函数`,
        `There is no function "${id}"`,
      );
    return this.#call(operator, Array.isArray(value) ? value : [value], scope, inner);
  }

  #variable(value: Expression, scope: RowScope, path: string): TypedNode {
    const [name, fallback] = Array.isArray(value) ? value : [value];
    if (typeof name !== "string")
      return this.problem(
        path,
        "EXPR_UNKNOWN_VARIABLE",
        "变量名必须直接写出",
        "The name of the variable must be written out",
      );
    if (Array.isArray(value) && value.length === 2) {
      const coalesce = findOperator("coalesce");
      if (coalesce) return this.#call(coalesce, [{ var: name }, fallback ?? null], scope, path);
    }
    const own = scope.row && resolvePath(scope.row, name);
    const type = own ?? resolvePath(scope.outer, name);
    if (name === "$now") return { type: "call", kind: "datetime", operator: nowOperator, arguments: [] };
    if (name === "$today") return { type: "call", kind: "date", operator: todayOperator, arguments: [] };
    if (!type && entersRows(scope.outer, name))
      return this.problem(
        path,
        "EXPR_ROWS",
        "明细里的字段有许多值，请放进 求和、计数 等汇总函数",
        "A field of child rows has many values; put it into a total such as SUM or COUNT",
      );
    if (!type)
      return this.problem(
        path,
        "EXPR_UNKNOWN_VARIABLE",
        `找不到字段“${name}”，它可能已被删除`,
        `There is no field "${name}"; it may have been deleted`,
      );
    const inRow = own !== undefined && scope.rows !== undefined;
    this.variables.add(inRow ? `${scope.rows}.${name}` : name);
    return {
      type: "variable",
      kind: type.kind,
      path: name,
      ...(type.optionKeys ? { optionKeys: type.optionKeys } : {}),
      ...(type.optionScores ? { optionScores: type.optionScores } : {}),
      ...(inRow ? { rows: scope.rows } : {}),
      ...(type.tree ? { tree: true } : {}),
      ...(type.currency
        ? { money: { currency: type.currency, name: type.name ?? { zh: name, en: name } } }
        : {}),
    };
  }

  #call(
    operator: OperatorDefinition,
    items: readonly Expression[],
    scope: RowScope,
    path: string,
  ): TypedNode {
    const [least, most] = operator.arity;
    if (items.length < least || items.length > most) {
      const range = least === most ? `${least}` : most === Infinity ? `≥ ${least}` : `${least}–${most}`;
      return this.problem(
        path,
        "EXPR_ARGUMENTS",
        `${operator.name.zh}需要 ${range} 个参数，现在有 ${items.length} 个`,
        `${operator.name.en} takes ${range} arguments, found ${items.length}`,
      );
    }
    const before = this.problems.length;
    const nodes = this.#arguments(operator, items, scope, path);
    if (this.problems.length > before) return FAILED;
    const types = new CallTypes(nodes, (index, code, message) => {
      this.problems.push({ code, path: index === undefined ? path : join(path, String(index)), message });
    });
    const kind = operator.type(types);
    this.#optionKeys(types.nodes, path);
    const bare: CallNode = { type: "call", kind, operator, arguments: types.nodes };
    const money = callMoney(bare, (index, message) =>
      this.currencies.push({ code: "EXPR_CURRENCY", path: join(path, String(index)), message }),
    );
    const call: CallNode = money ? { ...bare, money } : bare;
    if (this.#sql && this.problems.length === before && !isSqlCall(call)) {
      this.problem(
        path,
        "EXPR_NOT_SQL",
        `函数${operator.name.zh}不能用于查询和筛选`,
        `${operator.name.en} cannot be used in queries and filters`,
      );
    }
    return this.problems.length > before ? FAILED : call;
  }

  #arguments(
    operator: OperatorDefinition,
    items: readonly Expression[],
    scope: RowScope,
    path: string,
  ): TypedNode[] {
    const nodes: TypedNode[] = [];
    let inner = scope;
    for (const [index, item] of items.entries()) {
      const node = this.node(item, inner, join(path, String(index)));
      nodes.push(node);
      if (index > 0 || operator.overRows !== true || node.type !== "variable" || node.kind !== "rows")
        continue;
      if (scope.rows !== undefined)
        this.problem(
          path,
          "EXPR_NESTED_ROWS",
          "汇总里面不能再汇总明细",
          "A total over rows cannot stand inside another one",
        );
      const row = resolvePath(scope.outer, node.path)?.row;
      if (row) inner = { outer: scope.outer, row, rows: node.path };
    }
    return nodes;
  }

  /** Keys compared with an option field must exist. */
  #optionKeys(nodes: readonly TypedNode[], path: string): void {
    const keys = nodes.find((node) => node.type === "variable" && node.optionKeys !== undefined);
    if (keys?.type !== "variable" || !keys.optionKeys) return;
    const known = new Set(keys.optionKeys);
    for (const [index, node] of nodes.entries()) {
      for (const part of node.type === "list" ? node.elements : [node]) {
        if (part.type !== "literal" || typeof part.cell !== "string" || known.has(part.cell)) continue;
        if (part.kind !== "option") continue;
        this.problem(
          join(path, String(index)),
          "EXPR_OPTION",
          `选项“${part.cell}”不存在，它可能已被删除`,
          `There is no option "${part.cell}"; it may have been deleted`,
        );
      }
    }
  }
}

interface RowScope {
  readonly outer: Scope;
  readonly row?: Scope;
  readonly rows?: string;
}

function join(path: string, part: string): string {
  return path === "" ? part : `${path}.${part}`;
}

/** Gives every part of an expression its kind; the basis of evaluating, explaining and compiling. */
function typeExpression(expression: Expression, scope: Scope, options: CheckOptions = {}): TypedResult {
  const tooBig = overBudget(expression, { ...DEFAULT_BUDGET, ...options.budget });
  if (tooBig) return { ok: false, problems: [{ code: tooBig.code, path: "", message: tooBig.text }] };
  const typing = new Typing(options.sql === true);
  let node = typing.node(expression, { outer: scope }, "");
  const expected = options.expected === undefined ? [] : [options.expected].flat();
  if (typing.problems.length === 0 && expected.length > 0 && !expected.includes(node.kind)) {
    const adapted = expected
      .map((kind) => adaptNode(node, kind))
      .find((candidate) => candidate !== undefined);
    if (adapted) node = adapted;
    else {
      const names = (locale: "zh" | "en"): string =>
        expected.map((kind) => localize(kindName(kind), locale)).join(" / ");
      const found = kindName(node.kind);
      typing.problem(
        "",
        "EXPR_EXPECTED",
        `结果应该是${names("zh")}，现在是${found.zh}`,
        `The result should be ${names("en")}, but is ${found.en}`,
      );
    }
  }
  if (typing.problems.length > 0) return { ok: false, problems: typing.problems };
  return { ok: true, node, variables: [...typing.variables], currencies: typing.currencies };
}

/**
 * Checks an expression against the names it may use: unknown fields and functions, kinds that do not fit, missing
 * options, size. Never throws; every problem carries the place and what to do.
 */
export function checkExpression(
  expression: Expression,
  scope: Scope,
  options: CheckOptions = {},
): CheckResult {
  const result = typeExpression(expression, scope, options);
  if (!result.ok) return result;
  const { node, variables, currencies } = result;
  if (currencies.length > 0) return { ok: false, problems: currencies };
  const money = node.type === "variable" || node.type === "call" ? node.money : undefined;
  return { ok: true, kind: node.kind, variables, ...(money ? { currency: money.currency } : {}) };
}

/** The typed expression; throws `EXPR_INVALID` with one detail per problem. */
export function requireTyped(
  expression: Expression,
  scope: Scope,
  options: CheckOptions = {},
): { node: TypedNode; variables: readonly string[] } {
  const result = typeExpression(expression, scope, options);
  if (result.ok) return result;
  const [first] = result.problems;
  throw expressionInvalid(
    { reason: first ? `${first.message.zh} (${first.message.en})` : "" },
    { details: result.problems.map(({ path, message }) => ({ path, message })) },
  );
}
