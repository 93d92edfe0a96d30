import type { SqlFragment, SqlMembers } from "@mortise/expression";
import { sql } from "kysely";
import type { ModelField } from "../model/model-field.ts";
import { relatedAccess, type RowAccess, trustedAccess } from "../permission/row-access.ts";
import { allOf, fragmentSql, type Sql, TRUE } from "../sql-text.ts";
import { writeAtLeast } from "./limits-sql.ts";
import type { SqlWriter } from "./sql-writer.ts";

/** Pairs `holder`, `item` of a list field: a select over links or over the records that point here. */
interface Pairs {
  readonly holder: Sql;
  readonly item: Sql;
  /** `from … where …`, to which further conditions may be added. */
  readonly from: Sql;
}

/**
 * Conditions on several references and on reverse lists as sets of records: the planner joins them by the index of the
 * links instead of putting the list of each row together. Undefined for lists that a column keeps.
 */
export function membersSql(
  writer: SqlWriter,
  access: RowAccess,
  field: ModelField | undefined,
): SqlMembers | undefined {
  const pairs = field && pairsOf(writer, access, field);
  if (!pairs) return undefined;
  const { holder, item, from } = pairs;
  const isLimited = access.permission.limits.has(field.id);
  const guard = isLimited && writeAtLeast(writer, access, { field: field.id, least: "read" });
  // `exists` and its negation become joins; `not in` over many links would be asked row by row.
  const within = (found: Sql): SqlFragment => {
    const held = sql`exists (select from (${found}) as held where held.holder = t.id)`;
    return { text: "(?)", parameters: [guard ? allOf([held, guard]) : held] };
  };
  const of = (ids: SqlFragment): Sql => sql`(${fragmentSql(ids)})::uuid[]`;
  return {
    any: (ids) => within(sql`select ${holder} as holder ${from} and ${item} = any(${of(ids)})`),
    all: (ids) =>
      within(sql`select ${holder} as holder ${from} and ${item} = any(${of(ids)}) group by 1
        having count(distinct ${item}) = (select count(distinct one) from unnest(${of(ids)}) as one)`),
    some: within(sql`select ${holder} as holder ${from}`),
  };
}

function pairsOf(writer: SqlWriter, access: RowAccess, field: ModelField): Pairs | undefined {
  // Links of the past stand in the rows that were made of the history.
  if (field.storage === "links" && access.past) return undefined;
  if (field.storage === "links") {
    const target = access.related(field.target ?? "");
    return {
      holder: sql`l.source`,
      item: sql`l.target`,
      from: sql`from ${access.model.linkTable(field)} as l
        join ${target.table} as o on o.id = l.target where o.deleted_at is null`,
    };
  }
  const derivation = field.definition && field.type?.derivation?.(field.definition);
  if (derivation?.kind !== "reverse") return undefined;
  const related = relatedAccess(access, derivation.entity);
  const link = related.model.need(derivation.field);
  const { read } = related.permission;
  const visible = allOf([
    sql`t.deleted_at is null`,
    read.kind === "all" ? TRUE : writer.predicate(related, read),
  ]);
  const { table } = related.model;
  if (link.storage === "links") {
    return {
      holder: sql`l.target`,
      item: sql`l.source`,
      from: sql`from ${related.model.linkTable(link)} as l where l.source in (select t.id from ${table} as t where ${visible})`,
    };
  }
  const key = writer.field(trustedAccess(related), link);
  return {
    holder: key,
    item: sql`t.id`,
    from: sql`from ${table} as t where ${visible} and ${key} is not null`,
  };
}
