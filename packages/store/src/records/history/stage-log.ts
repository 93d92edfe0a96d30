import type { Value } from "@mortise/expression";
import { sql } from "kysely";
import type { RecordChange } from "../change.ts";
import type { Write } from "../session/write-session.ts";
import type { EntityModel } from "../model/entity-model.ts";
import type { ModelField } from "../model/model-field.ts";
import type { Sql } from "../sql-text.ts";

/**
 * Logs each transition of the fields whose type asks for it, with the time spent in the stage that was left: a part of
 * the statement that writes the history of the same records, or nothing when no stage changed.
 */
export function stageLogPart(
  write: Write,
  model: EntityModel,
  records: readonly RecordChange[],
): readonly Sql[] {
  const rows = model.columns
    .filter((field) => field.type?.logsTransitions === true)
    .flatMap((field) => transitionsOf(field, records));
  if (rows.length === 0) return [];
  if (rows.every(({ from }) => from === null)) return [enteredPart(write, model, rows)];
  const at = sql`${write.session.now.toISOString()}::timestamptz`;
  // The stage that is left was entered at the latest transition into it, or when the record was created.
  return [
    sql`stages as (
      insert into mortise.stage_log
        (app, entity, record, field, from_key, to_key, at, actor, change_set, entered_at, seconds)
      select ${write.app}, ${model.id}, r.record, r.field, r."from", r."to", ${at},
        ${write.actor.userId}::uuid, ${write.session.changeSet}::uuid, e.entered_at,
        case when e.entered_at is not null
          then greatest(0, extract(epoch from ${at} - e.entered_at))::bigint end
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as r(record uuid, field text, "from" text, "to" text, created_at timestamptz)
        left join lateral (
          select case when r."from" is null then null else coalesce(
            (select max(l.at) from mortise.stage_log l
             where l.record = r.record and l.field = r.field and l.to_key = r."from"), r.created_at) end as entered_at
        ) e on true)`,
  ];
}

/** First stages: nothing was left, so nothing is looked up. */
function enteredPart(write: Write, model: EntityModel, rows: readonly Transition[]): Sql {
  return sql`stages as (
    insert into mortise.stage_log (app, entity, record, field, from_key, to_key, at, actor, change_set)
    select ${write.app}, ${model.id}, r.record, r.field, null, r."to", ${write.session.moment}::timestamptz,
      ${write.actor.userId}::uuid, ${write.session.changeSet}::uuid
    from unnest(${rows.map(({ record }) => record)}::uuid[], ${rows.map(({ field }) => field)}::text[],
      ${rows.map(({ to }) => to)}::text[]) as r(record, field, "to"))`;
}

interface Transition {
  readonly record: string;
  readonly field: string;
  readonly from: Value;
  readonly to: Value;
  readonly created_at: Value | undefined;
}

function transitionsOf(field: ModelField, records: readonly RecordChange[]): readonly Transition[] {
  return records
    .filter((record) => record.changed.includes(field.id))
    .map((record) => ({
      record: record.id,
      field: field.id,
      from: record.before?.[field.id] ?? null,
      to: record.after[field.id] ?? null,
      created_at: record.after["created_at"],
    }));
}
