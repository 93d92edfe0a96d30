import { PHONE_REGIONS } from "./sample-phones.ts";
import {
  compileExpression,
  type Expression,
  type SqlSource,
  toSql,
  type Value,
  type ValueKind,
} from "../src/index.ts";
import { IP_REGIONS } from "./sample-ips.ts";
import { belowSql, IP_TABLE, PHONE_TABLE } from "./sample-record-sql.ts";
import { rangeLiteral } from "../src/values/date-range.ts";
import {
  ROW_FIELDS,
  SAMPLE_CALENDAR,
  SAMPLE_FIELDS,
  SAMPLE_SCOPE,
  type SampleRecord,
  type SampleValue,
  TREE,
} from "./sample.ts";

/** Runs one statement and answers its rows as arrays of texts. */
export type RunQuery = (
  text: string,
  parameters: readonly unknown[],
) => Promise<readonly (readonly (string | null)[])[]>;

/** When and where expressions are evaluated. */
export interface Moment {
  readonly timeZone: string;
  readonly now: Date;
}

const SQL_TYPES: Partial<Record<ValueKind, string>> = {
  number: "numeric",
  duration: "numeric",
  boolean: "boolean",
  date: "date",
  datetime: "timestamptz",
  time: "time",
  dateRange: "daterange",
  options: "text[]",
  user: "uuid",
  team: "uuid",
  reference: "uuid",
  users: "uuid[]",
  teams: "uuid[]",
  references: "uuid[]",
};

const columns = (kinds: readonly (readonly [string, ValueKind])[]): string =>
  kinds.map(([id, kind]) => `"${id}" ${SQL_TYPES[kind] ?? "text"}`).join(", ");

function insertion(table: string, keys: readonly number[], values: readonly SampleValue[]): string {
  const places = [...keys.map(String), ...values.map((_, place) => `$${place + 1}`)];
  return `INSERT INTO ${table} VALUES (${places.join(", ")})`;
}

/** Makes the table of telephone prefixes. */
export async function storePhones(run: RunQuery): Promise<void> {
  await run(
    `CREATE TABLE IF NOT EXISTS ${PHONE_TABLE.text} (prefix text PRIMARY KEY, region text NOT NULL)`,
    [],
  );
  for (const pair of PHONE_REGIONS)
    await run(`INSERT INTO ${PHONE_TABLE.text} VALUES ($1, $2) ON CONFLICT DO NOTHING`, pair);
  await run(
    `CREATE TABLE IF NOT EXISTS ${IP_TABLE.text} (first inet PRIMARY KEY, last inet NOT NULL, region text NOT NULL)`,
    [],
  );
  for (const range of IP_REGIONS)
    await run(`INSERT INTO ${IP_TABLE.text} VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`, range);
}

/** Makes the tables of records and child rows; `n` orders the records, `place` the rows. */
export async function storeSample(run: RunQuery, records: readonly SampleRecord[]): Promise<void> {
  await storePhones(run);
  await run("DROP TABLE IF EXISTS differential, differential_line", []);
  const fields = SAMPLE_FIELDS.map(({ id, type }) => [id, type.kind] as const);
  await run(`CREATE TABLE differential (n integer PRIMARY KEY, ${columns(fields)})`, []);
  const rowFields = Object.entries(ROW_FIELDS).map(([id, { kind }]) => [id, kind] as const);
  await run(`CREATE TABLE differential_line (record integer, place integer, ${columns(rowFields)})`, []);
  for (const [index, record] of records.entries()) {
    const values = SAMPLE_FIELDS.map(({ id, type }) => {
      const value = record.fields[id] ?? null;
      return type.kind === "dateRange" && typeof value === "string" ? rangeLiteral(value) : value;
    });
    await run(insertion("differential", [index], values), values);
    for (const [place, line] of record.lines.entries()) {
      const cells = Object.keys(ROW_FIELDS).map((id) => line[id] ?? null);
      await run(insertion("differential_line", [index, place], cells), cells);
    }
  }
}

/** How results become comparable texts; other kinds are cast. */
const AS_TEXT: Partial<Record<ValueKind, (sql: string) => string>> = {
  number: (sql) => `trim_scale(${sql})::text`,
  duration: (sql) => `trim_scale(${sql})::text`,
  dateRange: (sql) => `lower(${sql})::text || '/' || (upper(${sql}) - 1)::text`,
  date: (sql) => `to_char(${sql}, 'YYYY-MM-DD')`,
  datetime: (sql) => `to_char((${sql}) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
};

/** A result as comparable text. */
export function asText(sql: string, kind: ValueKind): string {
  return AS_TEXT[kind]?.(sql) ?? `(${sql})::text`;
}

/** A result of JavaScript in the same form. */
export function shownValue(value: Value): string | null {
  if (value === null || typeof value === "string") return value;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** PostgreSQL's numbered places in place of question marks, after those already used. */
export function numbered(text: string, from: number): string {
  let place = from;
  return text.replace(/\?/g, () => `$${(place += 1)}`);
}

const plain = (text: string) => ({ text, parameters: [] });
const SOURCE: SqlSource = {
  column: (path: string) => plain(`d."${path}"`),
  below: (_path, ids) => belowSql(TREE, ids),
  phonePrefixes: PHONE_TABLE,
  ipRanges: IP_TABLE,
  rows: () => ({
    column: (path: string) => plain(`line."${path}"`),
    from: () => plain("differential_line AS line"),
    where: plain("line.record = d.n"),
    order: plain("line.place"),
  }),
};

/** The results of expressions in PostgreSQL, one row per record. */
export async function resultsInSql(
  run: RunQuery,
  expressions: readonly Expression[],
  moment: Moment,
  where = "TRUE",
): Promise<readonly (readonly (string | null)[])[]> {
  const parameters: unknown[] = [];
  const pieces = expressions.map((expression) => {
    const { kind } = compileExpression(expression, SAMPLE_SCOPE);
    const fragment = toSql(expression, SAMPLE_SCOPE, SOURCE, { ...moment, calendar: SAMPLE_CALENDAR });
    const text = numbered(fragment.text, parameters.length);
    parameters.push(...fragment.parameters);
    return asText(text, kind);
  });
  return run(`SELECT ${pieces.join(", ")} FROM differential AS d WHERE ${where} ORDER BY n`, parameters);
}
