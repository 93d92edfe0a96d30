import type { Exact } from "./number.ts";

/** How a number is written: `#,##0.00` with what stands before and behind it. */
export interface NumberFormat {
  readonly prefix: string;
  readonly suffix: string;
  /** Thousands are set apart with commas. */
  readonly isGrouped: boolean;
  /** Least digits before the point. */
  readonly digits: number;
  readonly decimals: number;
  readonly isPercent: boolean;
}

const FORM = /^([^0#,.%]*)([#,]*)(0+)(?:\.(0+))?(%?)([^0#,.%]*)$/;
const MOST_DIGITS = 20;

/** Reads `0.00`, `#,##0`, `000`, `0.0%`, `¥#,##0.00 元`; undefined when it is no such format. */
export function parseNumberFormat(text: string): NumberFormat | undefined {
  const match = FORM.exec(text);
  if (!match) return undefined;
  const [, prefix = "", marks = "", zeros = "", decimals = "", percent = "", suffix = ""] = match;
  if (zeros.length > MOST_DIGITS || decimals.length > MOST_DIGITS || (marks !== "" && !marks.startsWith("#")))
    return undefined;
  return {
    prefix,
    suffix: percent + suffix,
    isGrouped: marks.includes(","),
    digits: zeros.length,
    decimals: decimals.length,
    isPercent: percent !== "",
  };
}

/** A number as the format writes it; the minus stands before everything else. */
export function formatNumber(value: Exact, format: NumberFormat): string {
  const rounded = (format.isPercent ? value.times(100) : value).toDecimalPlaces(format.decimals);
  const [whole = "0", part] = rounded.abs().toFixed(format.decimals).split(".");
  const padded = whole.padStart(format.digits, "0");
  const grouped = format.isGrouped ? padded.replace(/\B(?=(?:\d{3})+$)/g, ",") : padded;
  const minus = rounded.isNegative() && !rounded.isZero() ? "-" : "";
  return `${minus}${format.prefix}${grouped}${part === undefined ? "" : `.${part}`}${format.suffix}`;
}

/** PostgreSQL's pattern for the digits alone. */
export function numberPattern({ isGrouped, digits, decimals }: NumberFormat): string {
  const places = Array.from({ length: 36 }, (_, index) => (index < digits ? "0" : "9"));
  const whole = places
    .map((place, index) => (isGrouped && index > 0 && index % 3 === 0 ? `${place},` : place))
    .toReversed()
    .join("");
  return `FM${whole}${decimals > 0 ? `.${"0".repeat(decimals)}` : ""}`;
}
