import type { StageTime } from "@mortise/metadata";
import { sql } from "kysely";
import { clearField } from "../permission/field-guard.ts";
import { atLeastSql } from "../permission/limit-sql.ts";
import type { RowAccess } from "../permission/row-access.ts";
import { fieldUnsuitable, queryInvalid } from "../record-errors.ts";
import type { Sql } from "../sql-text.ts";

/**
 * Seconds by the log of a stage field, over table `t`: see `StageTime`. Nothing where the log says nothing, and in
 * records whose stage the actor may not see.
 */
export function stageTimeSql(access: RowAccess, { field: id, reached }: StageTime): Sql {
  const field = clearField(access.model, access.permission, id);
  if (field.type?.logsTransitions !== true) throw fieldUnsuitable({ field: id, operation: "stageTime" });
  const isList = reached === undefined || (Array.isArray(reached) && reached.length > 0);
  if (!isList) throw queryInvalid({ part: "stageTime", reason: id });
  const stage = sql.id("t", field.id);
  const log = sql`mortise.stage_log as l where l.record = t.id and l.field = ${field.id}`;
  const seconds = reached
    ? sql`(select extract(epoch from min(l.at) - t.created_at) from ${log} and l.to_key = any(${[...reached]}::text[]))`
    : sql`(select extract(epoch from ${access.now.toISOString()}::timestamptz - max(l.at)) from ${log} and l.to_key = ${stage})`;
  return access.permission.limits.has(field.id)
    ? sql`(case when ${atLeastSql(access, field.id, "read")} then ${seconds} end)`
    : seconds;
}
