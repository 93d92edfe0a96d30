import { Decimal } from "decimal.js";

/**
 * Exact decimals of the language: less than 10^30 in size, at most 20 places after the point, halves away from
 * zero. 160 digits of working precision make every product and quotient of two such numbers round correctly.
 */
export const Exact = Decimal.clone({
  precision: 160,
  rounding: Decimal.ROUND_HALF_UP,
  modulo: Decimal.ROUND_DOWN,
  toExpNeg: -9e15,
  toExpPos: 9e15,
});

/** A number while it is computed with. */
export type Exact = Decimal;

/** Places after the point that every result is rounded to. */
const SCALE = 20;

/** Numbers of 10^30 and more do not exist: they are null. */
const LIMIT_EXPONENT = 30;

/** Nought, always without a sign. */
export const ZERO: Exact = new Exact(0);

const FORM = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,4})?$/;

/** Brings a result into the range of the language: rounded to 20 places, null from 10^30 on. */
export function bounded(value: Exact): Exact | null {
  if (!value.isFinite()) return null;
  const rounded = value.decimalPlaces() > SCALE ? value.toDecimalPlaces(SCALE) : value;
  if (rounded.isZero()) return ZERO;
  return rounded.e >= LIMIT_EXPONENT ? null : rounded;
}

/** Reads a number from a record or a literal; anything that is not a decimal is null. */
export function parseNumber(raw: unknown): Exact | null {
  if (typeof raw === "number") return Number.isFinite(raw) ? bounded(new Exact(raw)) : null;
  if (typeof raw !== "string" || raw.length > 200 || !FORM.test(raw)) return null;
  return bounded(new Exact(raw));
}

/** The one text of a number: no exponent, no zeros at the end, no plus. */
export function numberText(value: Exact): string {
  return value.toFixed();
}

/** Whole part of a number as a JavaScript integer, cut off at the given bounds. */
export function wholeNumber(value: Exact, low: number, high: number): number {
  const whole = value.trunc();
  if (whole.lt(low)) return low;
  return whole.gt(high) ? high : whole.toNumber();
}
