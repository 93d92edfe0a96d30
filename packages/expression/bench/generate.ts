import { IPS } from "./sample-ips.ts";
import { PHONES } from "./sample-phones.ts";
import { type Expression, PERIOD_IDS, isCountedPeriod, type ValueKind } from "../src/index.ts";
import {
  CONDITION_FUNCTIONS,
  DATE_FUNCTIONS,
  DATETIME_FUNCTIONS,
  DURATION_FUNCTIONS,
  NUMBER_FUNCTIONS,
  OPTION_FUNCTIONS,
  TEXT_FUNCTIONS,
} from "./make-functions.ts";
import { ROW_CONDITIONS, ROW_DATES, ROW_NUMBERS, ROW_TEXTS } from "./make-rows.ts";
import type { Generator, Make, Makers } from "./generator.ts";

/** Kinds that generated expressions may result in. */
export const RESULT_KINDS: readonly ValueKind[] = [
  "boolean",
  "number",
  "number",
  "text",
  "text",
  "date",
  "datetime",
  "option",
  "duration",
];

const COMPARABLE: readonly ValueKind[] = ["number", "text", "date", "datetime", "time"];
const ANY: readonly ValueKind[] = [
  "number",
  "text",
  "boolean",
  "date",
  "datetime",
  "option",
  "options",
  "region",
  "user",
  "team",
  "reference",
  "users",
  "teams",
  "time",
  "dateRange",
];
const SINGLE: readonly ValueKind[] = [
  "number",
  "text",
  "date",
  "datetime",
  "option",
  "region",
  "user",
  "team",
  "reference",
  "time",
];
const DAY_UNITS: readonly string[] = ["year", "quarter", "month", "week", "day"];
const UNITS: readonly string[] = [...DAY_UNITS, "hour", "minute", "second"];

function equality(g: Generator, depth: number): Expression {
  const kind = g.random.pick(ANY);
  const mixed = g.random.chance(0.1) && (kind === "date" || kind === "datetime");
  const other = mixed ? (kind === "date" ? "datetime" : "date") : kind;
  return { [g.random.pick(["==", "!=", "===", "!=="])]: [g.make(kind, depth), g.make(other, depth)] };
}

function order(g: Generator, depth: number): Expression {
  const kind = g.random.pick(COMPARABLE);
  const other =
    g.random.chance(0.2) && (kind === "date" || kind === "datetime")
      ? g.random.pick(["date", "datetime"] as const)
      : kind;
  const third = g.random.chance(0.25) ? [g.make(kind, depth)] : [];
  return { [g.random.pick(["<", "<=", ">", ">="])]: [g.make(kind, depth), g.make(other, depth), ...third] };
}

function choice(kind: ValueKind): Make {
  return (g, depth) => {
    const form = g.random.below(3);
    if (form === 0) return { coalesce: g.several(kind, depth) };
    if (form === 1)
      return {
        if: [
          g.make("boolean", depth),
          g.make(kind, depth),
          g.make("boolean", depth),
          g.make(kind, depth),
          g.make(kind, depth),
        ].slice(0, 2 + g.random.below(4)),
      };
    const on = g.random.pick(SINGLE);
    return {
      switch: [
        g.make(on, depth),
        g.leaf(on),
        g.make(kind, depth),
        g.leaf(on),
        g.make(kind, depth),
        g.make(kind, depth),
      ].slice(0, 3 + g.random.below(4)),
    };
  };
}

function period(g: Generator, depth: number): Expression {
  const id = g.random.pick(PERIOD_IDS);
  const count = isCountedPeriod(id) ? [1 + g.random.below(400)] : [];
  return { inPeriod: [g.make(g.random.pick(["date", "datetime"] as const), depth), id, ...count] };
}

const BOOLEAN: readonly Make[] = [
  (g, depth) => ({ and: g.several("boolean", depth) }),
  (g, depth) => ({ or: g.several("boolean", depth) }),
  (g, depth) => ({ "!": [g.make("boolean", depth)] }),
  (g, depth) => ({ "!!": [g.make("boolean", depth)] }),
  equality,
  equality,
  equality,
  order,
  order,
  order,
  choice("boolean"),
  ...CONDITION_FUNCTIONS,
  ...ROW_CONDITIONS,
  period,
  (g, depth) => ({ [g.random.pick(["empty", "notEmpty"])]: [g.make(g.random.pick(ANY), depth)] }),
  (g, depth) => {
    const kind = g.random.pick(SINGLE);
    return { in: [g.make(kind, depth), g.literals(kind)] };
  },
  (g, depth) => {
    const kind = g.random.pick(["number", "text", "date"] as const);
    return { in: [g.make(kind, depth), g.several(kind, depth)] };
  },
  (g, depth) => ({
    [g.random.pick(["in", "contains", "startsWith", "endsWith"])]: [
      g.make("text", depth),
      g.make("text", depth),
    ],
  }),
  (g, depth) => ({ contains: [g.field("options"), g.make("option", depth)] }),
  (g) => ({ in: [g.leaf("user"), g.field("users")] }),
  (g) => ({
    [g.random.pick(["containsAny", "containsAll"])]: [
      g.field("options"),
      g.random.chance(0.5) ? g.field("options") : g.literals("option"),
    ],
  }),
  (g) => ({ [g.random.pick(["containsAny", "containsAll"])]: [g.field("teams"), g.literals("team")] }),
  (g) => ({ within: [g.field("region"), g.random.chance(0.4) ? g.literals("region") : g.leaf("region")] }),
  (g) => ({ within: [g.leaf("team"), g.field("teams")] }),
  (g, depth) => ({
    "==": [
      { phoneRegion: [g.random.chance(0.8) ? g.random.pick(PHONES) : g.make("text", depth)] },
      g.random.chance(0.8) ? "3701" : g.leaf("region"),
    ],
  }),
  (g, depth) => ({
    "==": [
      { ipRegion: [g.random.chance(0.8) ? g.random.pick(IPS) : g.make("text", depth)] },
      g.random.chance(0.8) ? "3701" : g.leaf("region"),
    ],
  }),
  (g) => {
    const kind = g.random.pick(["team", "reference"] as const);
    return { under: [g.field(kind), g.random.chance(0.5) ? g.literals(kind) : g.leaf(kind)] };
  },
];

const NUMBER: readonly Make[] = [
  ...["+", "*", "min", "max", "sum", "avg", "count"].map((id): Make => (g, depth) => ({
    [id]: g.several("number", depth),
  })),
  ...["-", "/", "%", "mod"].map((id): Make => (g, depth) => ({
    [id]: [g.make("number", depth), g.make("number", depth)],
  })),
  ...["abs", "floor", "ceil", "-", "round"].map((id): Make => (g, depth) => ({
    [id]: [g.make("number", depth)],
  })),
  (g, depth) => ({ round: [g.make("number", depth), g.count(depth)] }),
  (g, depth) => ({ length: [g.make("text", depth)] }),
  (g, depth) => ({
    [g.random.pick(["year", "month", "day", "weekday"])]: [
      g.make(g.random.pick(["date", "datetime"] as const), depth),
    ],
  }),
  (g, depth) => {
    const kinds = ["date", "datetime"] as const;
    return {
      dateDiff: [
        g.make(g.random.pick(kinds), depth),
        g.make(g.random.pick(kinds), depth),
        g.random.pick(UNITS),
      ],
    };
  },
  choice("number"),
  ...NUMBER_FUNCTIONS,
  ...ROW_NUMBERS,
];

const JOINED: readonly ValueKind[] = [
  "text",
  "text",
  "number",
  "date",
  "datetime",
  "option",
  "region",
  "user",
  "time",
];

const TEXT: readonly Make[] = [
  (g, depth) => ({
    cat: Array.from({ length: 1 + g.random.below(3) }, () => g.make(g.random.pick(JOINED), depth)),
  }),
  ...["upper", "lower", "trim"].map((id): Make => (g, depth) => ({ [id]: [g.make("text", depth)] })),
  ...["left", "right"].map((id): Make => (g, depth) => ({ [id]: [g.make("text", depth), g.count(depth)] })),
  (g, depth) => ({ mid: [g.make("text", depth), g.count(depth), g.count(depth)] }),
  (g, depth) => ({
    substr: [
      g.make("text", depth),
      g.random.below(8) - 4,
      ...(g.random.chance(0.6) ? [g.random.below(8) - 4] : []),
    ],
  }),
  choice("text"),
  ...TEXT_FUNCTIONS,
  ...ROW_TEXTS,
];

const DATE: readonly Make[] = [
  () => ({ today: [] }),
  (g, depth) => ({ toDate: [g.make(g.random.pick(["date", "datetime"] as const), depth)] }),
  (g, depth) => ({ dateAdd: [g.make("date", depth), g.count(depth), g.random.pick(DAY_UNITS)] }),
  (g, depth) => ({ dateAdd: [g.make("date", depth), g.count(depth), g.random.pick(DAY_UNITS)] }),
  (g, depth) => ({
    date: [
      g.random.chance(0.7) ? 1990 + g.random.below(50) : g.make("number", depth),
      g.count(depth),
      g.count(depth),
    ],
  }),
  (g, depth) => ({ [g.random.pick(["min", "max"])]: g.several("date", depth) }),
  choice("date"),
  ...DATE_FUNCTIONS,
  ...ROW_DATES,
];

const DATETIME: readonly Make[] = [
  () => ({ now: [] }),
  (g, depth) => ({ dateAdd: [g.make("datetime", depth), g.count(depth), g.random.pick(UNITS)] }),
  (g, depth) => ({ dateAdd: [g.make("datetime", depth), g.count(depth), g.random.pick(UNITS)] }),
  (g, depth) => ({ [g.random.pick(["min", "max"])]: g.several("datetime", depth) }),
  choice("datetime"),
  ...DATETIME_FUNCTIONS,
];

/** Makers of expressions with every operator of the language. */
export const MAKERS: Makers = {
  boolean: BOOLEAN,
  number: NUMBER,
  text: TEXT,
  date: DATE,
  datetime: DATETIME,
  option: [choice("option"), ...OPTION_FUNCTIONS],
  duration: DURATION_FUNCTIONS,
};
