import { checkExpression, type ValueKind, type VariableType } from "@mortise/expression";
import { LOCALES } from "@mortise/kit";
import { expect, test } from "vitest";
import { buildCondition, type ConditionGroup, readCondition } from "./condition-tree.ts";
import { conditionOperators, fieldOperators, type OperatorPlace } from "./operators.ts";
import { PERIODS } from "./periods.ts";

const KINDS: Readonly<Record<string, ValueKind>> = {
  name: "text",
  amount: "number",
  vip: "boolean",
  due: "date",
  seen: "datetime",
  source: "option",
  tags: "options",
  area: "region",
  owner: "user",
  people: "users",
  team: "team",
  customer: "reference",
  files: "files",
  opens: "time",
  contract: "dateRange",
  pin: "secret",
};
const kindOf = (path: string): ValueKind | undefined => KINDS[path];
const SAMPLES = {
  none: null,
  value: "v",
  list: ["a", "b"],
  range: ["1", "2"],
  text: "海尔",
  period: ["last-n-days", 7],
  item: "a",
  day: "2026-11-22",
  nodes: ["a", "b"],
} as const;

test.each(Object.entries(KINDS))("rows over %s survive being stored and read", (path, kind) => {
  for (const operator of fieldOperators(kind)) {
    const value = kind === "boolean" && operator.operand === "value" ? true : SAMPLES[operator.operand];
    const row = { type: "row", path, operator: operator.id, value } as const;
    const condition: ConditionGroup = { type: "group", join: "and", items: [row] };
    const stored = buildCondition(condition, kindOf);
    expect(stored).toBeDefined();
    expect(readCondition(stored, kindOf)).toEqual(condition);
  }
});

test("offers each kind something, in both languages, with unique ids", () => {
  for (const kind of Object.values(KINDS)) expect(fieldOperators(kind).length).toBeGreaterThan(1);
  expect(new Set(conditionOperators.map(({ id }) => id)).size).toBe(conditionOperators.length);
  for (const { name } of conditionOperators) for (const locale of LOCALES) expect(name[locale]).not.toBe("");
});

test("reads nested groups", () => {
  const stored = {
    and: [
      { "==": [{ var: "source" }, "website"] },
      { or: [{ within: [{ var: "area" }, "3701"] }, { ">": [{ var: "amount" }, "500000"] }] },
    ],
  };
  const condition = readCondition(stored, kindOf);
  expect(condition.items.map((item) => item.type)).toEqual(["row", "group"]);
  expect(buildCondition(condition, kindOf)).toEqual(stored);
});

test("keeps what rows cannot show", () => {
  const stored = { "==": [{ "+": [{ var: "amount" }, 1] }, 2] };
  const condition = readCondition(stored, kindOf);
  expect(condition.items).toEqual([{ type: "raw", expression: stored }]);
  expect(buildCondition(condition, kindOf)).toEqual(stored);
});

test("leaves out rows without a value and answers nothing for an empty condition", () => {
  const row = { type: "row", path: "name", operator: "is", value: "" } as const;
  expect(buildCondition({ type: "group", join: "or", items: [row] }, kindOf)).toBeUndefined();
  expect(readCondition(undefined, kindOf).items).toEqual([]);
});

test("compares with the person who looks", () => {
  const stored = { "==": [{ var: "owner" }, { var: "$user" }] };
  expect(readCondition(stored, kindOf).items).toEqual([
    { type: "row", path: "owner", operator: "is", value: { var: "$user" } },
  ]);
});

const ID = "01890f3e-7b5a-7cc2-9c3e-1d2f3a4b5c6d";
const TYPICAL: Readonly<Record<string, string | boolean>> = {
  text: "海尔",
  number: "12.50",
  boolean: true,
  date: "2026-11-22",
  datetime: "2026-11-22T01:30:00.000Z",
  option: "website",
  options: "website",
  region: "3701",
  user: ID,
  time: "09:30:00",
  dateRange: "2026-11-01/2026-11-30",
};

test.each(Object.entries(KINDS))(
  "the language accepts every row over %s and can ask the database",
  (path, kind) => {
    const one = TYPICAL[kind] ?? ID;
    const values = { ...SAMPLES, value: one, list: [one], range: [one, one], item: one, nodes: [one] };
    const others: Readonly<Record<string, ValueKind>> = {
      $teams: "teams",
      $ownTeams: "teams",
      [`${path}.team`]: "team",
    };
    const scope = {
      variable: (name: string): VariableType | undefined =>
        name === path
          ? { kind, optionKeys: ["website"], tree: true }
          : others[name] && { kind: others[name] },
    };
    const refused = fieldOperators(kind).filter((operator) => {
      const expression = operator.build(path, values[operator.operand]);
      return !checkExpression(expression, scope, { expected: "boolean", sql: true }).ok;
    });
    expect(refused.map((operator) => operator.id)).toEqual([]);
  },
);

test("each period with a number says what it counts, and reads back", () => {
  for (const { id, unit } of PERIODS) {
    const value = unit ? [id, 3] : [id];
    const row = { type: "row", path: "due", operator: "inPeriod", value } as const;
    const stored = buildCondition({ type: "group", join: "and", items: [row] }, kindOf);
    expect(readCondition(stored, kindOf).items).toEqual([row]);
    expect(checkExpression(stored ?? null, { variable: () => ({ kind: "date" }) }).ok).toBe(true);
  }
});

test("my team and what is below it are rows of their own beside the teams one names", () => {
  const stored = {
    or: [
      { within: [{ var: "team" }, { var: "$ownTeams" }] },
      { within: [{ var: "owner.team" }, { var: "$teams" }] },
      { under: [{ var: "customer" }, [ID]] },
      { "!": [{ under: [{ var: "team" }, ID] }] },
    ],
  };
  const condition = readCondition(stored, kindOf);
  expect(condition.items.map((item) => (item.type === "row" ? [item.path, item.operator] : item))).toEqual([
    ["team", "myTeam"],
    ["owner", "inMyTeamBelow"],
    ["customer", "under"],
    ["team", "notUnder"],
  ]);
  expect(buildCondition(condition, kindOf)).toEqual(stored);
});

test("questions to a tree are offered where there is one", () => {
  const ids = (place: OperatorPlace) => fieldOperators("reference", place).map(({ id }) => id);
  expect(ids({ tree: true })).toContain("under");
  expect(ids({})).not.toContain("under");
});
