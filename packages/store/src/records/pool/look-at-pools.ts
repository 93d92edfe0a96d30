import { dueEvents, nextLook } from "@mortise/fields";
import { sql } from "kysely";
import { type DatabaseRow, selectList, textAt, toValues, type Values } from "../model/row-values.ts";
import { operationNotAllowed } from "../record-errors.ts";
import type { Command, PoolLook } from "../record-command.ts";
import { isPerson, type Write, type Written } from "../session/write-session.ts";
import { poolRules } from "./pool-rules.ts";
import { poolColumns, storePoolColumns } from "./pool-columns.ts";
import { stateOf } from "./settle-pool.ts";

/**
 * Answers what people have to hear of records by now, and sets when each record is looked at next: in one transaction,
 * so that nobody hears of anything twice, whichever process looks. Records whose time is over are left as they are; the
 * answer says in which pools there are some.
 */
export async function lookAtPools(
  write: Write,
  { entity, limit }: Extract<Command, { type: "look" }>,
): Promise<Written> {
  const { session, app } = write;
  const model = session.context.model(app, entity);
  const rules = poolRules(model);
  if (isPerson(write.actor) || !rules) throw operationNotAllowed({ operation: "公海检查 / look" });
  const columns = poolColumns(model);
  const { rows } = await sql<DatabaseRow>`
    select ${selectList([model.need("id"), model.need("owner"), ...columns])} from ${model.table} as t
    where t.deleted_at is null and t.pool_due_at <= ${session.moment}::timestamptz
    order by t.pool_due_at limit ${limit} ${model.parts.length === 0 ? sql`for no key update of t skip locked` : sql``}`.execute(
    session.db,
  );
  const looks: PoolLook[] = [];
  const over = new Set<string>();
  const records = rows.flatMap((row): readonly Values[] => {
    const values = { ...toValues(row, model) };
    const pool = rules.find(values["pool"])?.document;
    const state = stateOf(values);
    const place = rules.place();
    const from = new Date(textAt(values, "pool_due_at"));
    const events = pool ? dueEvents(pool, state, { from, now: session.now, place }) : [];
    const { owner, recycleAt } = state;
    if (pool && recycleAt !== null && recycleAt <= session.now) {
      over.add(pool.id);
      return [];
    }
    if (pool && events.length > 0)
      looks.push({
        id: textAt(values, "id"),
        pool: pool.id,
        owner,
        recycleAt: recycleAt?.toISOString() ?? null,
        events,
      });
    const next = pool ? nextLook(pool, state, { after: session.now, place }) : null;
    return [{ id: values["id"] ?? null, pool_due_at: next?.toISOString() ?? null }];
  });
  await storePoolColumns(write, model, { records, columns: [model.need("pool_due_at")] });
  return { ids: [], revisions: [], batches: [], count: records.length, looks, over: [...over] };
}
