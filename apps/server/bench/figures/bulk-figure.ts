import { APP, NEWEST, TABLE } from "../lead-table.ts";
import { LoadConnection } from "./load.ts";
import type { Figures } from "./open-figures.ts";

/** How long the same change of many rows took, by hand and through the product. */
export interface BulkFigure {
  readonly rows: number;
  readonly sqlSeconds: number;
  readonly oursSeconds: number;
}

const HISTORY = `insert into mortise.record_history (app, entity, record, change_set, at, type, actor, revision, changes)
  select '${APP}', 'lead', id, gen_random_uuid(), now(), 'updated', null, revision,
    jsonb_build_object('score', jsonb_build_array(old_score::text, score::text)) from changed`;

/**
 * One number of so many leads is set, with the history of each: by one statement, and by a call that names the leads by
 * a condition. Each has rows of its own, so that neither finds what the other left behind.
 */
export async function measureBulk(figures: Figures, rows: number): Promise<BulkFigure> {
  const { pool } = figures;
  const [newest = "", next = "", end = ""] = await Promise.all([0, rows, rows * 2].map(placeAt));
  const started = performance.now();
  await pool.query(
    `with changed as (
       update ${TABLE} t set score = 501, revision = t.revision + 1, updated_at = now()
       from (select id, score from ${TABLE} where deleted_at is null and created_at <= $1 and created_at > $2 for no key update) b
       where t.id = b.id returning t.id, t.revision, b.score as old_score, t.score)
     ${HISTORY}`,
    [newest, next],
  );
  const sqlSeconds = (performance.now() - started) / 1000;
  const connection = await LoadConnection.open(await figures.ours("director"));
  const before = performance.now();
  const between = { and: [{ "<=": [{ var: "created_at" }, next] }, { ">": [{ var: "created_at" }, end] }] };
  const answer = await connection.ask({
    method: "PATCH",
    path: `/api/v1/apps/${APP}/entities/lead/matching`,
    body: { filter: between, values: { score: 501 } },
  });
  const oursSeconds = (performance.now() - before) / 1000;
  process.stderr.write(`bulk: ${JSON.stringify(LoadConnection.json(answer))}\n`);
  connection.close();
  return { rows, sqlSeconds, oursSeconds };

  /** When the lead so far down the list was made. */
  async function placeAt(offset: number): Promise<string> {
    const { rows: found } = await pool.query<{ at: string }>(
      `select to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
       from ${TABLE} t where deleted_at is null ${NEWEST} offset ${offset} limit 1`,
    );
    return found[0]?.at ?? "";
  }
}
