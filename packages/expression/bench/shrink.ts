import type { Expression } from "../src/index.ts";
import { isListExpression, isOperation } from "../src/tree/shape.ts";
import type { SampleRecord } from "./sample.ts";

/** A pair of which something is to be made smaller. */
export interface Pair {
  readonly expression: Expression;
  readonly record: SampleRecord;
}

/** Tells whether a smaller pair still shows what is looked for. */
export type StillFails = (pair: Pair) => Promise<boolean>;

/** Questions asked at most: each of them is a statement on the database. */
const MOST_QUESTIONS = 400;

function childrenOf(expression: Expression): readonly Expression[] {
  if (isListExpression(expression)) return expression;
  if (!isOperation(expression)) return [];
  return Object.values(expression).flatMap((value) => (isListExpression(value) ? value : [value]));
}

function simplerLeaves(expression: Expression): readonly Expression[] {
  if (expression === null) return [];
  if (typeof expression === "string") return expression.length > 1 ? [null, expression.slice(0, 1)] : [null];
  if (typeof expression === "number") return expression === 0 ? [] : [0, 1, Math.trunc(expression)];
  return [null];
}

/** An expression with one part made smaller, the largest steps first. */
function* smaller(expression: Expression): Generator<Expression> {
  for (const child of childrenOf(expression)) yield child;
  for (const leaf of simplerLeaves(expression)) if (leaf !== expression) yield leaf;
  if (isListExpression(expression)) {
    for (const index of expression.keys()) yield expression.toSpliced(index, 1);
    for (const [index, item] of expression.entries())
      for (const next of smaller(item)) yield expression.with(index, next);
  } else if (isOperation(expression)) {
    const [entry] = Object.entries(expression);
    if (!entry || entry[0] === "var") return;
    const items = isListExpression(entry[1]) ? entry[1] : [entry[1]];
    for (const index of items.keys()) yield { [entry[0]]: items.toSpliced(index, 1) };
    for (const [index, item] of items.entries())
      for (const next of smaller(item)) yield { [entry[0]]: items.with(index, next) };
  }
}

/** A record with one value, row or value of a row less. */
function* emptier({ fields, lines }: SampleRecord): Generator<SampleRecord> {
  if (lines.length > 0) yield { fields, lines: [] };
  for (const index of lines.keys()) yield { fields, lines: lines.toSpliced(index, 1) };
  for (const [index, line] of lines.entries()) {
    for (const id of Object.keys(line))
      if (line[id] !== null) yield { fields, lines: lines.with(index, { ...line, [id]: null }) };
  }
  for (const id of Object.keys(fields))
    if (fields[id] !== null) yield { fields: { ...fields, [id]: null }, lines };
}

/** Null is the smallest of values. */
function size(pair: Pair): number {
  return JSON.stringify(pair).replaceAll("null", "").length;
}

/** Makes a failing pair as small as single steps get it: parts of the expression go, then values of the record. */
export async function shrinkPair(pair: Pair, stillFails: StillFails): Promise<Pair> {
  let found = pair;
  let questions = 0;
  const tryAll = async (candidates: Iterable<Pair>): Promise<boolean> => {
    for (const candidate of candidates) {
      if (questions >= MOST_QUESTIONS || size(candidate) >= size(found)) continue;
      questions += 1;
      if (await stillFails(candidate)) {
        found = candidate;
        return true;
      }
    }
    return false;
  };
  const expressions = function* (): Generator<Pair> {
    for (const expression of smaller(found.expression)) yield { ...found, expression };
  };
  const records = function* (): Generator<Pair> {
    for (const record of emptier(found.record)) yield { ...found, record };
  };
  while ((await tryAll(expressions())) || (await tryAll(records()))) {
    // Each success starts again from the smaller pair.
  }
  return found;
}
