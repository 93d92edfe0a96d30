import type { Expression } from "@mortise/expression";
import { isPlainObject } from "@mortise/kit";

/** What one alternative of a condition says about the values of fields; what it says otherwise is left open. */
export type Facts = ReadonlyMap<string, FieldFacts>;

/** What is known of one field's value. */
interface FieldFacts {
  /** One of these. */
  readonly among?: ReadonlySet<string>;
  /** None of these. */
  readonly except: ReadonlySet<string>;
  readonly least?: number;
  readonly most?: number;
  /** Whether it is empty; undefined when open. */
  readonly isEmpty?: boolean;
}

/** Alternatives beyond which a condition is left open rather than taken apart. */
const MOST_ALTERNATIVES = 64;

const NOTHING: Facts = new Map();

/**
 * A condition as alternatives of facts (disjunctive form). Parts that cannot be read say nothing, so what is found
 * impossible is impossible, while the rest may still be.
 */
export function conditionFacts(condition: Expression): readonly Facts[] {
  return alternatives(condition, true);
}

/** Whether two conditions may hold of the same record. */
export function mayBothHold(a: Expression, b: Expression): boolean {
  return joined(conditionFacts(a), conditionFacts(b)).length > 0;
}

function alternatives(expression: Expression, wanted: boolean): readonly Facts[] {
  if (expression === true || expression === false) return expression === wanted ? [NOTHING] : [];
  const [operator, items] = callOf(expression);
  const not = operator === "!" ? items[0] : undefined;
  if (not !== undefined) return alternatives(not, !wanted);
  if (operator === "and" || operator === "or") {
    const parts = items.map((item) => alternatives(item, wanted));
    // 且 of what is not wanted is 或 of its parts.
    return (operator === "and") === wanted ? parts.reduce(joined, [NOTHING]) : merged(parts);
  }
  const fact = factOf(operator, items, wanted);
  return [fact ? new Map([fact]) : NOTHING];
}

function merged(parts: readonly (readonly Facts[])[]): readonly Facts[] {
  const all = parts.flat();
  return all.length > MOST_ALTERNATIVES ? [NOTHING] : all;
}

/** Every possible pair of alternatives. */
function joined(left: readonly Facts[], right: readonly Facts[]): readonly Facts[] {
  if (left.length * right.length > MOST_ALTERNATIVES) return left;
  return left.flatMap((one) =>
    right.flatMap((other) => {
      const both = union(one, other);
      return [...both.values()].every(isPossible) ? [both] : [];
    }),
  );
}

function union(one: Facts, other: Facts): Facts {
  const both = new Map(one);
  for (const [path, facts] of other) {
    const known = both.get(path);
    both.set(path, known ? together(known, facts) : facts);
  }
  return both;
}

const EMPTY_CLASH: FieldFacts = { except: new Set(), among: new Set() };

function together(a: FieldFacts, b: FieldFacts): FieldFacts {
  if (a.isEmpty !== undefined && b.isEmpty !== undefined && a.isEmpty !== b.isEmpty) return EMPTY_CLASH;
  const among = a.among && b.among ? common(a.among, b.among) : (a.among ?? b.among);
  const least = Math.max(a.least ?? -Infinity, b.least ?? -Infinity);
  const most = Math.min(a.most ?? Infinity, b.most ?? Infinity);
  const isEmpty = a.isEmpty ?? b.isEmpty;
  return {
    except: new Set([...a.except, ...b.except]),
    ...(among ? { among } : {}),
    ...(Number.isFinite(least) ? { least } : {}),
    ...(Number.isFinite(most) ? { most } : {}),
    ...(isEmpty === undefined ? {} : { isEmpty }),
  };
}

function isPossible({ among, except, least = -Infinity, most = Infinity }: FieldFacts): boolean {
  if (least > most) return false;
  return !among || [...among].some((value) => !except.has(value) && isBetween(orderOf(value), least, most));
}

function common(a: ReadonlySet<string>, b: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...a].filter((value) => b.has(value)));
}

function isBetween(order: number | undefined, least: number, most: number): boolean {
  return order === undefined || (least <= order && order <= most);
}

/** The operator of a call with its arguments; an empty name for anything else. */
function callOf(expression: Expression): readonly [operator: string, items: readonly Expression[]] {
  if (!isPlainObject(expression)) return ["", []];
  const [entry] = Object.entries(expression);
  if (!entry) return ["", []];
  // One argument may stand without a list.
  const [operator, input] = entry;
  return [operator, Array.isArray(input) ? (input as readonly Expression[]) : [input]];
}

function variableOf(expression: Expression | undefined): string | undefined {
  const path = isPlainObject(expression) ? expression["var"] : undefined;
  return typeof path === "string" ? path : undefined;
}

/** Comparisons with a literal; a bound that is left out of a range counts as in it, so that nothing possible is lost. */
function factOf(
  operator: string,
  [first, second]: readonly Expression[],
  wanted: boolean,
): readonly [path: string, facts: FieldFacts] | undefined {
  const path = variableOf(first);
  if (path === undefined) return undefined;
  const except = new Set<string>();
  if (operator === "empty") return [path, { except, isEmpty: wanted }];
  if (operator === "notEmpty") return [path, { except, isEmpty: !wanted }];
  const listed = operator === "in" ? literals(second) : second === undefined ? undefined : literals([second]);
  if ((operator === "==" || operator === "in") && listed)
    return [path, wanted ? { among: listed, except, isEmpty: false } : { except: listed }];
  if (operator === "!=" && listed)
    return [path, wanted ? { except: listed } : { among: listed, except, isEmpty: false }];
  // The opposite of a comparison also holds of an empty value, which has no bounds.
  const bound = wanted ? orderOf(second) : undefined;
  if (bound === undefined) return undefined;
  if (operator === ">" || operator === ">=") return [path, { except, least: bound, isEmpty: false }];
  return operator === "<" || operator === "<=" ? [path, { except, most: bound, isEmpty: false }] : undefined;
}

function literals(list: Expression | undefined): ReadonlySet<string> | undefined {
  if (!Array.isArray(list)) return undefined;
  // Items of a list in an expression are expressions.
  const items = list as readonly Expression[];
  const scalars = items.filter(
    (item): item is string | number | boolean =>
      typeof item === "string" || typeof item === "number" || typeof item === "boolean",
  );
  return scalars.length === items.length ? new Set(scalars.map(String)) : undefined;
}

/** A number, or a date as one, so that both have an order. */
function orderOf(value: Expression | undefined): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value !== "string") return undefined;
  const order = /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : Date.parse(value);
  return Number.isNaN(order) ? undefined : order;
}
