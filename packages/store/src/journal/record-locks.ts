import { sql } from "kysely";
import { chunks, type JournalDb } from "./journal-db.ts";
import type { WorkItemRow } from "./work-items.ts";

/** Which records are about to be changed, and within which change-set. */
export interface LockQuestion {
  readonly app: string;
  readonly records: readonly string[];
  /** Approvals that this very change-set asked for do not hold it up. */
  readonly changeSet: string;
}

/** Parts of approvals under which records stand that must not be changed meanwhile: those whose turn it is first. */
export async function locksOn(
  db: JournalDb,
  { app, records, changeSet }: LockQuestion,
): Promise<readonly WorkItemRow[]> {
  const found: WorkItemRow[] = [];
  for (const ids of chunks(records)) {
    const { rows } = await sql<WorkItemRow>`
      select w.* from mortise.work_item w where w.record = any(${[...ids]}::uuid[]) and w.app = ${app}
        and w.locks is not null and w.locks <> ${changeSet}::uuid and w.status in ('open', 'later')
        and exists (select from mortise.flow_run r where r.id = w.run and r.ended_at is null)
      order by w.status desc, w.id limit 100`.execute(db);
    found.push(...rows);
  }
  return found;
}
