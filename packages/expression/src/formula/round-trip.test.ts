import { expect, test } from "vitest";
import { MAKERS, RESULT_KINDS } from "../../bench/generate.ts";
import { Generator } from "../../bench/generator.ts";
import { Random } from "../../bench/random.ts";
import { ROW_FIELDS, SAMPLE_FIELDS, SAMPLE_SCOPE } from "../../bench/sample.ts";
import { shrinkPair } from "../../bench/shrink.ts";
import {
  checkExpression,
  type Expression,
  type ExpressionNames,
  parseFormula,
  printFormula,
} from "../index.ts";
import { findOperator } from "../operators/index.ts";
import { isListExpression, isOperation, operationOf } from "../tree/shape.ts";

/** Labels that look like anything but names. */
const LABELS = new Map<string, string>([
  ...SAMPLE_FIELDS.map(({ id }, index) => [id, `字段 ${index}: [${id}]-"x"`] as const),
  ["lines", "明细 表"],
  ...Object.keys(ROW_FIELDS).map((id) => [`lines.${id}`, `明细 表.${id}`] as const),
]);
const PATHS = new Map([...LABELS].map(([path, label]) => [label, path]));
const names: ExpressionNames = { variable: (path) => LABELS.get(path) };
const finder = {
  resolve: (label: string): string | undefined => PATHS.get(label),
  isRows: (path: string): boolean => path === "lines",
};

/** The one form of an expression: operators by their own ids, arguments in lists, a plus of one thing is the thing. */
function settled(expression: Expression): Expression {
  if (isListExpression(expression)) return expression.map(settled);
  if (expression === "") return null;
  if (!isOperation(expression)) return expression;
  const operation = operationOf(expression);
  if (!operation || operation.id === "var") return expression;
  const id = findOperator(operation.id)?.id ?? operation.id;
  const items = operation.items.map(settled);
  const [only = null] = items;
  return id === "+" && items.length === 1 ? only : { [id]: items };
}

function survives(expression: Expression): boolean {
  const wanted = JSON.stringify(settled(expression));
  return (["zh", "en"] as const).every((locale) => {
    const read = parseFormula(printFormula(expression, names, locale), finder);
    return read.ok && JSON.stringify(settled(read.expression)) === wanted;
  });
}

test("random expressions are written as formula lines and read back, in both languages", async () => {
  const seed = Number(process.env["MORTISE_SEED"] ?? Date.now() % 1_000_000_000);
  const generator = new Generator(new Random(seed), MAKERS);
  for (let count = 0; count < 4000; count += 1) {
    const expression = generator.make(generator.random.pick(RESULT_KINDS), 1 + generator.random.below(4));
    if (!checkExpression(expression, SAMPLE_SCOPE).ok || survives(expression)) continue;
    const record = { fields: {}, lines: [] };
    const small = await shrinkPair({ expression, record }, (pair) =>
      Promise.resolve(checkExpression(pair.expression, SAMPLE_SCOPE).ok && !survives(pair.expression)),
    );
    const line = printFormula(small.expression, names, "en");
    expect.fail(`seed ${seed}: ${JSON.stringify(small.expression)} is written ${line}`);
  }
});
