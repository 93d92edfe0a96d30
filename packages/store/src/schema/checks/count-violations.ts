import { type Kysely, sql } from "kysely";
import type { SystemDatabase } from "../../system-schema.ts";
import type { ConversionContext } from "../conversion/convert-rows.ts";
import { rowSource } from "../layout/row-source.ts";
import { quoteIdentifier } from "../names.ts";
import type { DataCheck } from "./data-check.ts";
import { ValueScan } from "./value-scan.ts";

type Database = Kysely<SystemDatabase>;

/** How many rows stand against a change of a field. Values are not told: who may see them is another question. */
export interface ViolationCount {
  readonly check: DataCheck;
  /** Rows that break the rule, or whose value the new type cannot hold. */
  readonly rows: number;
  /** Rows whose value loses something: rounded, without its time of day. */
  readonly altered: number;
  /** Rows whose stored value becomes another one. */
  readonly changed: number;
}

/** Counts the live rows that stand against a change. Reads the whole column; writers go on. */
export async function countViolations(
  db: Database,
  context: ConversionContext,
  check: DataCheck,
): Promise<ViolationCount> {
  const none = { check, altered: 0, changed: 0 };
  switch (check.rule) {
    case "type":
      return countConversion(db, context, check);
    case "unique":
      return { ...none, rows: await countDuplicates(db, context, check) };
    case "required":
      return { ...none, rows: await countEmpty(db, context, check) };
  }
}

async function countConversion(
  db: Database,
  context: ConversionContext,
  check: DataCheck,
): Promise<ViolationCount> {
  const counts = { rows: 0, altered: 0, changed: 0 };
  const scan = new ValueScan(db, context, check);
  for await (const { result, isSame } of scan.values()) {
    if (result.kind === "failed") counts.rows += 1;
    if (result.kind === "altered") counts.altered += 1;
    if (!isSame) counts.changed += 1;
  }
  return { check, ...counts };
}

async function countDuplicates(
  db: Database,
  { app, layout }: ConversionContext,
  { entity, from }: DataCheck,
): Promise<number> {
  const column = sql.raw(quoteIdentifier(from.id));
  const { rows } = await sql<{ rows: number }>`
    select coalesce(sum(n), 0)::int as rows from (
      select count(*) as n from ${sql.raw(rowSource(app, entity, layout))} as t
      where deleted_at is null and ${column} is not null group by ${column} having count(*) > 1) as twice`.execute(
    db,
  );
  return rows[0]?.rows ?? 0;
}

async function countEmpty(
  db: Database,
  { app, layout }: ConversionContext,
  { entity, from }: DataCheck,
): Promise<number> {
  const column = sql.raw(quoteIdentifier(from.id));
  const { rows } = await sql<{ rows: number }>`
    select count(*)::int as rows from ${sql.raw(rowSource(app, entity, layout))} as t
    where deleted_at is null and ${column} is null`.execute(db);
  return rows[0]?.rows ?? 0;
}
