import { localize, type Locale, type LocalizedText } from "@mortise/kit";
import { findOperator } from "./operators/index.ts";
import { DEFAULT_BUDGET, overBudget } from "./tree/budget.ts";
import type { OperatorDefinition } from "./tree/node.ts";
import { isListExpression, isOperation, operationOf, pathOf } from "./tree/shape.ts";
import type { Expression } from "./types.ts";
import { variablesOf } from "./variables.ts";

/** What fields, options and values are called; asked while an expression is put into words. */
export interface ExpressionNames {
  /** Name of a variable; fields of child rows come as `lines.amount`. Undefined shows the path. */
  variable(path: string): LocalizedText | string | undefined;
  /** Name of an option of a field. */
  option?(path: string, key: string): LocalizedText | string | undefined;
  /** Name of any other value beside a field: a region, a person. */
  value?(path: string, value: Expression): LocalizedText | string | undefined;
}

const SYSTEM: Readonly<Record<string, LocalizedText>> = {
  $user: { zh: "当前用户", en: "the current user" },
  $teams: { zh: "我的团队及下级", en: "my teams and those below" },
  $ownTeams: { zh: "我的团队", en: "my teams" },
  $now: { zh: "此刻", en: "now" },
  $today: { zh: "今天", en: "today" },
};

const TRUE: LocalizedText = { zh: "是", en: "yes" };
const FALSE: LocalizedText = { zh: "否", en: "no" };
const NOTHING: LocalizedText = { zh: "空", en: "empty" };

function shown(name: LocalizedText | string, locale: Locale): string {
  return typeof name === "string" ? name : localize(name, locale);
}

class Sentences {
  readonly #names: ExpressionNames;
  readonly #locale: Locale;

  constructor(names: ExpressionNames, locale: Locale) {
    this.#names = names;
    this.#locale = locale;
  }

  /** `beside` is the variable whose options or values literals are; `rows` the child rows names may belong to. */
  write(expression: Expression, beside: string | undefined, rows: string | undefined): string {
    const path = pathOf(expression);
    if (path !== undefined) return this.#variable(path, rows);
    if (isListExpression(expression)) {
      const items = expression.map((item) => this.write(item, beside, rows));
      return items.join(this.#locale === "zh" ? "、" : ", ");
    }
    if (!isOperation(expression)) return this.#literal(expression, beside);
    const operation = operationOf(expression);
    const operator = operation && findOperator(operation.id);
    return operator ? this.#call(operator, operation.items, rows) : "?";
  }

  #variable(path: string, rows: string | undefined): string {
    const inRow = rows === undefined ? undefined : this.#names.variable(`${rows}.${path}`);
    const old = path.startsWith("$old.") ? this.#names.variable(path.slice(5)) : undefined;
    const name = inRow ?? this.#names.variable(path) ?? SYSTEM[path];
    if (name !== undefined) return shown(name, this.#locale);
    if (old === undefined) return path;
    return this.#locale === "zh" ? `修改前的${shown(old, "zh")}` : `${shown(old, "en")} before the change`;
  }

  #literal(value: null | boolean | number | string, beside: string | undefined): string {
    const named = beside === undefined ? undefined : this.#valueName(beside, value);
    if (named !== undefined) return shown(named, this.#locale);
    if (value === null || value === "") return localize(NOTHING, this.#locale);
    if (typeof value === "boolean") return localize(value ? TRUE : FALSE, this.#locale);
    return String(value);
  }

  #valueName(path: string, value: null | boolean | number | string): LocalizedText | string | undefined {
    const option = typeof value === "string" ? this.#names.option?.(path, value) : undefined;
    return option ?? this.#names.value?.(path, value);
  }

  #call(operator: OperatorDefinition, items: readonly Expression[], rows: string | undefined): string {
    const beside = items.map(pathOf).find((path) => path !== undefined);
    const inner = operator.overRows === true ? (pathOf(items[0]) ?? rows) : rows;
    const text = (index: number): string => {
      const item = items[index] ?? null;
      const part = this.write(item, beside, index === 0 ? rows : inner);
      return operator.joins === true && this.#needsBrackets(item) ? this.#bracketed(part) : part;
    };
    const isOverRows = operator.overRows === true && this.#isOverRows(items);
    const own = operator.describe?.({ locale: this.#locale, arguments: items, isOverRows, text });
    if (own !== undefined) return own;
    const template = operator.sentence && localize(operator.sentence, this.#locale);
    const joiner = operator.joiner
      ? localize(operator.joiner, this.#locale)
      : this.#locale === "zh"
        ? "、"
        : ", ";
    const all = (): string => items.map((_, index) => text(index)).join(joiner);
    if (template === undefined) return `${localize(operator.name, this.#locale)}${this.#bracketed(all())}`;
    return template.replace(/\{(\d+|all)\}/g, (_, place: string) =>
      place === "all" ? all() : text(Number(place)),
    );
  }

  /** Whether names inside the second argument are known as names of the first one's rows. */
  #isOverRows([rows, ...others]: readonly Expression[]): boolean {
    const path = pathOf(rows);
    if (path === undefined) return false;
    return others.some((item) =>
      variablesOf(item).some((inner) => this.#names.variable(`${path}.${inner}`) !== undefined),
    );
  }

  #needsBrackets(item: Expression): boolean {
    const operation = operationOf(item);
    return operation !== undefined && findOperator(operation.id)?.joins === true;
  }

  #bracketed(part: string): string {
    return this.#locale === "zh" ? `（${part}）` : `(${part})`;
  }
}

/**
 * Puts an expression into words: “来源 是 官网注册 且 地区 属于 济南市”. Names come from the caller; parts that are not
 * known are shown as they are stored, so the sentence is never missing a part.
 */
export function describeExpression(expression: Expression, names: ExpressionNames, locale: Locale): string {
  const tooBig = overBudget(expression, DEFAULT_BUDGET);
  if (tooBig) return tooBig.messageFor(locale);
  return new Sentences(names, locale).write(expression, undefined, undefined);
}
