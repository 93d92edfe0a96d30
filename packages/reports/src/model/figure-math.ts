import { compileExpression, type Expression, recordEnvironment, type Scope } from "@mortise/expression";

/** A figure: an exact decimal as text, or nothing. */
export type Figure = string | null;

/** Figures by the id of their measure. */
export type Figures = Readonly<Record<string, Figure>>;

const NUMBERS: Scope = { variable: () => ({ kind: "number" }) };
const MOMENT = { now: new Date(0), timeZone: "UTC" };

/**
 * A formula over figures in the language of the house: exact decimals, and nothing where it divides by zero or a figure
 * is missing.
 *
 * @example
 * compileFormula({ "/": [{ var: "won" }, { var: "all" }] })({ won: "1", all: "4" }); // "0.25"
 */
export function compileFormula(formula: Expression): (figures: Figures) => Figure {
  const compiled = compileExpression(formula, NUMBERS);
  return (figures) => {
    const value = compiled.evaluate(recordEnvironment(figures, MOMENT));
    return typeof value === "string" || typeof value === "number" ? String(value) : null;
  };
}

const pair = (operator: string) => {
  const formula = compileFormula({ [operator]: [{ var: "a" }, { var: "b" }] });
  return (a: Figure, b: Figure): Figure => formula({ a, b });
};

/** The sum of two figures; nothing when one is missing. */
export const plus = pair("+");

/** The difference of two figures; nothing when one is missing. */
export const minus = pair("-");

/** The share that one figure is of another, to 20 places; nothing by zero. */
export const over = pair("/");

const magnitude = compileFormula({ abs: [{ var: "a" }] });

/** The change from one figure to another as a share of the size of the first; nothing where that is zero or missing. */
export function changeOf(before: Figure, now: Figure): Figure {
  return over(minus(now, before), magnitude({ a: before }));
}

const isLess = compileExpression({ "<": [{ var: "a" }, { var: "b" }] }, NUMBERS);

/** Orders figures from the biggest down; those that are missing come last. */
export function fromBiggest(a: Figure, b: Figure): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (isLess.test(recordEnvironment({ a: b, b: a }, MOMENT))) return -1;
  return isLess.test(recordEnvironment({ a, b }, MOMENT)) ? 1 : 0;
}
