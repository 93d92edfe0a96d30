import type { FieldOption } from "@mortise/fields";
import { sql } from "kysely";
import type { ModelField } from "../model/model-field.ts";
import { clearField } from "../permission/field-guard.ts";
import { atLeastSql } from "../permission/limit-sql.ts";
import type { RowAccess } from "../permission/row-access.ts";
import { fieldUnsuitable, queryInvalid } from "../record-errors.ts";
import type { ReachedStage } from "../record-query.ts";
import { allOf, type Sql } from "../sql-text.ts";

/** Whether a stage is a layer of a funnel; those that end in failure are not. */
export function isFunnelLayer(option: FieldOption): boolean {
  return option.outcome !== "lost" && option.outcome !== "invalid";
}

/**
 * Records over table `t` that the stage funnel counts at a stage: those that are or ever were in it or in a later
 * layer; for a stage that is no layer, in it alone.
 */
export function reachedSql(access: RowAccess, reached: ReachedStage): Sql {
  const field = clearField(access.model, access.permission, reached.field);
  if (field.type?.logsTransitions !== true)
    throw fieldUnsuitable({ field: reached.field, operation: "funnel" });
  const options = (field.definition && field.type.options?.(field.definition)) ?? [];
  const asked = options.find((option) => option.key === reached.option);
  if (!asked) throw queryInvalid({ part: "reached", reason: reached.option });
  if (reached.only === true) return passedSql(access, field, reached);
  const layers = options.filter(isFunnelLayer);
  const from = layers.indexOf(asked);
  const keys = (from < 0 ? [asked] : layers.slice(from)).map((option) => option.key);
  const reachedIt = sql`(${sql.id("t", field.id)} = any(${keys}::text[]) or exists (
    select 1 from mortise.stage_log l
    where l.record = t.id and l.field = ${field.id} and l.to_key = any(${keys}::text[])))`;
  return access.permission.limits.has(field.id)
    ? allOf([atLeastSql(access, field.id, "read"), reachedIt])
    : reachedIt;
}

/** Records that ever were in a stage, as a dimension that is `passed` counts them. */
function passedSql(access: RowAccess, field: ModelField, { option, way }: ReachedStage): Sql {
  const options = (field.definition && field.type?.options?.(field.definition)) ?? [];
  const layers = options.filter(isFunnelLayer).map(({ key }) => key);
  const failures = options.filter((one) => !isFunnelLayer(one)).map(({ key }) => key);
  const log = sql`mortise.stage_log l where l.record = t.id and l.field = ${field.id} and l.to_key is not null`;
  const place = layers.indexOf(option);
  const later = place < 0 ? [] : layers.slice(place + 1);
  const was = sql`exists (select 1 from ${log} and l.to_key = ${option})`;
  const onward = sql`exists (select 1 from ${log} and l.to_key = any(${later}::text[]))`;
  // The last stage that was no failure is this one, and the record has failed since: it may have gone from one failure to another.
  const last = (which: Sql): Sql => sql`(select l.to_key from ${log} and ${which}
    order by l.at desc, l.sequence desc limit 1)`;
  const isLost = sql`coalesce(${last(sql`true`)} = any(${failures}::text[])
    and ${last(sql`l.to_key <> all(${failures}::text[])`)} = ${option}, false)`;
  return allOf([
    ...(access.permission.limits.has(field.id) ? [atLeastSql(access, field.id, "read")] : []),
    was,
    ...(way === "onward" ? [onward] : []),
    ...(way === "lost" ? [isLost] : []),
  ]);
}
