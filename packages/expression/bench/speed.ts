import jsonLogic from "json-logic-js";
import {
  checkExpression,
  compileExpression,
  type Expression,
  recordEnvironment,
  type Scope,
} from "../src/index.ts";

const KINDS = new Map<string, "number" | "text" | "option">([
  ["amount", "number"],
  ["score", "number"],
  ["name", "text"],
  ["source", "option"],
]);
const SCOPE: Scope = {
  variable: (path) => {
    const kind = KINDS.get(path);
    return kind && { kind };
  },
};

interface Lead {
  readonly amount: number;
  readonly score: number;
  readonly name: string;
  readonly source: string;
}

const LEADS: readonly Lead[] = Array.from({ length: 1000 }, (_, index) => ({
  amount: (index * 37) % 900,
  score: index % 100,
  name: `lead ${index}`,
  source: ["web", "fair", "call"][index % 3] ?? "web",
}));

interface Work {
  readonly name: string;
  readonly rule: Expression;
  readonly byHand: (lead: Lead) => unknown;
}

const WORKS: readonly Work[] = [
  {
    name: "condition of four parts",
    rule: {
      and: [
        { in: [{ var: "source" }, ["web", "fair"]] },
        { or: [{ ">=": [{ var: "amount" }, 300] }, { ">": [{ var: "score" }, 80] }] },
        { "!=": [{ var: "name" }, "lead 7"] },
      ],
    },
    byHand: ({ source, amount, score, name }) =>
      (source === "web" || source === "fair") && (amount >= 300 || score > 80) && name !== "lead 7",
  },
  {
    name: "formula with exact decimals",
    rule: { "+": [{ "*": [{ var: "amount" }, 1.13] }, { "/": [{ var: "score" }, 4] }] },
    byHand: ({ amount, score }) => amount * 1.13 + score / 4,
  },
];
const ROUNDS = 7;
const PASSES = 40;

/** Evaluations per second: the median of several rounds over all leads. */
function rate(evaluate: (lead: Lead) => unknown): number {
  const rates: number[] = [];
  let kept: unknown;
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = performance.now();
    for (let pass = 0; pass < PASSES; pass += 1) for (const lead of LEADS) kept = evaluate(lead);
    rates.push((PASSES * LEADS.length * 1000) / (performance.now() - started));
  }
  if (kept === undefined) console.log("nothing was evaluated");
  return rates.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
}

function millions(value: number): string {
  return `${(value / 1e6).toFixed(2)} M/s`;
}

/** Prints how fast compiled expressions run beside json-logic-js and a function written by hand. */
function measureEvaluation(): void {
  const now = new Date("2026-11-22T01:30:00Z");
  for (const { name, rule, byHand } of WORKS) {
    const compiled = compileExpression(rule, SCOPE);
    const ours = rate((lead) =>
      compiled.evaluate(recordEnvironment({ ...lead }, { now, timeZone: "Asia/Shanghai" })),
    );
    const reference = rate((lead) => jsonLogic.apply(rule, lead));
    const hand = rate(byHand);
    console.log(
      `${name}: ${millions(ours)}, json-logic-js ${millions(reference)} (${(ours / reference).toFixed(2)} ×), by hand ${millions(hand)} (1/${(hand / ours).toFixed(0)})`,
    );
  }
}

function nested(depth: number): Expression {
  let expression: Expression = true;
  for (let level = 0; level < depth; level += 1) expression = { "!": [expression] };
  return expression;
}

function square(size: number): Expression {
  const row = Array.from({ length: size }, (_, index) => index);
  return { or: row.map(() => ({ in: [{ var: "amount" }, row] })) };
}

/** Prints how long it takes to refuse what is too large. */
function measureRefusals(): void {
  const hostile: readonly (readonly [string, Expression])[] = [
    ["a rule of 3000 × 3000 parts", square(3000)],
    ["a tree 20,000 levels deep", nested(20_000)],
  ];
  for (const [name, expression] of hostile) {
    const started = performance.now();
    const result = checkExpression(expression, SCOPE);
    const code = result.ok ? "accepted" : result.problems[0]?.code;
    console.log(`${name}: ${code} after ${(performance.now() - started).toFixed(2)} ms`);
  }
}

/** Prints how long the largest texts take that a pattern is matched against. */
function measurePatterns(): void {
  const text = `${"a".repeat(9999)}!`;
  const compiled = compileExpression({ matches: [{ var: "name" }, "^(a+)+$"] }, SCOPE);
  const environment = recordEnvironment({ name: text }, { now: new Date(0), timeZone: "UTC" });
  const started = performance.now();
  const found = compiled.test(environment);
  console.log(
    `^(a+)+$ on 10,000 characters: ${String(found)} after ${(performance.now() - started).toFixed(1)} ms`,
  );
}

/** Prints the speed of evaluation and of refusals. Used by `pnpm bench expressions`. */
export function measureSpeed(): void {
  measureEvaluation();
  measureRefusals();
  measurePatterns();
}

if (import.meta.main) measureSpeed();
