import { localize, type Locale } from "@mortise/kit";
import type { ExpressionNames } from "../describe.ts";
import { findOperator } from "../operators/index.ts";
import { DEFAULT_BUDGET, overBudget } from "../tree/budget.ts";
import type { OperatorDefinition } from "../tree/node.ts";
import { isListExpression, isOperation, operationOf, pathOf } from "../tree/shape.ts";
import type { Expression } from "../types.ts";
import { functionName } from "./functions.ts";

/** Rank of calls, fields and literals: nothing binds tighter. */
const TIGHTEST = 10;

interface Printed {
  readonly text: string;
  readonly rank: number;
  readonly operator?: OperatorDefinition;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

class FormulaPrinter {
  readonly #names: ExpressionNames;
  readonly #locale: Locale;

  constructor(names: ExpressionNames, locale: Locale) {
    this.#names = names;
    this.#locale = locale;
  }

  print(expression: Expression, beside: string | undefined, rows: string | undefined): Printed {
    const path = pathOf(expression);
    if (path !== undefined) return this.#variable(expression, path, rows);
    if (isListExpression(expression)) {
      const items = expression.map((item) => this.print(item, beside, rows).text);
      return { text: `{${items.join(", ")}}`, rank: TIGHTEST };
    }
    if (!isOperation(expression)) return this.#literal(expression, beside);
    const operation = operationOf(expression);
    const operator = operation && findOperator(operation.id);
    if (!operator) return { text: quoted(operation?.id ?? ""), rank: TIGHTEST };
    return this.#call(operator, operation.items, rows);
  }

  #variable(expression: Expression, path: string, rows: string | undefined): Printed {
    const fallback = operationOf(expression)?.items[1];
    const coalesce = fallback === undefined ? undefined : findOperator("coalesce");
    if (coalesce) return this.#call(coalesce, [{ var: path }, fallback ?? null], rows);
    const name =
      (rows === undefined ? undefined : this.#names.variable(`${rows}.${path}`)) ??
      this.#names.variable(path);
    if (name === undefined && path.startsWith("$")) return { text: path, rank: TIGHTEST };
    const label = name === undefined ? path : typeof name === "string" ? name : localize(name, this.#locale);
    return { text: `[${label.replaceAll("]", "]]")}]`, rank: TIGHTEST };
  }

  #literal(value: null | boolean | number | string, beside: string | undefined): Printed {
    if (value === null) return { text: this.#locale === "zh" ? "空值" : "NULL", rank: TIGHTEST };
    if (typeof value === "boolean") return { text: value ? "TRUE" : "FALSE", rank: TIGHTEST };
    // A negative number binds like its sign when it stands behind another one.
    if (typeof value === "number") return { text: String(value), rank: value < 0 ? 4 : TIGHTEST };
    const option = beside === undefined ? undefined : this.#names.option?.(beside, value);
    const label =
      option === undefined ? value : typeof option === "string" ? option : localize(option, this.#locale);
    return { text: quoted(label), rank: TIGHTEST };
  }

  #call(operator: OperatorDefinition, items: readonly Expression[], rows: string | undefined): Printed {
    const beside = items.map(pathOf).find((path) => path !== undefined);
    const inner = operator.overRows === true && items.length > 1 ? (pathOf(items[0]) ?? rows) : rows;
    const parts = items.map((item, index) => this.print(item, beside, index === 0 ? rows : inner));
    const infix = operator.formula?.infix;
    if (infix && parts.length === 1 && infix.sign === "-") {
      const [part] = parts;
      return {
        text:
          part && part.rank === TIGHTEST && !/^\d/.test(part.text)
            ? `-${part.text}`
            : `-(${part?.text ?? ""})`,
        rank: 4,
        operator,
      };
    }
    if (infix && parts.length > 1) {
      const text = parts.map((part, index) => this.#operand(operator, part, index)).join(` ${infix.sign} `);
      return { text, rank: infix.rank, operator };
    }
    const name = functionName(operator, this.#locale);
    if (name === undefined && parts.length === 1) return parts[0] ?? { text: "", rank: TIGHTEST };
    return {
      text: `${name ?? operator.id}(${parts.map((part) => part.text).join(", ")})`,
      rank: TIGHTEST,
      operator,
    };
  }

  #operand(operator: OperatorDefinition, part: Printed, index: number): string {
    const infix = operator.formula?.infix;
    const rank = infix?.rank ?? 0;
    const swallowed = index === 0 && infix?.chain === true && part.operator === operator;
    const open = index === 0 ? part.rank < rank || swallowed : part.rank <= rank;
    return open ? `(${part.text})` : part.text;
  }
}

/** Writes an expression as a formula line that `parseFormula` reads back to the same expression. */
export function printFormula(expression: Expression, names: ExpressionNames, locale: Locale): string {
  const tooBig = overBudget(expression, DEFAULT_BUDGET);
  if (tooBig) throw tooBig;
  return new FormulaPrinter(names, locale).print(expression, undefined, undefined).text;
}
