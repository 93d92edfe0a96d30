import { fieldCatalog } from "@mortise/fields";
import { sameText } from "@mortise/kit";
import { Catalog, type RecordRule } from "@mortise/metadata";
import { expect, test } from "vitest";
import { formsApp, generateForm } from "../../fixtures/random-forms.ts";
import { ruleTruth } from "./rule-truth.ts";

const entity = generateForm("form", () => 0);
const place = { entity, catalog: new Catalog(formsApp([entity]), fieldCatalog) };
const moment = { now: new Date("2026-11-29T00:00:00Z"), timeZone: "UTC" };
const rule = (when: RecordRule["when"]): RecordRule => ({
  id: "r",
  when,
  actions: [{ type: "refuse", message: sameText("no") }],
});

test("each condition says whether it holds for the record, what stands there, and whether it decides", () => {
  const when = {
    and: [
      { "==": [{ var: "stage" }, "a"] },
      { or: [{ ">": [{ var: "n" }, 5] }, { empty: [{ var: "note" }] }] },
    ],
  };
  const truth = ruleTruth(rule(when), place, { values: { stage: "a", n: "3", note: "x" }, moment });
  expect(truth?.holds).toBe(false);
  expect(truth?.conditions.map(({ holds, field, value }) => [field, value, holds])).toEqual([
    ["stage", "a", true],
    ["n", "3", false],
    ["note", "x", false],
  ]);
  expect(truth?.conditions[0]?.text.zh).toContain("stage");
  expect(ruleTruth(rule(when), place, { values: { stage: "a", n: "9" }, moment })?.holds).toBe(true);
});

test("a rule without a condition holds, one that is not finished says nothing", () => {
  expect(ruleTruth(rule(true), place, { values: {}, moment })).toEqual({ holds: true, conditions: [] });
  const unfinished = rule({ "==": [{ var: "gone" }, 1] });
  expect(ruleTruth(unfinished, place, { values: {}, moment })).toBeUndefined();
});
