import { expect, test } from "vitest";
import { checkExpression, type Expression } from "../src/index.ts";
import { OPERATORS } from "../src/operators/index.ts";
import { operationOf } from "../src/tree/shape.ts";
import { MAKERS, RESULT_KINDS } from "./generate.ts";
import { Generator } from "./generator.ts";
import { Random } from "./random.ts";
import { SAMPLE_SCOPE } from "./sample.ts";
import { shrinkPair } from "./shrink.ts";

function operatorsIn(expression: Expression, found: Set<string>): void {
  if (typeof expression !== "object" || expression === null) return;
  const operation = operationOf(expression);
  if (operation) found.add(operation.id);
  for (const child of Object.values(expression)) operatorsIn(child, found);
}

test("random expressions are accepted, and together use every operator", () => {
  const generator = new Generator(new Random(1), MAKERS);
  const used = new Set<string>();
  let accepted = 0;
  for (let count = 0; count < 8000; count += 1) {
    const expression = generator.make(generator.random.pick(RESULT_KINDS), 3);
    if (!checkExpression(expression, SAMPLE_SCOPE, { sql: true }).ok) continue;
    accepted += 1;
    operatorsIn(expression, used);
  }
  expect(accepted).toBeGreaterThan(7000);
  expect(OPERATORS.filter(({ id }) => !used.has(id)).map(({ id }) => id)).toEqual([]);
});

test("a failing pair shrinks to the part that fails and the values it needs", async () => {
  const record = { fields: { a: "5", b: "6" }, lines: [{ c: "1" }] };
  const expression = {
    and: [true, { "==": [{ upper: [{ cat: ["xyz", { mod: [{ var: "a" }, 3] }] }] }, "X"] }],
  };
  const found = await shrinkPair({ expression, record }, async (pair) => {
    const used = new Set<string>();
    operatorsIn(pair.expression, used);
    return used.has("mod") && pair.record.fields["a"] === "5";
  });
  expect(found).toEqual({ expression: { mod: [] }, record: { fields: { a: "5", b: null }, lines: [] } });
});
