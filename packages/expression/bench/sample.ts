import type { Scope, ValueKind, VariableType, WorkCalendar } from "../src/index.ts";
import type { Random } from "./random.ts";

/** A field of the table on which expressions are compared. */
export interface SampleField {
  readonly id: string;
  readonly type: VariableType;
}

/** Option keys of the sample fields. */
export const OPTION_KEYS: readonly string[] = ["won", "lost", "open", "on hold", "赢单"];

const KINDS: readonly ValueKind[] = [
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
  "references",
  "duration",
  "time",
  "dateRange",
];

/** The fields of one child row. */
export const ROW_FIELDS: Readonly<Record<string, VariableType>> = {
  row_number: { kind: "number" },
  row_text: { kind: "text" },
  row_date: { kind: "date" },
  row_flag: { kind: "boolean" },
  row_option: { kind: "option", optionKeys: ["won", "lost", "open", "on hold", "赢单"] },
};
const ROW_SCOPE: Scope = {
  variable: (path) => (Object.hasOwn(ROW_FIELDS, path) ? ROW_FIELDS[path] : undefined),
};

function typeOf(kind: ValueKind): VariableType {
  if (kind === "option" || kind === "options")
    return { kind, optionKeys: OPTION_KEYS, optionScores: { won: 10, lost: -2.5, 赢单: 0.1 } };
  return kind === "reference" || kind === "team" ? { kind, tree: true } : { kind };
}

/** Two fields of every kind that a column can have. */
export const SAMPLE_FIELDS: readonly SampleField[] = KINDS.flatMap((kind) =>
  [1, 2].map((place) => ({
    id: `${kind}_${place}`,
    type: typeOf(kind),
  })),
);

const BY_ID = new Map(SAMPLE_FIELDS.map((field) => [field.id, field.type]));

/** The scope of the sample table. */
export const SAMPLE_SCOPE: Scope = {
  variable: (path) => (path === "lines" ? { kind: "rows", row: ROW_SCOPE } : BY_ID.get(path)),
};

/** Holidays and worked weekends: in the week, at its edges, twice, and at the ends of time. */
export const SAMPLE_CALENDAR: WorkCalendar = {
  holidays: [
    "0001-01-01",
    "2024-02-12",
    "2026-01-01",
    "2026-01-02",
    "2026-02-16",
    "2026-02-17",
    "2026-02-17",
    "2026-02-21",
    "2026-10-01",
    "2026-10-02",
    "2026-10-05",
    "9999-12-31",
    "no day",
  ],
  hours: [
    ["00:00", "01:30"],
    ["09:00", "12:00"],
    ["13:30", "24:00"],
  ],
  workdays: [
    "2026-01-04",
    "2026-02-14",
    "2026-02-28",
    "2026-03-04",
    "2026-09-27",
    "2026-10-10",
    "2000-01-01",
  ],
  fiscalMonth: 4,
};

/** Time zones with all sorts of offsets. */
export const ZONES: readonly string[] = [
  "Asia/Shanghai",
  "UTC",
  "America/New_York",
  "Europe/London",
  "Asia/Kolkata",
  "Australia/Lord_Howe",
  "America/St_Johns",
];

export const IDS: readonly string[] = [
  "0190aaaa-0000-7000-8000-000000000001",
  "0190aaaa-0000-7000-8000-000000000002",
  "0190aaaa-0000-7000-8000-000000000003",
  "0190ffff-ffff-7fff-bfff-ffffffffffff",
];

/** The tree that the sample ids stand in: child → parent. */
export const TREE: Readonly<Record<string, string>> = {
  "0190aaaa-0000-7000-8000-000000000002": "0190aaaa-0000-7000-8000-000000000001",
  "0190aaaa-0000-7000-8000-000000000003": "0190aaaa-0000-7000-8000-000000000002",
};

/** What stands above an id in that tree. */
export function aboveInTree(id: string): readonly string[] {
  const parent = TREE[id];
  return parent === undefined ? [] : [parent, ...aboveInTree(parent)];
}

export const TEXTS: readonly string[] = [
  "a",
  "A",
  "ab",
  "Ab",
  "aB",
  "abc",
  "z",
  "Z",
  "0",
  "12",
  "-1",
  "中文",
  "济南市历下区",
  "😀",
  "x😀y",
  "\uffee",
  "\u{10ffff}",
  "  pad ",
  "\u3000全角\u3000",
  "\u00a0nbsp",
  "tab\t",
  "line\nend\r\n",
  "100%",
  "_",
  "a_b",
  "it's",
  'say "hi"',
  "?",
  "a?b",
  "\\",
  "ß",
  "İ",
  "ı",
  "É",
  "é",
  "e\u0301",
  "ﬁ",
  "won",
  "3701",
  "2026-01-31",
  "true",
  "null",
  " ",
  "\u3000",
];

export const NUMBERS: readonly string[] = [
  "0",
  "-0",
  "1",
  "-1",
  "2",
  "3",
  "7",
  "10",
  "100",
  "0.5",
  "-0.5",
  "1.5",
  "2.5",
  "-2.5",
  "0.1",
  "0.2",
  "0.05",
  "-0.05",
  "0.005",
  "1.005",
  "12.50",
  "99999.99",
  "500000.00",
  "123456789012345678",
  "9007199254740993",
  "0.00000000000000000001",
  "-0.00000000000000000001",
  "0.00000000005",
  "999999999999999999999999999999.99999999999999999999",
  "-999999999999999999999999999999",
  "1e15",
  "-3e-9",
  "2147483648",
  "31",
  "-31",
  "30",
  "-30",
  "20",
  "365",
];

export const DATES: readonly string[] = [
  "0001-01-01",
  "0001-01-02",
  "1582-10-10",
  "1899-12-31",
  "1900-02-28",
  "1940-06-01",
  "1969-12-31",
  "1970-01-01",
  "1986-05-04",
  "2000-02-29",
  "2023-02-28",
  "2024-01-31",
  "2024-02-29",
  "2024-03-31",
  "2025-12-29",
  "2026-01-01",
  "2026-01-31",
  "2026-02-28",
  "2026-03-08",
  "2026-03-29",
  "2026-11-01",
  "2026-11-22",
  "2027-01-03",
  "2099-12-31",
  "2400-02-29",
  "9999-12-31",
];

export const INSTANTS: readonly string[] = [
  "0001-01-02T00:00:00.001Z",
  "1800-06-01T12:34:56.789Z",
  "1900-12-31T15:54:17.000Z",
  "1900-12-31T15:54:16.999Z",
  "1969-12-31T23:59:59.999Z",
  "1970-01-01T00:00:00.000Z",
  "1986-05-03T18:00:00.000Z",
  "1991-09-14T15:00:00.000Z",
  "2024-02-29T16:00:00.000Z",
  "2026-01-31T15:59:59.999Z",
  "2026-01-31T16:00:00.000Z",
  "2026-03-08T06:59:59.999Z",
  "2026-03-08T07:00:00.000Z",
  "2026-03-29T01:00:00.000Z",
  "2026-10-25T00:30:00.000Z",
  "2026-10-25T01:30:00.000Z",
  "2026-11-01T05:30:00.000Z",
  "2026-11-01T06:30:00.000Z",
  "2026-04-04T15:10:00.000Z",
  "2026-10-03T15:40:00.000Z",
  "2026-11-22T01:30:00.000Z",
  "2026-11-22T00:00:00.000Z",
  "2050-07-01T00:00:00.000Z",
  "9999-12-30T23:59:59.999Z",
];

export const TIMES: readonly string[] = [
  "00:00:00",
  "00:00:01",
  "08:59:59",
  "09:00:00",
  "09:30:00",
  "12:00:00",
  "18:30:00",
  "23:59:59",
];

export const REGIONS: readonly string[] = [
  "37",
  "3701",
  "370102",
  "370103",
  "3702",
  "11",
  "1101",
  "110105",
  "44",
];

function padded(value: number, places: number): string {
  return String(value).padStart(places, "0");
}

/** A number of any size and number of places. */
export function anyNumber(random: Random): string {
  if (random.chance(0.6)) return random.pick(NUMBERS);
  const whole = Array.from({ length: 1 + random.below(random.chance(0.2) ? 30 : 6) }, () =>
    random.below(10),
  ).join("");
  const part = Array.from({ length: random.below(random.chance(0.2) ? 20 : 3) }, () => random.below(10)).join(
    "",
  );
  return `${random.chance(0.3) ? "-" : ""}${whole}${part === "" ? "" : `.${part}`}`;
}

/** A day, mostly of this century. */
export function anyDate(random: Random): string {
  if (random.chance(0.6)) return random.pick(DATES);
  return `${padded(random.chance(0.8) ? 1990 + random.below(60) : 1 + random.below(9998), 4)}-${padded(1 + random.below(12), 2)}-${padded(1 + random.below(28), 2)}`;
}

/** An instant with milliseconds. */
export function anyInstant(random: Random): string {
  if (random.chance(0.6)) return random.pick(INSTANTS);
  const start = Date.parse("1990-01-01T00:00:00Z");
  return new Date(start + Math.floor(random.next() * 60 * 365.25 * 86_400_000)).toISOString();
}

/** A text of one or two pieces. */
export function anyText(random: Random): string {
  return random.chance(0.7) ? random.pick(TEXTS) : random.pick(TEXTS) + random.pick(TEXTS);
}

function someOf(random: Random, items: readonly string[]): string[] {
  const chosen = items.filter(() => random.chance(0.4));
  return chosen.length === 0 ? [random.pick(items)] : chosen;
}

/** A value of a kind in the form records hold. */
export function anyValue(random: Random, kind: ValueKind): string | boolean | string[] | null {
  switch (kind) {
    case "number":
      return anyNumber(random);
    case "text":
      return anyText(random);
    case "boolean":
      return random.chance(0.5);
    case "date":
      return anyDate(random);
    case "datetime":
      return anyInstant(random);
    case "option":
      return random.pick(OPTION_KEYS);
    case "options":
      return someOf(random, OPTION_KEYS);
    case "region":
      return random.pick(REGIONS);
    case "user":
    case "team":
    case "reference":
      return random.pick(IDS);
    case "users":
    case "teams":
      return someOf(random, IDS);
    case "references":
      return someOf(random, IDS);
    case "duration":
      return anyNumber(random);
    case "time":
      return random.pick(TIMES);
    case "dateRange":
      return [anyDate(random), anyDate(random)].toSorted().join("/");
    case "secret":
    case "rows":
    case "files":
    case "null":
      return null;
  }
}

/** A value in the form records hold. */
export type SampleValue = string | boolean | string[] | null;

/** A record of the sample table with its child rows. */
export interface SampleRecord {
  readonly fields: Readonly<Record<string, SampleValue>>;
  readonly lines: readonly Readonly<Record<string, SampleValue>>[];
}

function sampleRow(random: Random): Record<string, SampleValue> {
  return Object.fromEntries(
    Object.entries(ROW_FIELDS).map(([id, { kind }]) => [
      id,
      random.chance(1 / 5) ? null : anyValue(random, kind),
    ]),
  );
}

/** A record of the sample table; one value in six is missing, one record in four has no child rows. */
export function sampleRecord(random: Random): SampleRecord {
  const fields = Object.fromEntries(
    SAMPLE_FIELDS.map(({ id, type }) => [id, random.chance(1 / 6) ? null : anyValue(random, type.kind)]),
  );
  const count = random.chance(1 / 4) ? 0 : 1 + random.below(4);
  return { fields, lines: Array.from({ length: count }, () => sampleRow(random)) };
}
