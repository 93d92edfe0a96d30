import { type Kysely, sql } from "kysely";
import type { SystemDatabase } from "../../system-schema.ts";
import type { DatabaseRow } from "../model/row-values.ts";
import { queryInvalid } from "../record-errors.ts";
import type { AggregateTotal } from "../record-query.ts";
import type { Sql } from "../sql-text.ts";
import { toGroup } from "./group-answer.ts";
import { type Grouping, groupedSql } from "./group-statement.ts";

const MOST_TOTALS = 50_000;

/**
 * Subtotals and totals: for each beginning of the dimensions that go down and each beginning of those that go across,
 * worked out over the records, so that also means and distinct counts are right.
 */
export async function readTotals(
  db: Kysely<SystemDatabase>,
  grouping: Grouping,
  rows: number,
): Promise<readonly AggregateTotal[]> {
  const { dimensions } = grouping;
  const count = dimensions.length;
  if (!Number.isInteger(rows) || rows < 0 || rows > count) {
    throw queryInvalid({ part: "totals", reason: String(rows) });
  }
  const totals: AggregateTotal[] = [];
  for (const sets of statements(grouping, totalSets(count, rows))) {
    const used = [...new Set(sets.flat())].toSorted((a, b) => a - b);
    const statement = { ...grouping, sets };
    const gathers = grouping.kept?.rest === true && used.includes(0);
    const { rows: found } = await sql<DatabaseRow>`
      select ${shownList(grouping, { used, gathers })} from (${groupedSql(statement)}) as g
      order by ${orderSql(grouping, { used, gathers })} limit ${MOST_TOTALS}`.execute(db);
    for (const row of found) {
      const split = used.filter((_, place) => (Number(row["s"]) & (1 << (used.length - 1 - place))) === 0);
      const down = split.filter((index) => index < rows).length;
      totals.push({ ...toGroup(row, grouping, split), rows: down, columns: split.length - down });
    }
  }
  return totals;
}

/** Every beginning of the rows with every beginning of the columns, but all of both. */
function totalSets(count: number, rows: number): readonly (readonly number[])[] {
  const beginnings = (from: number, to: number): readonly (readonly number[])[] =>
    Array.from({ length: to - from + 1 }, (_, length) => Array.from({ length }, (_one, step) => from + step));
  return beginnings(0, rows)
    .flatMap((down) => beginnings(rows, count).map((across) => [...down, ...across]))
    .filter((set) => set.length < count);
}

/** Sets that spread the same lists go into one statement: in others, a record would count once per item of a list. */
function statements(
  { dimensions }: Grouping,
  sets: readonly (readonly number[])[],
): readonly (readonly (readonly number[])[])[] {
  const spread = (set: readonly number[]): string => set.filter((index) => dimensions[index]?.list).join();
  return [...Map.groupBy(sets, spread).values()];
}

interface Columns {
  readonly used: readonly number[];
  readonly gathers: boolean;
}

function shownList({ dimensions, measures }: Grouping, { used, gathers }: Columns): Sql {
  return sql.join([
    ...used.flatMap((index) => {
      const alias = sql.id(`k${index}`);
      const plan = dimensions[index];
      return plan ? [sql`${plan.shown(sql`g.${alias}`)} as ${alias}`] : [];
    }),
    ...(gathers ? [sql`g.o`] : []),
    ...measures.map((_, index) => sql`g.${sql.id(`m${index}`)}`),
    sql`g.s`,
  ]);
}

function orderSql({ dimensions }: Grouping, { used, gathers }: Columns): Sql {
  const keys = used.flatMap((index) => {
    const plan = dimensions[index];
    return plan ? [sql`${plan.order(sql.id("g", `k${index}`))} asc nulls last`] : [];
  });
  return sql.join([sql`g.s`, ...(gathers ? [sql`g.o`] : []), ...keys]);
}
