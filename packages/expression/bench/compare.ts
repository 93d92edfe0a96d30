import { sampleRegionOfIp } from "./sample-ips.ts";
import { sampleRegionOfPhone } from "./sample-phones.ts";
import {
  checkExpression,
  compileExpression,
  type Expression,
  recordEnvironment,
  type Value,
} from "../src/index.ts";
import { operationOf } from "../src/tree/shape.ts";
import { MAKERS, RESULT_KINDS } from "./generate.ts";
import { Generator } from "./generator.ts";
import { Random } from "./random.ts";
import {
  aboveInTree,
  SAMPLE_CALENDAR,
  SAMPLE_SCOPE,
  sampleRecord,
  type SampleRecord,
  ZONES,
} from "./sample.ts";
import { type Moment, resultsInSql, type RunQuery, shownValue, storeSample } from "./sample-table.ts";
import { shrinkPair } from "./shrink.ts";

/** How much to compare. */
export interface ComparisonOptions {
  readonly seed: number;
  readonly pairs: number;
  readonly records: number;
}

/** One pair on which the two compilers disagree, made as small as could be. */
export interface Difference {
  readonly expression: Expression;
  /** The values of the record that are not null, and its child rows. */
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
  /** How many compared expressions use each operator. */
  readonly operators: ReadonlyMap<string, number>;
}

const BATCH = 40;
const MOMENTS: readonly string[] = [
  "2026-11-22T10:15:30.123Z",
  "2026-11-22T16:30:00.000Z",
  "2024-02-29T23:30:00.000Z",
  "2026-01-01T00:00:00.000Z",
  "2026-03-08T07:00:00.000Z",
  "2026-10-25T00:30:00.000Z",
];

function inJavaScript(expression: Expression, record: SampleRecord, moment: Moment): Value {
  const values = { ...record.fields, lines: record.lines };
  const environment = recordEnvironment(values, {
    ...moment,
    calendar: SAMPLE_CALENDAR,
    above: aboveInTree,
    regionOfPhone: sampleRegionOfPhone,
    regionOfIp: sampleRegionOfIp,
  });
  return compileExpression(expression, SAMPLE_SCOPE).evaluate(environment);
}

/** Both results of one pair; an error of the database is its result. */
async function bothResults(
  run: RunQuery,
  pair: { readonly expression: Expression; readonly record: SampleRecord },
  moment: Moment,
): Promise<{ readonly javascript: string | null; readonly sql: string | null }> {
  const javascript = shownValue(inJavaScript(pair.expression, pair.record, moment));
  await storeSample(run, [pair.record]);
  try {
    const [row] = await resultsInSql(run, [pair.expression], moment);
    return { javascript, sql: row?.[0] ?? null };
  } catch (error) {
    return { javascript, sql: `ERROR ${error instanceof Error ? error.message : "unknown"}` };
  }
}

async function shrink(
  run: RunQuery,
  expression: Expression,
  record: SampleRecord,
  moment: Moment,
): Promise<Difference> {
  const pair = await shrinkPair({ expression, record }, async (candidate) => {
    if (!checkExpression(candidate.expression, SAMPLE_SCOPE, { sql: true }).ok) return false;
    const { javascript, sql } = await bothResults(run, candidate, moment);
    return javascript !== sql;
  });
  const results = await bothResults(run, pair, moment);
  const fields = Object.entries(pair.record.fields).filter(([, value]) => value !== null);
  return {
    expression: pair.expression,
    record: {
      ...Object.fromEntries(fields),
      ...(pair.record.lines.length > 0 ? { lines: pair.record.lines } : {}),
    },
    timeZone: moment.timeZone,
    now: moment.now.toISOString(),
    ...results,
  };
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

interface Failure {
  readonly expression: Expression;
  readonly record: SampleRecord;
}

/** The first failing record of each expression; a statement that fails is tried again expression by expression. */
async function failuresOf(
  run: RunQuery,
  expressions: readonly Expression[],
  records: readonly SampleRecord[],
  moment: Moment,
): Promise<Failure[]> {
  let rows: readonly (readonly (string | null)[])[];
  try {
    rows = await resultsInSql(run, expressions, moment);
  } catch {
    const [expression = null] = expressions;
    if (expressions.length === 1)
      return [{ expression, record: await failingRecord(run, expression, records, moment) }];
    const failures: Failure[] = [];
    for (const one of expressions) failures.push(...(await failuresOf(run, [one], records, moment)));
    return failures;
  }
  return expressions.flatMap((expression, column) => {
    const record = records.find(
      (candidate, index) =>
        shownValue(inJavaScript(expression, candidate, moment)) !== (rows[index]?.[column] ?? null),
    );
    return record ? [{ expression, record }] : [];
  });
}

/** The record on which a statement fails. */
async function failingRecord(
  run: RunQuery,
  expression: Expression,
  records: readonly SampleRecord[],
  moment: Moment,
): Promise<SampleRecord> {
  for (const [index, record] of records.entries()) {
    try {
      await resultsInSql(run, [expression], moment, `n = ${index}`);
    } catch {
      return record;
    }
  }
  return records[0] ?? { fields: {}, lines: [] };
}

function countOperators(expression: Expression, counts: Map<string, number>): void {
  if (typeof expression !== "object" || expression === null) return;
  const operation = operationOf(expression);
  if (operation) counts.set(operation.id, (counts.get(operation.id) ?? 0) + 1);
  for (const child of Object.values(expression)) countOperators(child, counts);
}

/** Compares JavaScript and PostgreSQL on random expressions and records until enough pairs were seen or five differ. */
export async function compareCompilers(run: RunQuery, options: ComparisonOptions): Promise<ComparisonResult> {
  const random = new Random(options.seed);
  const generator = new Generator(random, MAKERS);
  const records = Array.from({ length: options.records }, () => sampleRecord(random));
  await storeSample(run, records);
  const failures: (Failure & { readonly moment: Moment })[] = [];
  const operators = new Map<string, number>();
  let [expressions, refused] = [0, 0];
  while (expressions * records.length < options.pairs && failures.length < 5) {
    const moment = { timeZone: random.pick(ZONES), now: new Date(random.pick(MOMENTS)) };
    const batch = generateBatch(generator);
    const found = await failuresOf(run, batch.accepted, records, moment);
    failures.push(...found.map((failure) => ({ ...failure, moment })));
    for (const expression of batch.accepted) countOperators(expression, operators);
    expressions += batch.accepted.length;
    refused += batch.refused;
  }
  const differences: Difference[] = [];
  for (const { expression, record, moment } of failures)
    differences.push(await shrink(run, expression, record, moment));
  return { pairs: expressions * records.length, expressions, refused, differences, operators };
}
