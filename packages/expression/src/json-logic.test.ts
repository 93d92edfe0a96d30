import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import jsonLogic from "json-logic-js";
import { expect, test } from "vitest";
import {
  checkExpression,
  compileExpression,
  type Expression,
  recordEnvironment,
  type Scope,
  type Value,
  type VariableType,
} from "./index.ts";

interface Case {
  readonly rule: Expression;
  readonly data?: unknown;
  readonly result: unknown;
}

/** Why a class of cases is not part of our typed language. */
const REFUSED: readonly {
  readonly reason: string;
  readonly applies: (text: string, item: Case) => boolean;
}[] = [
  {
    reason: "map, filter, reduce, all, none, some, merge, missing: totals over child rows take their place",
    applies: (text) =>
      /"(map|filter|reduce|all|none|some|merge|missing|missing_some|log|method)":/.test(text),
  },
  {
    reason: "the whole data or a computed name is no variable: names are checked when saved",
    applies: (text) => /"var":(""|null|\[\]|\d|\[\{|"\d)/.test(text),
  },
  { reason: "a plain list is no value of its own", applies: (text) => text.startsWith("[") },
  {
    reason: "== compares values of one kind: text is not a number",
    applies: (text) => /"(===|!==|==|!=)":\[\d,("|\{"\+":")/.test(text),
  },
  {
    reason: "conditions are booleans: texts, numbers and lists are neither true nor false",
    applies: (_text, item) => usesTruthiness(item.rule),
  },
  {
    reason: "if takes a condition and a result at least",
    applies: (text) => /"if":\[(true|false|"apple")?\]/.test(text),
  },
  { reason: "branches of if have one kind", applies: (text) => /"if":\[.*\[/.test(text) },
];

/** Cases that we accept but answer differently, each by a rule of docs/reference/expressions.md. */
const DIFFERENT = new Map([
  ['{"===":[1,"1"]}', "a written text takes the kind of the other side"],
  ['{"!==":[1,"1"]}', "a written text takes the kind of the other side"],
  ['{"===":[0,"0"]}', "a written text takes the kind of the other side"],
  ['{"and":["",true]}', "empty text is null, and a condition is true or false"],
  ['[1,{"var":"x"},3]', "numbers come out as exact texts"],
  ['{"var":"1.1"}', "names lead through records, not into lists"],
  ['{"var":""}', "the whole data has no name"],
]);

const TRUTH_PLACES: Readonly<Record<string, (index: number, count: number) => boolean>> = {
  and: () => true,
  or: () => true,
  "!": () => true,
  "!!": () => true,
  if: (index, count) => index % 2 === 0 && index < count - 1,
  "?:": (index) => index === 0,
};

function isBoolean(expression: Expression): boolean {
  if (typeof expression === "boolean") return true;
  return (
    typeof expression === "object" &&
    expression !== null &&
    !Array.isArray(expression) &&
    !("var" in expression) &&
    !("+" in expression)
  );
}

function usesTruthiness(rule: Expression): boolean {
  if (typeof rule !== "object" || rule === null) return false;
  if (Array.isArray(rule)) return rule.some((item: Expression) => usesTruthiness(item));
  return Object.entries(rule).some(([id, value]) => {
    const items: readonly Expression[] = Array.isArray(value) ? value : [value];
    return items.some(
      (item, index) =>
        (TRUTH_PLACES[id]?.(index, items.length) === true && !isBoolean(item)) || usesTruthiness(item),
    );
  });
}

function kindOf(value: unknown): VariableType {
  return { kind: typeof value === "number" ? "number" : typeof value === "boolean" ? "boolean" : "text" };
}

// The data lies beside the repository unless MORTISE_SHARED says where.
const shared = process.env["MORTISE_SHARED"] ?? resolve(import.meta.dirname, "../../../../shared");
const file = resolve(shared, "data/json-logic/official-tests.json");
// The file is the official suite: cases between comment strings.
const cases = (JSON.parse(readFileSync(file, "utf8")) as (string | Case)[]).filter(
  (item): item is Case => typeof item !== "string",
);

const REFUSAL = Symbol("refused");

function run(item: Case): Value | typeof REFUSAL {
  const record =
    typeof item.data === "object" && item.data !== null ? Object.fromEntries(Object.entries(item.data)) : {};
  const environment = recordEnvironment(record, { now: new Date(0), timeZone: "UTC" });
  const scope: Scope = { variable: (path) => kindOf(environment.get(path) ?? item.result) };
  if (!checkExpression(item.rule, scope).ok) return REFUSAL;
  return compileExpression(item.rule, scope).evaluate(environment);
}

/** Our results in JSON Logic's form: numbers are exact texts, empty text is null. */
function same(ours: Value, theirs: unknown): boolean {
  if (typeof theirs === "number") return ours === String(theirs);
  return theirs === "" ? ours === null : JSON.stringify(ours) === JSON.stringify(theirs ?? null);
}

test("the official JSON Logic cases give the same result, or differ or are refused for a stated reason", () => {
  const unexplained: string[] = [];
  let agreed = 0;
  for (const item of cases) {
    const text = JSON.stringify(item.rule);
    const ours = run(item);
    if (ours !== REFUSAL && same(ours, item.result) && same(ours, jsonLogic.apply(item.rule, item.data)))
      agreed += 1;
    else if (ours === REFUSAL ? !REFUSED.some(({ applies }) => applies(text, item)) : !DIFFERENT.has(text)) {
      unexplained.push(`${text} → ${String(ours === REFUSAL ? "refused" : JSON.stringify(ours))}`);
    }
  }
  expect(unexplained).toEqual([]);
  expect(agreed).toBe(156);
});
