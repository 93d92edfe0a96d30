import type { LocalizedText } from "@mortise/kit";
import type { OperatorDefinition } from "../tree/node.ts";
import { isListExpression, isOperation, operationOf, pathOf } from "../tree/shape.ts";
import type { Expression } from "../types.ts";
import { functionNamed, infixOperator } from "./functions.ts";
import { type Token, tokenize } from "./tokens.ts";

/** How a formula line's names are found. */
export interface FormulaNames {
  /** Path of the field with this label; undefined when there is none. */
  resolve(label: string): string | undefined;
  /** Key of the option with this label, so that `[来源] = "官网注册"` finds it. */
  option?(path: string, label: string): string | undefined;
  /**
   * Whether a path names child rows, so that `SUM([明细.金额])` is known from a path through a reference. Without it
   * every path with a dot in a total is taken as a column of rows.
   */
  isRows?(path: string): boolean;
}

/** The expression of a formula line, or where and why it cannot be read. */
export type FormulaResult =
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly position: number; readonly message: LocalizedText };

/** Ends parsing; caught by `parseFormula` and never seen outside this file. */
class Stop {
  readonly position: number;
  readonly message: LocalizedText;

  constructor(position: number, message: LocalizedText) {
    this.position = position;
    this.message = message;
  }
}

const LONGEST = 20_000;
const DEEPEST = 90;
const CONSTANTS = new Map<string, Expression>([
  ["TRUE", true],
  ["FALSE", false],
  ["真", true],
  ["假", false],
  ["NULL", null],
  ["空值", null],
]);
const WORDS: Readonly<Record<string, string>> = { "&&": "AND", "||": "OR" };

interface Operand {
  readonly expression: Expression;
  /** Written in brackets, so a chain must not swallow it. */
  readonly closed: boolean;
}

class FormulaParser {
  readonly #tokens: readonly Token[];
  readonly #names: FormulaNames;
  #index = 0;
  #depth = 0;

  constructor(tokens: readonly Token[], names: FormulaNames) {
    this.#tokens = tokens;
    this.#names = names;
  }

  whole(): Expression {
    const { expression } = this.#operation(0);
    const token = this.#peek();
    if (token.type !== "end") throw unexpected(token);
    return expression;
  }

  #peek(): Token {
    return this.#tokens[this.#index] ?? { type: "end", text: "", position: 0 };
  }

  #next(): Token {
    const token = this.#peek();
    this.#index += 1;
    return token;
  }

  #isSign(text: string): boolean {
    const token = this.#peek();
    return token.type === "sign" && token.text === text;
  }

  #take(text: string): boolean {
    const found = this.#isSign(text);
    if (found) this.#index += 1;
    return found;
  }

  /** Pratt's loop: operands joined by signs of at least the given rank. */
  #operation(rank: number): Operand {
    this.#depth += 1;
    if (this.#depth > DEEPEST)
      throw new Stop(this.#peek().position, { zh: "公式嵌套太深", en: "The formula is nested too deeply" });
    let left = this.#operand();
    for (;;) {
      const token = this.#peek();
      const joined = token.type === "sign" ? this.#joinWord(token, left, rank) : undefined;
      if (joined) {
        left = joined;
        continue;
      }
      const operator = token.type === "sign" ? infixOperator(token.text) : undefined;
      const infix = operator?.formula?.infix;
      if (!operator || !infix || infix.rank <= rank) break;
      this.#index += 1;
      const right = this.#operation(infix.rank);
      left = {
        expression: join(operator, left, this.#matchOption(left.expression, right.expression)),
        closed: false,
      };
    }
    this.#depth -= 1;
    return left;
  }

  /** `&&` and `||` bind loosest; ranks below the comparison's keep them apart. */
  #joinWord(token: Token, left: Operand, rank: number): Operand | undefined {
    const name = WORDS[token.text];
    const operator = name === undefined ? undefined : functionNamed(name);
    const own = token.text === "&&" ? 0.5 : 0.25;
    if (!operator || own <= rank) return undefined;
    this.#index += 1;
    const right = this.#operation(own);
    return { expression: { [operator.id]: [left.expression, right.expression] }, closed: false };
  }

  #operand(): Operand {
    const token = this.#next();
    if (token.type === "number") return { expression: this.#number(token), closed: false };
    if (token.type === "text") return { expression: token.text === "" ? null : token.text, closed: false };
    if (token.type === "field") return { expression: this.#field(token), closed: false };
    if (token.type === "name") return { expression: this.#name(token), closed: false };
    if (token.type === "sign" && token.text === "(") {
      const inside = this.#operation(0);
      if (!this.#take(")")) throw missing(this.#peek(), ")");
      return { expression: inside.expression, closed: true };
    }
    if (token.type === "sign" && token.text === "{") return { expression: this.#items("}"), closed: false };
    if (token.type === "sign" && token.text === "-") return { expression: this.#negative(), closed: false };
    throw unexpected(token);
  }

  #number(token: Token): Expression {
    const value = literal(token.text);
    if (!this.#isSign("%")) return value;
    this.#index += 1;
    return { "/": [value, 100] };
  }

  #negative(): Expression {
    if (this.#peek().type === "number") {
      const value = this.#number(this.#next());
      if (typeof value === "number") return -value;
      return typeof value === "string" ? `-${value}` : { "-": [value] };
    }
    return { "-": [this.#operation(4).expression] };
  }

  #field(token: Token): Expression {
    const path = this.#names.resolve(token.text);
    if (path === undefined) {
      throw new Stop(token.position, {
        zh: `没有名为“${token.text}”的字段`,
        en: `There is no field called "${token.text}"`,
      });
    }
    return { var: path };
  }

  #name(token: Token): Expression {
    if (!this.#isSign("(")) {
      const path = this.#names.resolve(token.text);
      if (path !== undefined) return { var: path };
      const constant = CONSTANTS.get(token.text.toUpperCase());
      if (constant !== undefined) return constant;
      if (token.text.startsWith("$")) return { var: token.text };
      return this.#field(token);
    }
    const operator = functionNamed(token.text);
    if (!operator) {
      throw new Stop(token.position, {
        zh: `没有名为“${token.text}”的函数`,
        en: `There is no function called "${token.text}"`,
      });
    }
    this.#index += 1;
    const items = this.#items(")");
    return { [operator.id]: this.#adjust(operator, items) };
  }

  #items(close: string): Expression[] {
    const items: Expression[] = [];
    if (this.#take(close)) return items;
    do items.push(this.#operation(0).expression);
    while (this.#take(","));
    if (!this.#take(close)) throw missing(this.#peek(), close);
    return items;
  }

  /** Options by label in every call beside their field, and row fields without their rows' name. */
  #adjust(operator: OperatorDefinition, items: readonly Expression[]): Expression[] {
    const rows = operator.overRows === true ? this.#rowsOf(operator, items) : undefined;
    if (rows !== undefined)
      return rows.map((item, index) => (index === 0 ? item : withoutPrefix(item, `${pathOf(rows[0])}.`)));
    const field = items.find((item) => pathOf(item) !== undefined) ?? null;
    return items.map((item) => this.#matchOption(field, item));
  }

  /** `SUM([明细.金额])` is short for `SUM([明细], [明细.金额])`. */
  #rowsOf(operator: OperatorDefinition, items: readonly Expression[]): readonly Expression[] | undefined {
    const first = pathOf(items[0]);
    if (first === undefined) return undefined;
    if (items.length > 1) return items;
    const rows = operator.arity[1] > 1 && !first.startsWith("$") ? this.#rowsBefore(first) : undefined;
    return rows === undefined ? undefined : [{ var: rows }, { var: first }];
  }

  /** The rows that a path leads into. */
  #rowsBefore(path: string): string | undefined {
    for (let dot = path.indexOf("."); dot > 0; dot = path.indexOf(".", dot + 1)) {
      const before = path.slice(0, dot);
      if (this.#names.isRows?.(before) ?? true) return before;
    }
    return undefined;
  }

  #matchOption(field: Expression, item: Expression): Expression {
    const path = pathOf(field);
    if (path === undefined || !this.#names.option) return item;
    if (isListExpression(item)) return item.map((part) => this.#matchOption(field, part));
    return typeof item === "string" ? (this.#names.option(path, item) ?? item) : item;
  }
}

function withoutPrefix(expression: Expression, prefix: string): Expression {
  const path = pathOf(expression);
  if (path !== undefined) return { var: path.startsWith(prefix) ? path.slice(prefix.length) : path };
  if (isListExpression(expression)) return expression.map((item) => withoutPrefix(item, prefix));
  if (!isOperation(expression)) return expression;
  return Object.fromEntries(
    Object.entries(expression).map(([key, value]) => [key, withoutPrefix(value, prefix)]),
  );
}

function literal(text: string): Expression {
  const value = Number(text);
  return String(value) === text || !/[1-9]\d{15}/.test(text.replace(".", "")) ? value : text;
}

/** Joins two operands; chains such as a + b + c become one operator with three arguments. */
function join(operator: OperatorDefinition, left: Operand, right: Expression): Expression {
  const operation = operationOf(left.expression);
  const chain = operator.formula?.infix?.chain === true && !left.closed && operation?.id === operator.id;
  const before = chain && operation.items.length > 1 ? operation.items : [left.expression];
  return { [operator.id]: [...before, right] };
}

function unexpected(token: Token): Stop {
  if (token.type === "end")
    return new Stop(token.position, { zh: "公式还没写完", en: "The formula is not finished" });
  return new Stop(token.position, {
    zh: `这里不应该是“${token.text}”`,
    en: `Did not expect "${token.text}" here`,
  });
}

function missing(token: Token, sign: string): Stop {
  return new Stop(token.position, { zh: `这里缺少“${sign}”`, en: `A "${sign}" is missing here` });
}

const OPEN: Readonly<Record<"text" | "field" | "other", LocalizedText>> = {
  text: { zh: "文本缺少右引号", en: "The text lacks its closing quote" },
  field: { zh: "字段名缺少右括号 ]", en: "The field name lacks its closing ]" },
  other: { zh: "这个符号不能用在公式里", en: "This sign cannot be used in a formula" },
};

/**
 * Reads an Excel-like formula line: Chinese and English function names, `[field label]` or a bare label, full-width
 * signs, an optional `=` in front. What is wrong comes back with its place; nothing is thrown.
 */
export function parseFormula(text: string, names: FormulaNames): FormulaResult {
  if (text.length > LONGEST) {
    return {
      ok: false,
      position: LONGEST,
      message: { zh: `公式最长 ${LONGEST} 字`, en: `A formula has at most ${LONGEST} characters` },
    };
  }
  const line = text.replace(/^(\s*)[=＝]/, "$1 ");
  const tokens = tokenize(line);
  if (!tokens.ok) return { ok: false, position: tokens.position, message: OPEN[tokens.open] };
  try {
    return { ok: true, expression: new FormulaParser(tokens.tokens, names).whole() };
  } catch (stop) {
    if (stop instanceof Stop) return { ok: false, position: stop.position, message: stop.message };
    throw stop;
  }
}
