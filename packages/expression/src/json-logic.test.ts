import { readFileSync } from "node:fs";
import { sharedFile } from "@mortise/testing/shared-data";
import jsonLogic from "json-logic-js";
import { expect, test } from "vitest";
import { findOperator } from "./operators/index.ts";
import {
  checkExpression,
  compileExpression,
  type Expression,
  recordEnvironment,
  REFUSED_OPERATORS,
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
    reason: "an operator that the language does not have",
    applies: (text) => usesOperator(text, Object.keys(REFUSED_OPERATORS)),
  },
  {
    reason: "all, none and some are about child rows, log is the logarithm",
    applies: (text) => usesOperator(text, ["all", "none", "some", "log"]),
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

function usesOperator(text: string, ids: readonly string[]): boolean {
  return ids.some((id) => text.includes(`"${id}":`));
}

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

// The file is the official suite: cases between comment strings.
const cases = (
  JSON.parse(readFileSync(sharedFile("json-logic/official-tests.json"), "utf8")) as (string | Case)[]
).filter((item): item is Case => typeof item !== "string");

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

test("no operator of JSON Logic is both refused by name and accepted", () => {
  expect(Object.keys(REFUSED_OPERATORS).filter((id) => findOperator(id) !== undefined)).toEqual([]);
});

interface ExtendedCase extends Case {
  readonly suite: string;
  readonly error?: unknown;
}

/** Accepted cases of the extended suites that we answer differently, each by a rule of the table of semantics. */
const EXTENDED_DIFFERENT: readonly {
  readonly reason: string;
  readonly applies: (text: string, item: ExtendedCase) => boolean;
}[] = [
  { reason: "null in, null out: null is not 0", applies: (text) => /^{"[-+*]":null}$/.test(text) },
  {
    reason: "a comparison with null is false: null is not 0",
    applies: (text) => /^{"[<>]=?":.*null/.test(text),
  },
  {
    reason: "a written text takes the kind of the other side",
    applies: (text) => /^{"[!=]==":\["3",3]}$/.test(text),
  },
  { reason: "conditions are true or false, never text", applies: (text) => /^{"(and|or)":\[""/.test(text) },
  {
    reason: "no conditions at all hold, as in a list without filter",
    applies: (text) => text === '{"and":[]}',
  },
  { reason: "one argument may stand without its list", applies: (text) => text === '{"or":true}' },
];

test("the extended JSON Logic suites give the same result for what is accepted, or differ by a stated rule", () => {
  // The file holds cases of json-logic/compat-tables.
  const extended = JSON.parse(
    readFileSync(sharedFile("json-logic/extended-half.json"), "utf8"),
  ) as ExtendedCase[];
  const unexplained: string[] = [];
  const counts = { agreed: 0, refused: 0, different: 0 };
  for (const item of extended) {
    const text = JSON.stringify(item.rule);
    const ours = run(item);
    // Where the suites expect an error, nothing fails here: the result is empty.
    const agrees = item.error === undefined ? ours !== REFUSAL && same(ours, item.result) : ours === null;
    if (ours === REFUSAL) counts.refused += 1;
    else if (agrees) counts.agreed += 1;
    else if (EXTENDED_DIFFERENT.some(({ applies }) => applies(text, item))) counts.different += 1;
    else
      unexplained.push(
        `${item.suite} ${text} ${JSON.stringify(item.data)} → ${JSON.stringify(ours)}, not ${JSON.stringify(item.result ?? item.error)}`,
      );
  }
  expect(unexplained).toEqual([]);
  expect(counts).toEqual({ agreed: 157, refused: 259, different: 14 });
});
