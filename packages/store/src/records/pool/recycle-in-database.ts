import { dueAfter, type ValueKind } from "@mortise/expression";
import type { CompiledPool } from "@mortise/fields";
import { sql } from "kysely";
import { PREPARED } from "../../database/preparing-client.ts";
import type { RecordChange } from "../change.ts";
import { changeSetPart } from "../history/change-set.ts";
import type { EntityModel } from "../model/entity-model.ts";
import type { ModelField } from "../model/model-field.ts";
import { type DatabaseRow, fromDatabase, selectList, toValues, type Values } from "../model/row-values.ts";
import { type RowAccess, trustedAccess } from "../permission/row-access.ts";
import { noteTouchedIds, type Write } from "../session/write-session.ts";
import type { Sql } from "../sql-text.ts";
import { changedFields } from "../validation/same-value.ts";
import { conditionSql, expressionSql } from "../values/sql-of.ts";
import { basisFields } from "./recycle-basis.ts";
import type { PoolRules } from "./pool-rules.ts";

/** Whose time is over, as a condition on table `t`: by rules of the pool that are still in force, and not under an approval. */
export function dueSql(
  { session }: Write,
  { pool, keys }: { readonly pool: string; readonly keys: readonly string[] },
): Sql {
  return sql`${overSql(session.moment, pool)} and t.recycle_rule = any(${[...keys]}::text[]) and not ${LOCKED}`;
}

/** Whose time is over though an approval locks it. */
export function heldSql({ session }: Pick<Write, "session">, pool: string): Sql {
  return sql`${overSql(session.moment, pool)} and ${LOCKED}`;
}

function overSql(moment: string, pool: string): Sql {
  return sql`t.deleted_at is null and t.pool_due_at <= ${moment}::timestamptz
    and t.recycle_at <= ${moment}::timestamptz and t.owner is not null and t.pool = ${pool}`;
}

const LOCKED: Sql = sql`exists (select from mortise.work_item w join mortise.flow_run r on r.id = w.run
  where w.record = t.id and w.locks is not null and w.status in ('open', 'later') and r.ended_at is null)`;

/** What of a pool is taken back, and how much at most. */
export interface DatabaseRound {
  readonly pool: CompiledPool;
  readonly rules: PoolRules;
  /** Rules that lead into pools, as `recycle_rule` names them. */
  readonly keys: readonly string[];
  readonly limit: number;
}

/** Kinds whose values have one form as JSON, in the database and here. */
const PLAIN: ReadonlySet<ValueKind> = new Set([
  "text",
  "option",
  "boolean",
  "user",
  "team",
  "reference",
  "region",
  "datetime",
]);
const READ: ReadonlySet<ValueKind> = new Set([...PLAIN, "number", "date"]);
/** What the statement itself writes. */
const WRITTEN = ["owner", "previous_owner", "held_since", "pooled_at", "pool"] as const;
const CLEARED = ["recycle_at", "recycle_rule", "protected_until"] as const;

/**
 * Takes records back by one statement: rows, history, log of stages and of owners. Undefined when something follows from
 * the change that only the gateway can work out; then nothing was done.
 */
export async function recycleInDatabase(
  write: Write,
  access: RowAccess,
  round: DatabaseRound,
): Promise<readonly RecordChange[] | undefined> {
  const { model } = access;
  const { pool, rules, keys, limit } = round;
  const entries = rules.all.flatMap(({ entry }) => entry.map(({ field }) => model.need(field)));
  const fields = [...new Set([...WRITTEN.map((id) => model.need(id)), ...entries])];
  if (!canRun(model, rules, fields)) return undefined;
  if (keys.length === 0) return [];
  const { session } = write;
  const target = targetSql(trustedAccess(access), round);
  const opening = changeSetPart(write);
  const assigned = fields.map(({ id }) => sql`${sql.id(id)} = d.${sql.id(`$${id}`)}`);
  const { rows } = await sql<DatabaseRow>`${PREPARED} with
    due as materialized (
      select *, ${valuesSql(trustedAccess(access), { rules, fields, write })} from (
        select ${selectList(model.columns)}, ${target} as "$pool" from ${model.table} as t
        where ${dueSql(write, { pool: pool.document.id, keys })}
        order by t.recycle_at limit ${limit} for no key update of t skip locked) as t),
    moved as (
      update ${model.home} as u set ${sql.join(assigned)}, ${sql.join(CLEARED.map((id) => sql`${sql.id(id)} = null`))},
        pool_due_at = ${lookSql(write, rules)}, revision = u.revision + 1,
        updated_at = ${session.moment}::timestamptz, updated_by = null
      from due as d where u.id = d.id),
    ${sql.join([historySql(write, round, fields), ownersSql(write, model), ...stagesSql(write, model, fields), ...opening])}
    select * from due`.execute(session.db);
  const records = rows.map((row) => changeOf(write, model, { row, fields, rules }));
  noteTouchedIds(
    write,
    model.id,
    records.map(({ id }) => id),
  );
  return records;
}

function canRun(model: EntityModel, rules: PoolRules, fields: readonly ModelField[]): boolean {
  const isPlain = ({ kind, columnType, searchable }: ModelField): boolean =>
    columnType !== null && !searchable && PLAIN.has(kind);
  const asked = basisFields(model).map((id) => model.need(id));
  return (
    model.parts.length === 0 &&
    !rules.feedsFormulas &&
    fields.every(isPlain) &&
    asked.every(({ kind }) => READ.has(kind))
  );
}

/** The pool into which a record goes: the one that its rule names, or the first that takes it. */
function targetSql(access: RowAccess, { pool, rules }: DatabaseRound): Sql {
  const last = rules.all.at(-1)?.document.id ?? pool.document.id;
  const takes = rules.all.map(({ document: { id, takes: when } }) =>
    when === undefined || when === null
      ? sql`when true then ${id}::text`
      : sql`when ${conditionSql(when, access)} then ${id}::text`,
  );
  const fitting = sql`case ${sql.join(takes, sql` `)} else ${last}::text end`;
  const named = pool.rules.flatMap(({ rule: { id, to } }) =>
    to.kind === "pool" && to.pool !== undefined
      ? [sql`when t.recycle_rule = ${`${pool.document.id}__${id}`} then ${to.pool}::text`]
      : [],
  );
  return named.length === 0 ? fitting : sql`case ${sql.join(named, sql` `)} else ${fitting} end`;
}

interface Writing {
  readonly rules: PoolRules;
  readonly fields: readonly ModelField[];
  readonly write: Write;
}

/** What the written fields come to, named `$field`; over the rows of `due`, which stand as `t`. */
function valuesSql(access: RowAccess, { rules, fields, write }: Writing): Sql {
  const given: Readonly<Record<string, Sql>> = {
    owner: sql`null::uuid`,
    previous_owner: sql`t.owner`,
    held_since: sql`null::timestamptz`,
    pooled_at: sql`${write.session.moment}::timestamptz`,
  };
  const values = fields.flatMap(({ id, columnType }) => {
    if (id === "pool") return [];
    const own = given[id];
    if (own) return [sql`${own} as ${sql.id(`$${id}`)}`];
    const cases = rules.all.flatMap(({ document }) => {
      const value = document.onEntry?.[id];
      return value === undefined
        ? []
        : [sql`when t."$pool" = ${document.id} then (${expressionSql(value, access)})`];
    });
    const type = sql.raw(columnType ?? "text");
    return [sql`(case ${sql.join(cases, sql` `)} else t.${sql.id(id)} end)::${type} as ${sql.id(`$${id}`)}`];
  });
  return sql.join(values);
}

/** When the pool a record is in from now on looks at it next. */
function lookSql({ session }: Write, rules: PoolRules): Sql {
  const looks = rules.all.flatMap(({ document: { id, alarms } }) => {
    const at = alarms?.unassigned && dueAfter(alarms.unassigned, session.now, rules.place());
    return at ? [sql`when ${id} then ${at.toISOString()}::timestamptz`] : [];
  });
  return looks.length === 0 ? sql`null` : sql`case d."$pool" ${sql.join(looks, sql` `)} end`;
}

/** A value in the form in which the history holds it. */
function jsonSql(value: Sql, kind: ValueKind): Sql {
  if (kind === "datetime")
    return sql`to_jsonb(to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`;
  return kind === "boolean" ? sql`to_jsonb(${value})` : sql`to_jsonb((${value})::text)`;
}

function historySql(write: Write, { pool }: DatabaseRound, fields: readonly ModelField[]): Sql {
  const changes = fields.map(({ id, kind }) => {
    const [old, next] = [sql`d.${sql.id(id)}`, sql`d.${sql.id(`$${id}`)}`];
    return sql`case when ${old} is distinct from ${next}
      then jsonb_build_object(${id}::text, jsonb_build_array(${jsonSql(old, kind)}, ${jsonSql(next, kind)})) else '{}'::jsonb end`;
  });
  const notes = pool.rules.map(
    ({ rule: { id, name } }) => sql`when ${`${pool.document.id}__${id}`} then ${name.zh || name.en}::text`,
  );
  const { session } = write;
  return sql`history as (
    insert into mortise.record_history (app, entity, record, change_set, at, type, actor, cause, revision, changes, note)
    select ${write.app}, ${pool.document.entity}, d.id, ${session.changeSet}::uuid, ${session.moment}::timestamptz, 'released',
      null, null, d.revision + 1, ${sql.join(changes, sql` || `)}, case d.recycle_rule ${sql.join(notes, sql` `)} end
    from due as d)`;
}

function ownersSql(write: Write, model: EntityModel): Sql {
  const basis = basisFields(model).map((id) => {
    const { kind } = model.need(id);
    return sql`${id}::text, ${jsonSql(sql`d.${sql.id(id)}`, kind)}`;
  });
  const { session } = write;
  return sql`owners as (
    insert into mortise.owner_log (app, entity, record, at, how, from_owner, to_owner, from_pool, to_pool, held_since, rule, basis, change_set)
    select ${write.app}, ${model.id}, d.id, ${session.moment}::timestamptz, 'recycled', d.owner, null, d.pool, d."$pool",
      d.held_since, d.recycle_rule, jsonb_build_object(${sql.join(basis)}), ${session.changeSet}::uuid
    from due as d)`;
}

function stagesSql(write: Write, model: EntityModel, fields: readonly ModelField[]): readonly Sql[] {
  const logged = fields.filter(({ type }) => type?.logsTransitions === true);
  if (logged.length === 0) return [];
  const { session } = write;
  const at = sql`${session.moment}::timestamptz`;
  const moves = logged.map(
    ({
      id,
    }) => sql`select d.id, ${id}::text as field, d.${sql.id(id)} as old, d.${sql.id(`$${id}`)} as new, d.created_at
      from due as d where d.${sql.id(id)} is distinct from d.${sql.id(`$${id}`)}`,
  );
  return [
    sql`stages as (
      insert into mortise.stage_log (app, entity, record, field, from_key, to_key, at, actor, change_set, entered_at, seconds)
      select ${write.app}, ${model.id}, m.id, m.field, m.old, m.new, ${at}, null, ${session.changeSet}::uuid, e.entered_at,
        case when e.entered_at is not null then greatest(0, extract(epoch from ${at} - e.entered_at))::bigint end
      from (${sql.join(moves, sql` union all `)}) as m
        left join lateral (
          select case when m.old is null then null else coalesce(
            (select max(l.at) from mortise.stage_log l
             where l.record = m.id and l.field = m.field and l.to_key = m.old), m.created_at) end as entered_at
        ) e on true)`,
  ];
}

function changeOf(
  write: Write,
  model: EntityModel,
  {
    row,
    fields,
    rules,
  }: { readonly row: DatabaseRow; readonly fields: readonly ModelField[]; readonly rules: PoolRules },
): RecordChange {
  const before = toValues(row, model);
  const after: Values = { ...before };
  for (const field of fields) after[field.id] = fromDatabase(row[`$${field.id}`], field);
  for (const id of CLEARED) after[id] = null;
  const alarm = rules.find(after["pool"])?.document.alarms?.unassigned;
  const look = alarm === undefined ? undefined : dueAfter(alarm, write.session.now, rules.place());
  after["pool_due_at"] = look?.toISOString() ?? null;
  after["revision"] = Number(before["revision"]) + 1;
  after["updated_at"] = write.session.moment;
  after["updated_by"] = null;
  const moved = [...fields, ...CLEARED.map((id) => model.need(id))];
  const id = typeof before["id"] === "string" ? before["id"] : "";
  return { id, before, after, changed: changedFields(moved, before, after).map((field) => field.id) };
}
