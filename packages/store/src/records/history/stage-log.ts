import { sql } from "kysely";
import { PREPARED } from "../../database/preparing-client.ts";
import type { RecordChange } from "../change.ts";
import type { Write } from "../session/write-session.ts";
import type { EntityModel } from "../model/entity-model.ts";
import type { ModelField } from "../model/model-field.ts";

/** Logs each transition of the fields whose type asks for it, with the time spent in the stage that was left. */
export async function logStages(
  write: Write,
  model: EntityModel,
  records: readonly RecordChange[],
): Promise<void> {
  for (const field of model.columns) {
    if (field.type?.logsTransitions !== true) continue;
    const moved = records.filter((record) => record.changed.includes(field.id));
    if (moved.length > 0) await logField(write, model, { field, moved });
  }
}

async function logField(
  write: Write,
  model: EntityModel,
  { field, moved }: { readonly field: ModelField; readonly moved: readonly RecordChange[] },
): Promise<void> {
  const rows = moved.map((record) => ({
    record: record.id,
    from: record.before?.[field.id] ?? null,
    to: record.after[field.id] ?? null,
    created_at: record.after["created_at"],
  }));
  const at = sql`${write.session.now.toISOString()}::timestamptz`;
  // The stage that is left was entered at the latest transition into it, or when the record was created.
  await sql`
    ${PREPARED} insert into mortise.stage_log
      (app, entity, record, field, from_key, to_key, at, actor, change_set, entered_at, seconds)
    select ${write.app}, ${model.id}, r.record, ${field.id}, r."from", r."to", ${at},
      ${write.actor.userId}::uuid, ${write.session.changeSet}::uuid, e.entered_at,
      case when e.entered_at is not null
        then greatest(0, extract(epoch from ${at} - e.entered_at))::bigint end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r(record uuid, "from" text, "to" text, created_at timestamptz)
      left join lateral (
        select case when r."from" is null then null else coalesce(
          (select max(l.at) from mortise.stage_log l
           where l.record = r.record and l.field = ${field.id} and l.to_key = r."from"), r.created_at) end as entered_at
      ) e on true`.execute(write.session.db);
}
