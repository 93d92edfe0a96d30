import type { Value } from "@mortise/expression";
import { isPlainObject } from "@mortise/kit";
import { sql } from "kysely";
import type { WriteSession } from "../session/write-session.ts";
import type { HistoryType } from "./history-entry.ts";
import type { Sql } from "../sql-text.ts";
import type { StoredChanges } from "./record-history.ts";

/** What change-sets did to one record, taken together. */
export interface NetChange {
  readonly entity: string;
  readonly record: string;
  /** The record did not exist before. */
  readonly created: boolean;
  /** Value before and after, by field. */
  readonly values: ReadonlyMap<string, { readonly old: Value; readonly new: Value }>;
  /** Place of the last of the entries in the history. */
  readonly sequence: number;
}

interface HistoryRow {
  readonly entity: string;
  readonly record: string;
  readonly sequence: number;
  readonly entries: readonly { readonly type: HistoryType; readonly changes: StoredChanges }[];
}

const BATCH = 2_000;

/** The entities whose records some change-sets touched. */
export async function touchedEntities(
  session: WriteSession,
  sets: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ entity: string }>`
    select distinct entity from mortise.record_history
    where change_set = any(${[...sets]}::uuid[]) order by entity`.execute(session.db);
  return rows.map((row) => row.entity);
}

/** The net changes of some change-sets to records of one entity, in batches. */
export async function* netChanges(
  session: WriteSession,
  sets: readonly string[],
  entity: string,
): AsyncGenerator<readonly NetChange[]> {
  let last: HistoryRow | undefined;
  for (;;) {
    const after: Sql = last ? sql`and record > ${last.record}::uuid` : sql``;
    const { rows } = await sql<HistoryRow>`
      select entity, record, max(sequence) as sequence,
        jsonb_agg(jsonb_build_object('type', type, 'changes', changes) order by sequence) as entries
      from mortise.record_history where change_set = any(${[...sets]}::uuid[]) and entity = ${entity} ${after}
      group by entity, record order by record limit ${BATCH}`.execute(session.db);
    yield rows.map(toNetChange);
    if (rows.length < BATCH) return;
    last = rows.at(-1);
  }
}

function toNetChange(row: HistoryRow): NetChange {
  const values = new Map<string, { old: Value; new: Value }>();
  for (const { changes } of row.entries) {
    for (const [field, change] of Object.entries(changes)) {
      // Notes about child rows are no values: the rows have histories of their own.
      if (isPlainObject(change)) continue;
      const [before, after] = change as readonly [Value, Value];
      values.set(field, { old: values.has(field) ? (values.get(field)?.old ?? null) : before, new: after });
    }
  }
  return {
    entity: row.entity,
    record: row.record,
    created: row.entries[0]?.type === "created",
    values,
    sequence: row.sequence,
  };
}
