import { describe, expect, test } from "vitest";
import { compileExpression, parseFormula } from "../index.ts";
import { sampleEnvironment, sampleFinder, sampleScope } from "./sample-record.ts";
import { SEMANTICS } from "./semantics.ts";

for (const { topic, cases } of SEMANTICS) {
  describe(`${topic.en}`, () => {
    test.each(cases)("%s is %j", (formula, result) => {
      const parsed = parseFormula(formula, sampleFinder);
      expect(parsed).toMatchObject({ ok: true });
      if (!parsed.ok) return;
      expect(compileExpression(parsed.expression, sampleScope).evaluate(sampleEnvironment)).toEqual(result);
    });
  });
}
