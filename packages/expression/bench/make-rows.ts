import type { Expression } from "../src/index.ts";
import type { Generator, Make } from "./generator.ts";

const LINES: Expression = { var: "lines" };
const v = (path: string): Expression => ({ var: path });

function condition(g: Generator): Expression {
  return g.random.pick<() => Expression>([
    () => v("row_flag"),
    () => ({ ">": [v("row_number"), g.make("number", 0)] }),
    () => ({ and: [v("row_flag"), { notEmpty: [v("row_text")] }] }),
    () => ({ "==": [v("row_option"), "won"] }),
    () => ({ "<=": [v("row_date"), g.make("date", 0)] }),
    () => ({ contains: [v("row_text"), g.make("text", 0)] }),
  ])();
}

function amount(g: Generator): Expression {
  return g.random.pick<() => Expression>([
    () => v("row_number"),
    () => v("row_number"),
    () => ({ "*": [v("row_number"), g.make("number", 0)] }),
    () => ({ length: [v("row_text")] }),
    () => ({ coalesce: [v("row_number"), 0] }),
    () => ({ year: [v("row_date")] }),
  ])();
}

function text(g: Generator): Expression {
  return g.random.pick<() => Expression>([
    () => v("row_text"),
    () => ({ upper: [v("row_text")] }),
    () => ({ cat: [v("row_option"), v("row_number")] }),
  ])();
}

/** Totals of child rows that give numbers. */
export const ROW_NUMBERS: readonly Make[] = [
  (g) => ({
    [g.random.pick(["sum", "avg", "minOf", "maxOf", "medianOf", "first", "last"])]: [LINES, amount(g)],
  }),
  (g) => ({
    [g.random.pick(["sumIf", "avgIf", "minIf", "maxIf", "lookup"])]: [LINES, condition(g), amount(g)],
  }),
  (g) => ({ count: [LINES, ...(g.random.chance(0.5) ? [condition(g)] : [])] }),
  (g) => ({
    [g.random.pick(["count", "countDistinct"])]: [LINES, g.random.chance(0.5) ? amount(g) : text(g)],
  }),
  (g) => ({ countIf: [LINES, condition(g)] }),
];

/** Conditions on child rows. */
export const ROW_CONDITIONS: readonly Make[] = [
  (g) => ({ [g.random.pick(["some", "all", "none"])]: [LINES, condition(g)] }),
  (g) => ({ [g.random.pick(["empty", "notEmpty"])]: [LINES] }),
];

/** Texts of child rows. */
export const ROW_TEXTS: readonly Make[] = [
  (g) => ({
    joinRows: [
      LINES,
      g.random.chance(0.7) ? text(g) : amount(g),
      ...(g.random.chance(0.5) ? [g.random.pick([",", "", " / "])] : []),
    ],
  }),
  (g) => ({ lookup: [LINES, condition(g), text(g)] }),
  (g) => ({ [g.random.pick(["first", "last"])]: [LINES, text(g)] }),
];

/** Dates of child rows. */
export const ROW_DATES: readonly Make[] = [
  (g) => ({ [g.random.pick(["minOf", "maxOf", "first", "last"])]: [LINES, v("row_date")] }),
  (g) => ({ [g.random.pick(["minIf", "maxIf", "lookup"])]: [LINES, condition(g), v("row_date")] }),
];
