import type { Value } from "@mortise/expression";
import { isPlainObject } from "@mortise/kit";
import { sql } from "kysely";
import type { WriteSession } from "../session/write-session.ts";
import type { HistoryType } from "./history-entry.ts";
import type { Sql } from "../sql-text.ts";
import type { StoredChanges } from "./record-history.ts";
import type { RunToUndo } from "./undo-result.ts";

/** A field before and after. */
export interface NetValue {
  readonly old: Value;
  readonly new: Value;
  /** Written by the person, not by a flow in the same change-set. */
  readonly direct: boolean;
}

/** What change-sets did to one record, taken together. */
export interface NetChange {
  readonly entity: string;
  readonly record: string;
  /** The record did not exist before. */
  readonly created: boolean;
  /** Value before and after, by field. */
  readonly values: ReadonlyMap<string, NetValue>;
  /** Place of the last of the entries in the history. */
  readonly sequence: number;
}

interface HistoryRow {
  readonly entity: string;
  readonly record: string;
  readonly sequence: number;
  readonly entries: readonly {
    readonly type: HistoryType;
    readonly changes: StoredChanges;
    readonly direct: boolean;
  }[];
}

const BATCH = 2_000;

/** The entries of a run among those of its change-sets. */
function ofRun(run: RunToUndo | undefined): Sql {
  if (!run) return sql``;
  const { id, record, label } = run;
  return sql`and coalesce(h.cause ->> 'type', c.cause) = 'flow' and (
    coalesce(h.cause ->> 'id', c.cause_id) = ${id}
    or (h.record = ${record}::uuid and coalesce(h.cause ->> 'id', c.cause_id) is null
      and coalesce(h.cause ->> 'label', c.cause_label) = ${label}))`;
}

/** The entities whose records some change-sets touched. */
export async function touchedEntities(
  session: WriteSession,
  sets: readonly string[],
  run?: RunToUndo,
): Promise<readonly string[]> {
  const { rows } = await sql<{ entity: string }>`
    select distinct h.entity from mortise.record_history h join mortise.change_set c on c.id = h.change_set
    where h.change_set = any(${[...sets]}::uuid[]) and h.type <> 'linked' ${ofRun(run)} order by h.entity`.execute(
    session.db,
  );
  return rows.map((row) => row.entity);
}

/** The net changes of some change-sets to records of one entity, in batches. */
export async function* netChanges(
  session: WriteSession,
  { sets, run }: { readonly sets: readonly string[]; readonly run?: RunToUndo | undefined },
  entity: string,
): AsyncGenerator<readonly NetChange[]> {
  let last: HistoryRow | undefined;
  for (;;) {
    const after: Sql = last ? sql`and h.record > ${last.record}::uuid` : sql``;
    const { rows } = await sql<HistoryRow>`
      select h.entity, h.record, max(h.sequence) as sequence,
        jsonb_agg(jsonb_build_object('type', type, 'changes', changes,
          'direct', type = 'updated' and h.cause is null and c.cause <> 'undo') order by sequence) as entries
      from mortise.record_history h join mortise.change_set c on c.id = h.change_set where change_set = any(${[...sets]}::uuid[]) and h.entity = ${entity}
        and h.type <> 'linked' ${ofRun(run)} ${after}
      group by h.entity, h.record order by h.record limit ${BATCH}`.execute(session.db);
    yield rows.map(toNetChange);
    if (rows.length < BATCH) return;
    last = rows.at(-1);
  }
}

function toNetChange(row: HistoryRow): NetChange {
  const values = new Map<string, NetValue>();
  for (const { changes, direct } of row.entries) {
    for (const [field, change] of Object.entries(changes)) {
      // Notes about child rows are no values: the rows have histories of their own.
      if (isPlainObject(change)) continue;
      const [before, after] = change as readonly [Value, Value];
      const known = values.get(field);
      values.set(field, {
        old: known ? known.old : before,
        new: after,
        direct: direct || known?.direct === true,
      });
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
