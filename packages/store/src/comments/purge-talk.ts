import { type Kysely, sql } from "kysely";
import type { SystemDatabase } from "../system-schema.ts";

/**
 * What people said about records that leave for good goes along, and who followed them. Of a record that was merged
 * into one that stays, both go over to that one, where they were shown before.
 */
export async function purgeTalk(db: Kysely<SystemDatabase>, ids: readonly string[]): Promise<void> {
  const gone = sql`any(${[...ids]}::uuid[])`;
  const stays = sql`select m.record, m.survivor from mortise.merged_record m
    join mortise.change_set c on c.id = m.change_set and c.undone_by is null
    where m.record = ${gone} and m.survivor <> all(${[...ids]}::uuid[])`;
  await sql`update mortise.comment t set record = m.survivor from (${stays}) m where t.record = m.record`.execute(
    db,
  );
  await sql`insert into mortise.follow (account, record, app, entity, following, at)
    select t.account, m.survivor, t.app, t.entity, t.following, t.at
    from mortise.follow t join (${stays}) m on m.record = t.record
    on conflict (account, record) do nothing`.execute(db);
  await sql`delete from mortise.comment where record = ${gone}`.execute(db);
  await sql`delete from mortise.follow where record = ${gone}`.execute(db);
}
