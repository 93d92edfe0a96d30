import { type Kysely, sql } from "kysely";
import type { SystemDatabase } from "../../system-schema.ts";
import type { DatabaseRow } from "../model/row-values.ts";
import { queryInvalid } from "../record-errors.ts";
import type { AggregateTotal } from "../record-query.ts";
import type { Sql } from "../sql-text.ts";
import { toGroup } from "./group-answer.ts";
import { type Grouping, groupedSql } from "./group-statement.ts";

const MOST_TOTALS = 50_000;
const MOST_SETS = 64;

/** Subtotals and totals, worked out over the records, so that also means and distinct counts are right. */
export async function readTotals(
  db: Kysely<SystemDatabase>,
  grouping: Grouping,
  sets: readonly (readonly number[])[],
): Promise<readonly AggregateTotal[]> {
  const totals: AggregateTotal[] = [];
  for (const together of statements(grouping, checked(sets, grouping.dimensions.length))) {
    const used = [...new Set(together.flat())].toSorted((a, b) => a - b);
    const gathers = grouping.kept?.rest === true && used.includes(0);
    const { rows: found } = await sql<DatabaseRow>`
      select ${shownList(grouping, { used, gathers })} from (${groupedSql({ ...grouping, sets: together })}) as g
      order by ${orderSql(grouping, { used, gathers })} limit ${MOST_TOTALS}`.execute(db);
    for (const row of found) {
      const split = used.filter((_, place) => (Number(row["s"]) & (1 << (used.length - 1 - place))) === 0);
      totals.push({ ...toGroup(row, grouping, split), split });
    }
  }
  return totals;
}

function checked(sets: readonly (readonly number[])[], count: number): readonly (readonly number[])[] {
  const isRight =
    Array.isArray(sets) &&
    sets.length <= MOST_SETS &&
    sets.every(
      (set) =>
        Array.isArray(set) &&
        set.every((place, at) => Number.isInteger(place) && place < count && place > (set[at - 1] ?? -1)),
    );
  if (!isRight) throw queryInvalid({ part: "totals", reason: JSON.stringify(sets).slice(0, 100) });
  return sets;
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
