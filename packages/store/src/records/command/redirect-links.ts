import { sql } from "kysely";
import type { ChangeBatch } from "../change.ts";
import { lockSplitRows } from "../model/row-locks.ts";
import { type DatabaseRow, selectList, toValues } from "../model/row-values.ts";
import { batchOf, type Write } from "../session/write-session.ts";
import { idsIn, loadLinks } from "./links.ts";
import { storeChanges } from "./store-changes.ts";

/**
 * Puts one record in the place of another in every list of several references, as changes with a history of their own.
 * Needs no permission on the referring records: it follows from what happens to the one they point at.
 */
export async function redirectLinks(
  write: Write,
  entity: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<readonly ChangeBatch[]> {
  const { context, db } = write.session;
  const batches: ChangeBatch[] = [];
  for (const document of context.catalog(write.app).all("entity")) {
    const model = context.model(write.app, document.id);
    for (const field of model.linkFields.filter(({ target }) => target === entity)) {
      const { rows: sources } = await sql<{ source: string }>`
        select l.source from ${model.linkTable(field)} as l where l.target = ${from}::uuid`.execute(db);
      const ids = sources.map(({ source }) => source);
      if (ids.length === 0) continue;
      await lockSplitRows(db, model, ids);
      const { rows } = await sql<DatabaseRow>`
        select ${selectList(model.columns)} from ${model.table} as t
        where t.id = any(${ids}::uuid[]) order by t.id ${model.lockClause}`.execute(db);
      const stored = rows.map((row) => toValues(row, model));
      await loadLinks(write, model, { records: stored, fields: [field] });
      const changes = stored.map((before) => {
        const list = idsIn(before[field.id]).map((id) => (id === from ? to : id));
        const others = [...new Set(list)].filter((id) => id !== before["id"]);
        return { before, after: { ...before, [field.id]: others.length > 0 ? others : null } };
      });
      const records = await storeChanges(write, model, { type: "updated", changes });
      if (records.length > 0) batches.push(batchOf(write, model.id, "updated", records));
    }
  }
  return batches;
}
