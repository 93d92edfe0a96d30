import type { Value } from "@mortise/expression";
import { isPlainObject } from "@mortise/kit";
import { sql } from "kysely";
import type { HistoryType, WriteSession } from "../command/write-session.ts";
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

/** The net changes of some change-sets, in batches of one entity each. */
export async function* netChanges(
  session: WriteSession,
  sets: readonly string[],
): AsyncGenerator<readonly NetChange[]> {
  let last: HistoryRow | undefined;
  for (;;) {
    const after: ReturnType<typeof sql> = last
      ? sql`and (entity, record) > (${last.entity}, ${last.record}::uuid)`
      : sql``;
    const { rows } = await sql<HistoryRow>`
      select entity, record, max(sequence) as sequence,
        jsonb_agg(jsonb_build_object('type', type, 'changes', changes) order by sequence) as entries
      from mortise.record_history where change_set = any(${[...sets]}::uuid[]) ${after}
      group by entity, record order by entity, record limit ${BATCH}`.execute(session.db);
    for (const ofEntity of Map.groupBy(rows, (row) => row.entity).values()) yield ofEntity.map(toNetChange);
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
    sequence: Number(row.sequence),
  };
}
