import type { FieldPlace } from "@mortise/metadata";
import { type Kysely, sql } from "kysely";
import type { SystemDatabase } from "../../system-schema.ts";
import type { EntityPermission } from "../permission/entity-permission.ts";
import { ACCESS_RANK } from "../permission/field-limits.ts";
import { mayKnowOf } from "../pool/hidden-past.ts";
import { predicateSql } from "../permission/predicate-sql.ts";
import type { EntityModel } from "../model/entity-model.ts";
import { columnList } from "../model/row-values.ts";
import type { RowAccess } from "../permission/row-access.ts";
import { queryInvalid, tooFarBack } from "../record-errors.ts";
import { type Sql, typeSql } from "../sql-text.ts";

/** So many changes are taken back for one answer; further back, the answer would take longer than a person waits. */
const MOST_CHANGES = 200_000;

/** The moment somebody asks about; it must be a time, and not in the future. */
export function pastMoment(text: string, now: Date): Date {
  const at = new Date(text);
  if (Number.isNaN(at.getTime()) || at.getTime() > now.getTime()) {
    throw queryInvalid({ part: "asOf", reason: text });
  }
  return at;
}

/**
 * The permission of now, as it holds for values of the past: rights that depend on a record's state count as the least
 * that any state allows, for its state then says nothing about what may be seen now.
 */
export function inThePast(permission: EntityPermission): EntityPermission {
  if (permission.limits.size === 0) return permission;
  const fields = new Map(permission.fields);
  for (const [id, { grants, uses }] of permission.limits) {
    const least = grants
      .map((grant) => [grant.access, ...grant.rules.map((rule) => rule.access)])
      .map((all) => all.reduce((a, b) => (ACCESS_RANK[a] <= ACCESS_RANK[b] ? a : b)))
      .reduce((a, b) => (ACCESS_RANK[a] >= ACCESS_RANK[b] ? a : b));
    fields.set(id, uses.length > 0 ? "hidden" : least);
  }
  return { ...permission, fields, limits: new Map() };
}

const unknown = new WeakMap<EntityModel, ReadonlySet<string>>();

/**
 * Fields whose values of the past nobody kept: they say what other records say, and those have changed since. Formulas
 * that sum over a record's own child rows are kept with the record.
 */
export function unknownThen(model: EntityModel): ReadonlySet<string> {
  const known = unknown.get(model);
  if (known) return known;
  const { fieldTypes } = model.catalog;
  const own = new Set([model.id, ...model.childFields.map(({ target }) => target)]);
  const isOfOthers = ({ entity, field }: FieldPlace): boolean => {
    const definition = model.catalog.field(entity, field);
    return (
      !own.has(entity) || (definition !== undefined && fieldTypes.derivationOf?.(definition) !== undefined)
    );
  };
  const ids = model.fields
    .filter((field) => [{ entity: model.id, field: field.id }, ...model.sourcesOf(field)].some(isOfOthers))
    .map(({ id }) => id);
  const found = new Set(ids);
  unknown.set(model, found);
  return found;
}

/** Refuses moments since which more happened to the entity than can be taken back in time: STORE_TOO_FAR_BACK. */
export async function requireNear(db: Kysely<SystemDatabase>, { model }: RowAccess, at: Date): Promise<void> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (select 1 from mortise.record_history h
      where h.at > ${at.toISOString()}::timestamptz and h.app = ${model.app} and h.entity = ${model.id}
      limit ${MOST_CHANGES + 1}) as since`.execute(db);
  if ((rows[0]?.n ?? 0) > MOST_CHANGES) throw tooFarBack({ limit: MOST_CHANGES });
}

/**
 * The CTEs `changed` (records that changed since, with what they held then) and `past` (their rows as they were, with
 * the columns of `presentList`). Only rows whose present state the actor may see, and whose past then, are in it. `scope` narrows the history
 * to some records.
 */
export function pastSql(access: RowAccess, at: Date, scope?: Sql): Sql {
  const { model, permission } = access;
  const { past: _, ...today } = access;
  return sql`changed as materialized (
      select f.record, jsonb_object_agg(f.key, f.old)
        || jsonb_build_object('revision', min(f.revision) - 1, 'updated_at', null, 'updated_by', null) as held
      from (
        select distinct on (h.record, c.key) h.record, c.key, c.value -> 0 as old, h.revision
        from mortise.record_history h
          cross join lateral jsonb_each(h.changes || '{"revision": [0]}') c
        where h.at > ${at.toISOString()}::timestamptz and h.app = ${model.app} and h.entity = ${model.id}
          and h.type not in ('created', 'linked') and jsonb_typeof(c.value) = 'array' ${scope ?? sql``}
        order by h.record, c.key, h.sequence) f
      group by f.record),
    past as (
      select ${rebuiltList(model)} from ${model.table} as t join changed on changed.record = t.id
        cross join lateral ${rebuiltSql(model, sql`changed.held`)}
      where ${predicateSql(permission.read, today)} and ${mayKnowOf(today, at)})`;
}

/** The select list over table `t` that goes with the one of `past`: rows that are today what they were. */
export function presentList(model: EntityModel): Sql {
  return sql`${columnList(model.columns, "t")}, '{}'::jsonb as "$held"`;
}

/** The select list over the rows that `rebuiltSql` makes. */
export function rebuiltList(model: EntityModel): Sql {
  return sql`${columnList(model.columns, "p")}, p."$held"`;
}

/** The row of table `t` with other values in some columns, as table `p`; `held` has them as JSON. */
export function rebuiltSql(model: EntityModel, held: Sql): Sql {
  if (model.parts.length === 0) {
    return sql`(select r.*, ${held} as "$held" from jsonb_populate_record(t, ${held}) r) p`;
  }
  // Of a row that is joined together the database knows no type to fill in.
  const columns = model.columns.map(
    ({ id, columnType }) => sql`${sql.id(id)} ${typeSql(columnType ?? "text")}`,
  );
  return sql`(select r.*, ${held} as "$held" from jsonb_to_record(to_jsonb(t) || ${held}) as r(${sql.join(columns)})) p`;
}

/** Whether a row over table `t` existed at a moment and was not in the bin; child rows share their parent's fate. */
export function existedSql(at: Date): Sql {
  const moment = sql`${at.toISOString()}::timestamptz`;
  return sql`(t.created_at <= ${moment} and (t.deleted_at is null or t.deleted_at > ${moment}))`;
}
