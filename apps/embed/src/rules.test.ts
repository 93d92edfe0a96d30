import {
  compileExpression,
  type Expression,
  recordEnvironment,
  type Value,
  type ValueKind,
} from "@mortise/expression";
import { expect, test } from "vitest";
import { applyRules, holds } from "./rules.ts";

const KINDS: Readonly<Record<string, ValueKind>> = { kind: "option", n: "number", day: "date", note: "text" };
const ANSWERS: Readonly<Record<string, readonly Value[]>> = {
  kind: ["a", "b", "c", null],
  n: ["0", "5", "12.5", "-3", null],
  day: ["2026-01-31", "2026-02-01", null],
  note: ["x", "", null],
};
const FIXED: Readonly<Record<string, readonly Expression[]>> = {
  kind: ["a", "b"],
  n: [0, 5, 12.5],
  day: ["2026-01-31", "2026-02-15"],
  note: ["x", "y"],
};

function conditions(): readonly Expression[] {
  const simple = Object.keys(KINDS).flatMap((path): Expression[] => {
    const of = { var: path };
    const fixed = FIXED[path] ?? [];
    const equal = fixed.flatMap((value): Expression[] => [{ "==": [of, value] }, { "!=": [of, value] }]);
    const ordered = path === "n" || path === "day" ? fixed : [];
    return [
      ...equal,
      { empty: [of] },
      { notEmpty: [of] },
      { in: [of, [...fixed]] },
      ...ordered.flatMap((value): Expression[] => [
        { ">": [of, value] },
        { ">=": [of, value] },
        { "<": [of, value] },
        { "<=": [of, value] },
      ]),
    ];
  });
  const joined = simple.flatMap((one, index): Expression[] => {
    const other = simple[(index * 7 + 3) % simple.length] ?? true;
    return [{ and: [one, other] }, { or: [one, { "!": [other] }] }, { "!": [one] }];
  });
  return [...simple, ...joined];
}

test("a condition means the same on the page as on the server", () => {
  const differences: unknown[] = [];
  for (const condition of conditions()) {
    const compiled = compileExpression(condition, {
      variable: (path) =>
        KINDS[path]
          ? { kind: KINDS[path], ...(path === "kind" ? { optionKeys: ["a", "b", "c"] } : {}) }
          : undefined,
    });
    for (const kind of ANSWERS["kind"] ?? [])
      for (const n of ANSWERS["n"] ?? [])
        for (const day of ANSWERS["day"] ?? [])
          for (const note of ANSWERS["note"] ?? []) {
            const answers = { kind, n, day, note };
            // An empty text is stored as no value.
            const record = { ...answers, note: note === "" ? null : note };
            const environment = recordEnvironment(record, { now: new Date(0), timeZone: "UTC" });
            const server = compiled.test(environment);
            if (server !== holds(condition, answers)) differences.push({ condition, answers, server });
          }
  }
  expect(differences).toEqual([]);
});

test("an answer of several options is asked for one of them", () => {
  const condition = { containsAny: [{ var: "wants" }, ["a", "b"]] };
  expect([["b", "c"], ["c"], [], null].map((wants) => holds(condition, { wants }))).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

test("questions are hidden, required and offered fewer options by the rules that hold", () => {
  const question = (id: string, input: object = { kind: "textarea", reads: "text" }) => ({
    id,
    name: { zh: id, en: id },
    required: false,
    input: input as never,
  });
  const options = ["a", "b"].map((key) => ({ key, name: { zh: key, en: key } }));
  const fields = [
    question("kind", { kind: "select", reads: "value", options }),
    question("note"),
    question("n"),
  ];
  const rules = [
    {
      when: { "==": [{ var: "note" }, "x"] },
      hide: ["n"],
      show: [],
      require: ["kind"],
      offer: { kind: ["b"] },
    },
    { when: { "==": [{ var: "kind" }, "b"] }, hide: [], show: ["note"], require: [], offer: {} },
  ];
  expect(applyRules(fields, rules, {}).fields.map(({ id }) => id)).toEqual(["kind", "n"]);
  const ruled = applyRules(fields, rules, { kind: "b", note: "x" });
  expect(ruled.fields.map(({ id, required }) => [id, required])).toEqual([
    ["kind", true],
    ["note", false],
  ]);
  expect(ruled.fields[0]?.input).toMatchObject({ options: [{ key: "b" }] });
});
