import { sql } from "kysely";
import type { EntityModel } from "../model/entity-model.ts";
import type { Write } from "../session/write-session.ts";
import { problemText, Problems } from "./problems.ts";

/** Deeper trees than this are taken for circles. */
const DEEPEST = 200;

/**
 * Refuses records that would stand below themselves, after they were written: writers of one tree follow each other, so
 * that two of them cannot make a circle together.
 */
export async function checkTrees(
  write: Write,
  model: EntityModel,
  rows: readonly { readonly id: string; readonly path: string; readonly changed: ReadonlySet<string> }[],
): Promise<void> {
  const problems = new Problems();
  for (const field of model.columns) {
    const isTree = field.definition && field.type?.isTree?.(field.definition);
    const moved = rows.filter(({ changed }) => changed.has(field.id));
    if (!isTree || field.target !== model.id || moved.length === 0) continue;
    const { db } = write.session;
    const lock = `tree/${write.app}/${model.id}/${field.id}`;
    await sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`.execute(db);
    const up = sql.id("t", field.id);
    const { rows: circles } = await sql<{ start: string }>`
      with recursive up(start, at, depth) as (
        select t.id, ${up}, 1 from ${model.table} as t
        where t.id = any(${moved.map(({ id }) => id)}::uuid[]) and ${up} is not null
        union all
        select u.start, ${up}, u.depth + 1 from up as u join ${model.table} as t on t.id = u.at
        where ${up} is not null and u.at <> u.start and u.depth < ${DEEPEST}
      ) select distinct start from up where at = start or depth = ${DEEPEST}`.execute(db);
    const bad = new Set(circles.map((row) => row.start));
    for (const { id, path } of moved) if (bad.has(id)) problems.add(`${path}${field.id}`, problemText.circle);
  }
  problems.refuse();
}
