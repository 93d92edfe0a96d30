import type { Expression, ValueKind } from "../src/index.ts";
import type { Generator, Make } from "./generator.ts";

const TIMES = ["date", "datetime"] as const;
const REST = ["ym", "md", "yd", "YM"];
const DURATION_UNITS = ["day", "hour", "minute", "second", "小时"];
const SPANS = ["week", "month", "quarter", "year", "周"];
const PATTERNS = [
  "a",
  "^a",
  "b$",
  "[a-z]+",
  "[^a-z]",
  "\\d+",
  "(?:a|ab)(?:c|bc)?",
  "\\s+",
  "[一-龥]{2,}",
  ".",
  "x?y",
  "(a|b)+c?",
  "[\\w.-]+",
  "\\W",
  "😀",
  "^.{3}$",
  "a.c|abc",
  "[A-Z][a-z]{0,2}",
  "\\\\|\\?|%",
  "e.",
];
const NUMBER_FORMATS = [
  "0",
  "0.00",
  "#,##0.00",
  "#,##0",
  "000",
  "0.0%",
  "¥#,##0.0 元",
  "00%",
  "0.00000000000000000000",
];
const DATE_FORMATS = ["yyyy-MM-dd", "yyyy年M月d日", "yy/M/d", "d. M. yyyy", "MM", "dd-MM-yy"];
const CLOCK_FORMATS = [...DATE_FORMATS, "yyyy-MM-dd HH:mm:ss", "H:m:s", "HH点mm分"];
const WRITTEN_DATES = [
  "2026-11-22",
  "2026/1/5",
  "2026年2月29日",
  " 2024.2.29 ",
  "2026-13-01",
  "2026-1/2",
  "0000-01-01",
  "0001-1-1",
  "9999-12-31",
  "2026-04-31",
  "20261122",
];
const IDENTITY_NUMBERS = [
  "11010519491231002X",
  "440524188001010014",
  "37010220260229001X",
  "370102202613010012",
  "370102000001010012",
  "37010219900101001x",
  "3701021990010100",
];
const LOCATIONS = [
  "117.000923,36.675807 泉城广场",
  "-0.127647,51.507322",
  "117,36",
  "117.000923,36.675807泉城",
  "181.000000,91.000000 \n x",
  "1170.000000,36.675807",
];
const WRITTEN_NUMBERS = [
  "12",
  "1,234.5",
  "-1,234,567",
  "50%",
  "1e3",
  "1e-30",
  "12,34",
  ".5",
  "5.",
  "+7",
  "--1",
  "　8 ",
  "1e31",
  "-99999999999999999999999999999999",
  "0.000000000000000000015",
  "1,000%",
  "1e9999",
];

function small(g: Generator): Expression {
  return g.random.chance(0.8) ? g.smallNumber() : g.make("number", 0);
}

function place(g: Generator): Expression {
  return g.random.chance(0.7) ? (g.random.below(3600) - 1800) / 10 : g.make("number", 0);
}

const one =
  (id: string, kind: ValueKind): Make =>
  (g, depth) => ({ [id]: [g.make(kind, depth)] });

/** Functions that give numbers. */
export const NUMBER_FUNCTIONS: readonly Make[] = [
  (g) => ({ rangeDays: [g.leaf("dateRange")] }),
  (g, depth) => ({
    [g.random.pick(["longitude", "latitude"])]: [
      g.random.chance(0.8) ? g.random.pick(LOCATIONS) : g.make("text", depth),
    ],
  }),
  (g, depth) => ({
    [g.random.pick(["roundUp", "roundDown", "round"])]: [
      g.make("number", depth),
      ...(g.random.chance(0.7) ? [g.count(depth)] : []),
    ],
  }),
  (g, depth) => ({
    [g.random.pick(["floor", "ceil", "toMultiple"])]: [g.make("number", depth), g.make("number", depth)],
  }),
  (g, depth) => ({ quotient: [g.make("number", depth), g.make("number", depth)] }),
  one("sign", "number"),
  () => ({ pi: [] }),
  (g, depth) => ({
    pow: [
      g.make("number", depth),
      g.random.chance(0.8)
        ? g.random.pick([2, 3, -1, 0.5, 1.5, -2, 10, 0, "0.3333", 100])
        : g.make("number", 0),
    ],
  }),
  one("sqrt", "number"),
  (g, depth) => ({ exp: [g.random.chance(0.6) ? g.smallNumber() : g.make("number", depth)] }),
  one("ln", "number"),
  (g, depth) => ({
    log: [
      g.make("number", depth),
      ...(g.random.chance(0.5) ? [g.random.pick<Expression>([2, 10, "0.5", { var: "number_1" }])] : []),
    ],
  }),
  (g, depth) => ({
    exchange: [g.make("number", depth), g.make("number", depth), g.random.pick(["CNY", "USD"])],
  }),
  (g) => ({ distance: [place(g), place(g), place(g), place(g)] }),
  (g, depth) => ({
    [g.random.pick(["find", "search"])]: [
      g.make("text", depth),
      g.make("text", depth),
      ...(g.random.chance(0.4) ? [small(g)] : []),
    ],
  }),
  one("code", "text"),
  (g, depth) => ({ value: [g.random.chance(0.6) ? g.random.pick(WRITTEN_NUMBERS) : g.make("text", depth)] }),
  (g, depth) => ({
    [g.random.pick(["quarter", "isoWeek", "weekNumber", "dayOfYear", "daysInMonth"])]: [
      g.make(g.random.pick(TIMES), depth),
    ],
  }),
  (g, depth) => ({ [g.random.pick(["hour", "minute", "second"])]: [g.make("datetime", depth)] }),
  (g, depth) => ({
    dateDiff: [g.make(g.random.pick(TIMES), depth), g.make(g.random.pick(TIMES), depth), g.random.pick(REST)],
  }),
  (g, depth) => ({ days: [g.make("date", depth), g.make("date", depth)] }),
  (g, depth) => ({ networkDays: [g.make("date", depth), g.make(g.random.pick(TIMES), depth)] }),
  (g, depth) => ({ durationIn: [g.make("duration", depth), g.random.pick(DURATION_UNITS)] }),
  (g, depth) => ({ "/": [g.make("duration", depth), g.make("duration", depth)] }),
  (g) => ({
    size: [g.random.pick<Expression>([g.field("options"), g.field("users"), g.literals("option")])],
  }),
  (g) => ({ score: [g.field(g.random.pick(["option", "options"]))] }),
  (g, depth) => ({ choose: [small(g), g.make("number", depth), g.make("number", depth)] }),
];

/** Functions that give text. */
export const TEXT_FUNCTIONS: readonly Make[] = [
  (g, depth) => ({
    idSex: [g.random.chance(0.8) ? g.random.pick(IDENTITY_NUMBERS) : g.make("text", depth)],
  }),
  (g, depth) => ({ replace: [g.make("text", depth), small(g), small(g), g.make("text", depth)] }),
  (g, depth) => ({ substitute: [g.make("text", depth), g.make("text", 0), g.make("text", depth)] }),
  (g, depth) => ({
    splitPart: [
      g.make("text", depth),
      g.random.pick<Expression>(["a", " ", "-", g.make("text", 0)]),
      small(g),
    ],
  }),
  (g, depth) => ({
    [g.random.pick(["textBefore", "textAfter"])]: [g.make("text", depth), g.make("text", 0)],
  }),
  (g, depth) => ({
    join: [
      g.random.pick<Expression>([",", null, g.make("text", 0)]),
      g.make("text", depth),
      g.make("number", depth),
      g.make(g.random.pick(["text", "date", "datetime", "option"] as const), depth),
    ],
  }),
  (g, depth) => ({
    repeat: [g.make("text", depth), g.random.chance(0.9) ? g.random.below(6) - 1 : g.make("number", 0)],
  }),
  (g, depth) => ({
    [g.random.pick(["padStart", "padEnd"])]: [
      g.make(g.random.pick(["text", "number"] as const), depth),
      g.random.chance(0.9) ? g.random.below(12) : { var: "number_1" },
      ...(g.random.chance(0.6) ? [g.random.pick<Expression>(["0", "ab", "😀", { var: "text_2" }])] : []),
    ],
  }),
  one("proper", "text"),
  one("clean", "text"),
  (g, depth) => ({
    char: [
      g.random.chance(0.8)
        ? g.random.pick([10, 65, 0, -1, 55_296, 128_512, 1_114_111, 1_114_112, 20_013, 65.9])
        : g.make("number", depth),
    ],
  }),
  (g, depth) => ({ text: [g.make("number", depth), g.random.pick(NUMBER_FORMATS)] }),
  (g, depth) => ({ text: [g.make("date", depth), g.random.pick(DATE_FORMATS)] }),
  (g, depth) => ({ text: [g.make("datetime", depth), g.random.pick(CLOCK_FORMATS)] }),
  (g, depth) => ({ fixed: [g.make("number", depth), ...(g.random.chance(0.6) ? [g.random.below(21)] : [])] }),
  (g, depth) => ({ regexExtract: [g.make("text", depth), g.random.pick(PATTERNS)] }),
  (g, depth) => ({
    regexReplace: [
      g.make("text", depth),
      g.random.pick(PATTERNS),
      g.random.pick<Expression>(["", "\\1&", g.make("text", 0)]),
    ],
  }),
  (g, depth) => ({ rmbUppercase: [g.make("number", depth)] }),
  (g, depth) => ({ choose: [small(g), g.make("text", depth), g.make("text", depth)] }),
];

/** Functions that give conditions. */
export const CONDITION_FUNCTIONS: readonly Make[] = [
  (g) => ({ overlaps: [g.leaf("dateRange"), g.leaf("dateRange")] }),
  (g, depth) => ({ covers: [g.leaf("dateRange"), g.make(g.random.pick(TIMES), depth)] }),
  (g, depth) => ({ xor: g.several("boolean", depth) }),
  (g, depth) => ({ [g.random.pick(["isEven", "isOdd"])]: [g.make("number", depth)] }),
  (g, depth) => ({ matches: [g.make("text", depth), g.random.pick(PATTERNS)] }),
  (g, depth) => ({ isWorkDay: [g.make(g.random.pick(TIMES), depth)] }),
  (g, depth) => ({
    [g.random.pick(["<", "<=", "==", "!="])]: [g.make("duration", depth), g.make("duration", depth)],
  }),
];

/** Functions that give dates. */
export const DATE_FUNCTIONS: readonly Make[] = [
  (g) => ({ [g.random.pick(["rangeStart", "rangeEnd"])]: [g.leaf("dateRange")] }),
  (g, depth) => ({
    [g.random.pick(["startOf", "endOf"])]: [g.make(g.random.pick(TIMES), depth), g.random.pick(SPANS)],
  }),
  (g, depth) => ({ edate: [g.make("date", depth), g.count(depth)] }),
  (g, depth) => ({ eomonth: [g.make("date", depth), ...(g.random.chance(0.8) ? [g.count(depth)] : [])] }),
  (g, depth) => ({ workDay: [g.make("date", depth), g.count(depth)] }),
  (g, depth) => ({
    idBirthday: [g.random.chance(0.8) ? g.random.pick(IDENTITY_NUMBERS) : g.make("text", depth)],
  }),
  (g, depth) => ({
    dateValue: [g.random.chance(0.7) ? g.random.pick(WRITTEN_DATES) : g.make("text", depth)],
  }),
];

/** Functions that give datetimes. */
export const DATETIME_FUNCTIONS: readonly Make[] = [
  (g, depth) => ({
    dateTime: [
      g.make("date", depth),
      ...[g.random.below(25), g.random.below(61), g.random.below(61)].slice(0, g.random.below(4)),
    ],
  }),
  (g, depth) => ({
    [g.random.pick(["addDuration", "dateAdd", "+", "-"])]: [
      g.make("datetime", depth),
      g.make("duration", depth),
    ],
  }),
  (g, depth) => ({ "+": [g.make("duration", depth), g.make("datetime", depth)] }),
];

/** Functions that give durations. */
export const DURATION_FUNCTIONS: readonly Make[] = [
  (g, depth) => ({ duration: [g.count(depth), g.random.pick(DURATION_UNITS)] }),
  (g, depth) => ({ "-": [g.make("datetime", depth), g.make("datetime", depth)] }),
  (g, depth) => ({ elapsed: [g.make("datetime", depth), g.make("datetime", depth)] }),
  (g, depth) => ({ workElapsed: [g.make("datetime", depth), g.make("datetime", depth)] }),
  (g, depth) => ({ [g.random.pick(["+", "min", "max", "sum", "avg"])]: g.several("duration", depth) }),
  (g, depth) => ({ "-": [g.make("duration", depth), g.make("duration", depth)] }),
  (g, depth) => ({ "*": [g.make("duration", depth), g.make("number", depth)] }),
  (g, depth) => ({ "/": [g.make("duration", depth), g.make("number", depth)] }),
  one("abs", "duration"),
];

/** Functions that give options. */
export const OPTION_FUNCTIONS: readonly Make[] = [(g) => ({ item: [g.field("options"), small(g)] })];
