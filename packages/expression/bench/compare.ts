import {
  checkExpression,
  compileExpression,
  type Expression,
  recordEnvironment,
  toSql,
  type Value,
  type ValueKind,
} from "../src/index.ts";
import { Generator, RESULT_KINDS } from "./generate.ts";
import { Random } from "./random.ts";
import { SAMPLE_FIELDS, SAMPLE_SCOPE, sampleRecord, ZONES } from "./sample.ts";

/** Runs one statement and answers its rows as arrays of texts. */
export type RunQuery = (
  text: string,
  parameters: readonly unknown[],
) => Promise<readonly (readonly (string | null)[])[]>;

/** How much to compare. */
export interface ComparisonOptions {
  readonly seed: number;
  readonly pairs: number;
  readonly records: number;
}

/** One pair on which the two compilers disagree, made as small as could be. */
export interface Difference {
  readonly expression: Expression;
  readonly record: Readonly<Record<string, unknown>>;
  readonly timeZone: string;
  readonly now: string;
  readonly javascript: string | null;
  readonly sql: string | null;
}

/** What a comparison found. */
export interface ComparisonResult {
  readonly pairs: number;
  readonly expressions: number;
  /** Generated expressions that the checker refused; they are not counted as compared. */
  readonly refused: number;
  readonly differences: readonly Difference[];
}

type SampleRecord = Readonly<Record<string, string | boolean | string[] | null>>;

interface Moment {
  readonly timeZone: string;
  readonly now: Date;
}

const SQL_TYPES: Partial<Record<ValueKind, string>> = {
  number: "numeric",
  boolean: "boolean",
  date: "date",
  datetime: "timestamptz",
  options: "text[]",
  user: "uuid",
  team: "uuid",
  reference: "uuid",
  users: "uuid[]",
  teams: "uuid[]",
};
const BATCH = 40;
const MOMENTS: readonly string[] = [
  "2026-11-22T10:15:30.123Z",
  "2026-11-22T16:30:00.000Z",
  "2024-02-29T23:30:00.000Z",
  "2026-01-01T00:00:00.000Z",
  "2026-03-08T07:00:00.000Z",
  "2026-10-25T00:30:00.000Z",
];

function numbered(text: string, from: number): string {
  let place = from;
  return text.replace(/\?/g, () => `$${(place += 1)}`);
}

/** Makes the table of records; `n` orders them. */
async function store(run: RunQuery, records: readonly SampleRecord[]): Promise<void> {
  const columns = SAMPLE_FIELDS.map(({ id, type }) => `"${id}" ${SQL_TYPES[type.kind] ?? "text"}`);
  await run("DROP TABLE IF EXISTS differential", []);
  await run(`CREATE TABLE differential (n integer PRIMARY KEY, ${columns.join(", ")})`, []);
  for (const [index, record] of records.entries()) {
    const values = SAMPLE_FIELDS.map(({ id }) => record[id] ?? null);
    const places = values.map((_, place) => `$${place + 1}`);
    await run(`INSERT INTO differential VALUES (${index}, ${places.join(", ")})`, values);
  }
}

/** How results become comparable texts; other kinds are cast. */
const AS_TEXT: Partial<Record<ValueKind, (sql: string) => string>> = {
  number: (sql) => `trim_scale(${sql})::text`,
  date: (sql) => `to_char(${sql}, 'YYYY-MM-DD')`,
  datetime: (sql) => `to_char((${sql}) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
};

function asText(sql: string, kind: ValueKind): string {
  return AS_TEXT[kind]?.(sql) ?? `(${sql})::text`;
}

function shown(value: Value): string | null {
  if (value === null || typeof value === "string") return value;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

async function inSql(
  run: RunQuery,
  expressions: readonly Expression[],
  moment: Moment,
  where = "TRUE",
): Promise<readonly (readonly (string | null)[])[]> {
  const parameters: unknown[] = [];
  const pieces = expressions.map((expression) => {
    const compiled = compileExpression(expression, SAMPLE_SCOPE);
    const fragment = toSql(
      expression,
      SAMPLE_SCOPE,
      (path) => ({ text: `d."${path}"`, parameters: [] }),
      moment,
    );
    const text = numbered(fragment.text, parameters.length);
    parameters.push(...fragment.parameters);
    return asText(text, compiled.kind);
  });
  return run(`SELECT ${pieces.join(", ")} FROM differential AS d WHERE ${where} ORDER BY n`, parameters);
}

/** Parts of an expression, smallest first. */
function partsOf(expression: Expression): Expression[] {
  const found: Expression[] = [];
  const visit = (part: Expression): void => {
    if (typeof part !== "object" || part === null) return;
    for (const child of Array.isArray(part) ? part : Object.values(part)) visit(child);
    if (!Array.isArray(part)) found.push(part);
  };
  visit(expression);
  return found.toSorted((a, b) => JSON.stringify(a).length - JSON.stringify(b).length);
}

/** The smallest part that still differs on the same record. */
async function shrink(
  run: RunQuery,
  expression: Expression,
  index: number,
  context: { readonly record: SampleRecord; readonly moment: Moment },
): Promise<Difference> {
  const { record, moment } = context;
  const environment = recordEnvironment(record, moment);
  let result: Difference | undefined;
  for (const part of partsOf(expression)) {
    if (!checkExpression(part, SAMPLE_SCOPE, { sql: true }).ok) continue;
    const javascript = shown(compileExpression(part, SAMPLE_SCOPE).evaluate(environment));
    let sql: string | null;
    try {
      sql = (await inSql(run, [part], moment, `n = ${index}`))[0]?.[0] ?? null;
    } catch (error) {
      sql = `ERROR ${error instanceof Error ? error.message : "unknown"}`;
    }
    if (javascript === sql) continue;
    result = {
      expression: part,
      record,
      timeZone: moment.timeZone,
      now: moment.now.toISOString(),
      javascript,
      sql,
    };
    break;
  }
  return (
    result ?? {
      expression,
      record,
      timeZone: moment.timeZone,
      now: moment.now.toISOString(),
      javascript: "?",
      sql: "? (whole only)",
    }
  );
}

function generateBatch(generator: Generator): { readonly accepted: Expression[]; readonly refused: number } {
  const accepted: Expression[] = [];
  let refused = 0;
  while (accepted.length < BATCH) {
    const expression = generator.make(generator.random.pick(RESULT_KINDS), 1 + generator.random.below(4));
    if (checkExpression(expression, SAMPLE_SCOPE, { sql: true }).ok) accepted.push(expression);
    else refused += 1;
  }
  return { accepted, refused };
}

async function compareBatch(
  run: RunQuery,
  expressions: readonly Expression[],
  records: readonly SampleRecord[],
  moment: Moment,
): Promise<Difference[]> {
  const differences: Difference[] = [];
  let rows: readonly (readonly (string | null)[])[];
  try {
    rows = await inSql(run, expressions, moment);
  } catch (error) {
    if (expressions.length > 1) {
      for (const expression of expressions)
        differences.push(...(await compareBatch(run, [expression], records, moment)));
      return differences;
    }
    const [expression = null] = expressions;
    for (const [index, record] of records.entries()) {
      const found = await shrink(run, expression, index, { record, moment });
      if (found.sql?.startsWith("ERROR")) return [found];
    }
    throw error;
  }
  for (const [column, expression] of expressions.entries()) {
    const compiled = compileExpression(expression, SAMPLE_SCOPE);
    for (const [index, record] of records.entries()) {
      const javascript = shown(compiled.evaluate(recordEnvironment(record, moment)));
      if (javascript === (rows[index]?.[column] ?? null)) continue;
      differences.push(await shrink(run, expression, index, { record, moment }));
      break;
    }
  }
  return differences;
}

/** Compares JavaScript and PostgreSQL on random expressions and records until enough pairs were seen or five differ. */
export async function compareCompilers(run: RunQuery, options: ComparisonOptions): Promise<ComparisonResult> {
  const random = new Random(options.seed);
  const generator = new Generator(random);
  const records = Array.from({ length: options.records }, () => sampleRecord(random));
  await store(run, records);
  const differences: Difference[] = [];
  let [expressions, refused] = [0, 0];
  while (expressions * records.length < options.pairs && differences.length < 5) {
    const moment = { timeZone: random.pick(ZONES), now: new Date(random.pick(MOMENTS)) };
    const batch = generateBatch(generator);
    differences.push(...(await compareBatch(run, batch.accepted, records, moment)));
    expressions += batch.accepted.length;
    refused += batch.refused;
  }
  return { pairs: expressions * records.length, expressions, refused, differences };
}
