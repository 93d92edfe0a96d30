import { describe, expect, test } from "vitest";
import { compileExpression, explain, type Explanation, parseFormula, printFormula } from "../index.ts";
import { OPERATORS } from "../operators/index.ts";
import { functionHelp, HELP } from "./operator-help.ts";
import { sampleEnvironment, sampleFinder, sampleNames, sampleScope } from "./sample-record.ts";

test("every operator has help, and nothing else has", () => {
  expect(HELP.map(([id]) => id).toSorted()).toEqual(OPERATORS.map(({ id }) => id).toSorted());
  expect(functionHelp()).toHaveLength(OPERATORS.length);
});

describe("examples give what they say", () => {
  test.each(HELP.map(([id, , , , , formula, result]) => [id, formula, result] as const))(
    "%s: %s",
    (id, formula, result) => {
      const parsed = parseFormula(formula, sampleFinder);
      if (!parsed.ok) throw new Error(`${formula}: ${parsed.message.en} at ${parsed.position}`);
      expect(JSON.stringify(parsed.expression)).toContain(`"${id}":`);
      expect(compileExpression(parsed.expression, sampleScope).evaluate(sampleEnvironment)).toEqual(result);
      for (const locale of ["zh", "en"] as const) {
        const again = parseFormula(printFormula(parsed.expression, sampleNames, locale), sampleFinder);
        expect(again).toEqual(parsed);
      }
    },
  );
});

function leavesOf(explanation: Explanation): readonly Explanation[] {
  return explanation.parts.length === 0 ? [explanation] : explanation.parts.flatMap(leavesOf);
}

test("explaining an example ends in its result, and every leaf shows the value it was about", () => {
  const silent = new Set(["literal", "list", "today", "now", "pi"]);
  for (const [, , , , , formula, result] of HELP) {
    const parsed = parseFormula(formula, sampleFinder);
    if (!parsed.ok) continue;
    const explanation = explain(parsed.expression, sampleScope, sampleEnvironment);
    expect(explanation.result).toEqual(result);
    const mute = leavesOf(explanation).filter(
      (leaf) => leaf.left === undefined && !silent.has(leaf.operator),
    );
    expect([formula, mute]).toEqual([formula, []]);
  }
});
