import { fail, ok, type Result } from "@mortise/kit";
import { Decimal } from "decimal.js";
import { narrowText } from "./text-cleaning.ts";

/** Exact arithmetic with room for every number a column may hold. */
const Exact = Decimal.clone({
  precision: 60,
  rounding: Decimal.ROUND_HALF_UP,
  toExpNeg: -100,
  toExpPos: 100,
});

/** Digits before the decimal point that every number column holds. */
export const INTEGER_DIGITS = 18;

const LIMIT = new Exact(10).pow(INTEGER_DIGITS);
const PLAIN = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i;
const GROUPED = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?$|^[+-]?\d{1,4}(?:,\d{4})+(?:\.\d*)?$/;
const CURRENCY_SIGN =
  /^([+-]?)\s*(?:cny|rmb|usd|eur|gbp|jpy|hkd|us\$|hk\$|[¥$€£])\s*|\s*(?:cny|rmb|usd|eur|gbp|jpy|hkd|人民币|美元|港元|港币|欧元|英镑|日元|元整|元|块|[¥$€£])$/gi;
const SCALES: Readonly<Record<string, number>> = {
  千: 3,
  万: 4,
  百万: 6,
  千万: 7,
  亿: 8,
  万亿: 12,
  k: 3,
  m: 6,
};
const SCALE = /^(.*\d)\s*(万亿|千万|百万|千|万|亿|k|m)$/i;

/** How a number loses digits: 1.25 to one digit is 1.3, 1.2 or 1.3; 1.21 is 1.2, 1.2 or 1.3. */
export type Rounding = "half-up" | "down" | "up";

const MODES: Readonly<Record<Rounding, Decimal.Rounding>> = {
  "half-up": Decimal.ROUND_HALF_UP,
  down: Decimal.ROUND_DOWN,
  up: Decimal.ROUND_UP,
};

/** Bounds and form of a number. */
export interface NumberShape {
  /** Digits after the point. */
  readonly decimals: number;
  /** What becomes of further digits; half up when absent. */
  readonly rounding?: Rounding | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

/** Makes a number exact: a decimal string with the given count of decimals, or a reason why it cannot be one. */
export function shapeNumber(input: unknown, shape: NumberShape): Result<string> {
  const text = typeof input === "number" ? String(input) : input;
  const simple = typeof text === "string" ? shapeSimple(text, shape) : undefined;
  if (simple !== undefined) return ok(simple);
  if (typeof text !== "string" || !PLAIN.test(text.trim())) return notANumber();
  const value = new Exact(text.trim());
  if (!value.isFinite() || value.abs().gte(LIMIT)) {
    return fail(
      `数值过大，整数部分最多 ${INTEGER_DIGITS} 位`,
      `Too large: at most ${INTEGER_DIGITS} digits before the point`,
    );
  }
  const fixed = withoutNegativeZero(value.toFixed(shape.decimals, MODES[shape.rounding ?? "half-up"]));
  const rounded = new Exact(fixed);
  if (shape.min !== undefined && rounded.lt(shape.min))
    return fail(`不能小于 ${shape.min}`, `Must be at least ${shape.min}`);
  if (shape.max !== undefined && rounded.gt(shape.max))
    return fail(`不能大于 ${shape.max}`, `Must be at most ${shape.max}`);
  if (rounded.abs().gte(LIMIT)) return notANumber();
  return ok(fixed);
}

/** Fifteen digits are exact as a number of JavaScript, bounds included. */
const SIMPLE = /^(?:0|[1-9]\d{0,9})(?:\.(\d{1,5}))?$/;

/** Most numbers need no arithmetic: they have no more decimals than are kept. Undefined for all others and for those out of bounds. */
function shapeSimple(text: string, { decimals, min, max }: NumberShape): string | undefined {
  const match = SIMPLE.exec(text);
  if (!match) return undefined;
  const given = match[1]?.length ?? 0;
  if (given > decimals) return undefined;
  const value = Number(text);
  if ((min !== undefined && value < min) || (max !== undefined && value > max)) return undefined;
  if (given === decimals) return text;
  return `${given === 0 ? `${text}.` : text}${"0".repeat(decimals - given)}`;
}

function withoutNegativeZero(text: string): string {
  return /^-0(?:\.0*)?$/.test(text) ? text.slice(1) : text;
}

function notANumber(): Result<never> {
  return fail("请填写数字", "Enter a number");
}

/**
 * Reads a number the way people write it: full-width digits, thousands separators, currency signs, 元, 万 and 亿,
 * accounting parentheses, percent signs (`15%` is 0.15). Answers a plain decimal string.
 */
export function readNumber(text: string): Result<string> {
  const simple = SIMPLE.exec(text);
  if (simple && simple[1]?.endsWith("0") !== true) return ok(text);
  let rest = narrowText(text).replace(/，/g, ",").replace(/[−–—]/g, "-").replace(/^'/, "");
  const parentheses = /^\((.+)\)$/.exec(rest);
  if (parentheses) rest = `-${parentheses[1]}`;
  rest = rest.replace(CURRENCY_SIGN, "$1").trim();
  let power = 0;
  if (rest.endsWith("%")) {
    power = -2;
    rest = rest.slice(0, -1).trim();
  }
  const scaled = SCALE.exec(rest);
  if (scaled) {
    power += SCALES[(scaled[2] ?? "").toLowerCase()] ?? 0;
    rest = scaled[1] ?? "";
  }
  if (rest.endsWith("-") && !rest.startsWith("-")) rest = `-${rest.slice(0, -1)}`;
  rest = rest.replace(/(?<=\d)[ '](?=\d{3}(?:\D|$))/g, "");
  if (GROUPED.test(rest)) rest = rest.replaceAll(",", "");
  if (!PLAIN.test(rest)) return notANumber();
  const value = new Exact(rest).times(new Exact(10).pow(power));
  return value.isFinite() && value.abs().lt(LIMIT) ? ok(value.toFixed()) : notANumber();
}

/** Puts a comma between groups of three digits. */
export function groupThousands(text: string): string {
  const point = text.indexOf(".");
  const whole = point < 0 ? text : text.slice(0, point);
  return whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",") + (point < 0 ? "" : text.slice(point));
}

/** Moves the decimal point: `shiftPoint("0.15", 2)` is `"15"`; trailing zeros after the point go. */
export function shiftPoint(text: string, places: number): string {
  return new Exact(text).times(new Exact(10).pow(places)).toFixed();
}

/** Exact sum of decimal strings; anything that is not a number counts as nothing. */
export function sumDecimals(values: readonly unknown[]): string {
  let sum = new Exact(0);
  for (const value of values) {
    if ((typeof value === "string" || typeof value === "number") && PLAIN.test(String(value)))
      sum = sum.plus(value);
  }
  return sum.toFixed();
}

/**
 * Goes on with decimals that lie equally far apart: the value at any place, counted from the first at 0, places before
 * it included. Undefined for fewer than two and for uneven ones.
 */
export function evenSeries(values: readonly unknown[]): ((place: number) => string) | undefined {
  const [first, second] = values;
  const numbers = values.every((value) => PLAIN.test(String(value)))
    ? values.map((value) => new Exact(String(value)))
    : [];
  const [start, next] = numbers;
  if (first === null || second === null || !start || !next) return undefined;
  const step = next.minus(start);
  const isEven = numbers.every((value, place) => value.eq(start.plus(step.times(place))));
  return isEven ? (place) => start.plus(step.times(place)).toFixed() : undefined;
}

/** Digits after the point in a plain decimal text. */
function countDecimals(text: string): number {
  const point = text.indexOf(".");
  return point < 0 ? 0 : text.length - point - 1;
}

/** Share of texts that read as numbers and look like quantities, not codes (leading zeros, very long digits). */
export function numericShare(samples: readonly string[]): number {
  if (samples.length === 0) return 0;
  const isQuantity = (text: string): boolean => !/^0\d|^\d{12,}$/.test(text.trim()) && readNumber(text).ok;
  return samples.filter(isQuantity).length / samples.length;
}

/** Digits after the point that hold every sample, at most ten. */
export function decimalsNeeded(samples: readonly string[]): number {
  const needed = samples.map((sample) => {
    const value = readNumber(sample);
    return value.ok ? countDecimals(value.value) : 0;
  });
  return Math.min(10, Math.max(0, ...needed));
}
