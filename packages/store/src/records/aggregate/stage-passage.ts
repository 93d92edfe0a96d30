import type { FieldOption } from "@mortise/fields";
import type { Dimension, StagePassage } from "@mortise/metadata";
import { sql } from "kysely";
import type { ModelField } from "../model/model-field.ts";
import { atLeastSql } from "../permission/limit-sql.ts";
import type { RowAccess } from "../permission/row-access.ts";
import { isFunnelLayer } from "../query/reached-sql.ts";
import { fieldUnsuitable, queryInvalid } from "../record-errors.ts";
import type { Sql } from "../sql-text.ts";

/** Name of the stages that a record has passed, one row each, in a statement over table `t`. */
const PASSED = sql.id("passed");

/** The options of a field whose transitions are logged; throws where they are not. */
function optionsOf(field: ModelField): readonly FieldOption[] {
  if (field.type?.logsTransitions !== true) throw fieldUnsuitable({ field: field.id, operation: "passed" });
  return (field.definition && field.type.options?.(field.definition)) ?? [];
}

/** What the log says of the record in table `t`; nothing in records whose stage the actor may not see. */
function logSql(access: RowAccess, field: ModelField): Sql {
  const own = sql`l.record = t.id and l.field = ${field.id} and l.to_key is not null`;
  return access.permission.limits.has(field.id)
    ? sql`${own} and ${atLeastSql(access, field.id, "read")}`
    : own;
}

/** How a record counts once in every stage that it ever was in: see `Dimension.passed`. */
export function passedPlan(
  access: RowAccess,
  dimension: Dimension,
  field: ModelField,
): { readonly key: Sql; readonly list: { readonly value: Sql; readonly spread: Sql } } {
  const options = optionsOf(field);
  if (dimension.field !== field.id) throw queryInvalid({ part: "passed", reason: dimension.field });
  const layers = options.filter(isFunnelLayer).map(({ key }) => key);
  const failures = options.filter((option) => !isFunnelLayer(option)).map(({ key }) => key);
  const open = options.filter(({ outcome }) => (outcome ?? "open") === "open").map(({ key }) => key);
  const log = logSql(access, field);
  const depth = (key: Sql): Sql => sql`array_position(${layers}::text[], ${key})`;
  // A stay ends with the next entry of the log; the last one lasts until now unless its stage is an end.
  const stays = sql`select l.to_key as key, l.at, lead(l.at) over w as left_at, lead(l.to_key) over w as next,
      bool_or(l.to_key <> all(${failures}::text[])) over (w rows between 1 following and unbounded following) as returns,
      max(${depth(sql`l.to_key`)}) over () as deepest
    from mortise.stage_log l where ${log} window w as (order by l.at, l.sequence)`;
  const until = sql`coalesce(s.left_at, case when s.key = any(${open}::text[])
    then ${access.now.toISOString()}::timestamptz end)`;
  const spread = sql`join lateral (
    select s.key, sum(extract(epoch from ${until} - s.at)) as seconds,
      max(s.deepest) > ${depth(sql`s.key`)} as onward,
      bool_or(s.key <> all(${failures}::text[]) and s.next is not null and s.returns is not true) as lost
    from (${stays}) s group by s.key) as ${PASSED} on true`;
  const value = sql`(select array_agg(distinct l.to_key) from mortise.stage_log l where ${log})`;
  return { key: sql.id("passed", "key"), list: { value, spread } };
}

/** What the stage of the group was to the record: see `StagePassage`. */
export function passageSql(passage: StagePassage): Sql {
  switch (passage) {
    case "time":
      return sql.id("passed", "seconds");
    case "onward":
      return sql`(case when ${sql.id("passed", "onward")} then 1 end)`;
    case "lost":
      return sql`(case when ${sql.id("passed", "lost")} then 1 end)`;
    default:
      throw queryInvalid({ part: "passage", reason: String(passage) });
  }
}
