import type { ReverseDerivation } from "@mortise/metadata";
import { sql } from "kysely";
import type { EntityModel } from "../model/entity-model.ts";
import type { ModelField } from "../model/model-field.ts";
import { throughParent } from "../permission/entity-permission.ts";
import { relatedAccess, type RowAccess, trustedAccess } from "../permission/row-access.ts";
import { allOf, type Sql, TRUE } from "../sql-text.ts";
import { writeOwnRule } from "./row-rules-sql.ts";
import type { SqlWriter } from "./sql-writer.ts";

/** So many ids of a reverse list come with a record; the list itself is read page by page. */
const SHOWN = 50;

/** The records of a list field: child rows, several references, or those that point here. */
export interface ListSource {
  readonly model: EntityModel;
  /** The listed records as the actor meets them. */
  readonly access: RowAccess;
  /**
   * `from … where …` over the listed records that belong to the record `t`; `values` are selected from each listed
   * record, itself called `t` there, and are known outside as columns of `x`.
   */
  from(values: Sql, condition: Sql): Sql;
}

/** Whose records a list field lists, and whether they are child rows that are all seen with their record. */
export function listed(
  access: RowAccess,
  list: ModelField,
): { readonly entity: string; readonly isOwnRows: boolean } {
  const entity = list.target ?? "";
  const isOwnRows = access.related(entity).parent?.field === list.id && list.kind === "rows";
  return { entity, isOwnRows: isOwnRows && !isNarrowed(access, entity) };
}

/** Whether a role narrows which child rows are seen of a record that is seen. */
export function isNarrowed(access: RowAccess, entity: string): boolean {
  const { own } = relatedAccess(access, entity).permission;
  return own !== undefined && own.read.kind !== "all";
}

/** Where the records of a list field of table `t` are found. */
export function listSource(writer: SqlWriter, access: RowAccess, list: ModelField): ListSource {
  const derivation = list.definition && list.type?.derivation?.(list.definition);
  if (derivation?.kind === "reverse") return reverseSource(writer, access, derivation);
  const related = relatedAccess(access, list.target ?? "");
  if (list.storage === "links") return linkSource(writer, access, { list, related });
  const rows = { ...related, permission: throughParent(related.permission) };
  const visible = writeOwnRule(writer, rows);
  return {
    model: rows.model,
    access: rows,
    from: (values, condition) => sql`from ${inner(rows, { values, key: sql`t.parent`, condition, visible })}
      where x.k = t.id`,
  };
}

function linkSource(
  writer: SqlWriter,
  access: RowAccess,
  { list, related }: { readonly list: ModelField; readonly related: RowAccess },
): ListSource {
  const links = access.model.linkTable(list);
  return {
    model: related.model,
    access: related,
    from: (values, condition) => sql`from ${links} as l
      join ${inner(related, { values, key: sql`t.id`, condition, visible: visibleSql(writer, related) })} on x.k = l.target
      where l.source = t.id`,
  };
}

function reverseSource(
  writer: SqlWriter,
  access: RowAccess,
  { entity, field }: ReverseDerivation,
): ListSource {
  const related = relatedAccess(access, entity);
  const link = related.model.need(field);
  const visible = visibleSql(writer, related);
  if (link.storage === "links") {
    return {
      model: related.model,
      access: related,
      from: (values, condition) => sql`from ${related.model.linkTable(link)} as l
        join ${inner(related, { values, key: sql`t.id`, condition, visible })} on x.k = l.source
        where l.target = t.id`,
    };
  }
  const key = writer.field(trustedAccess(related), link);
  return {
    model: related.model,
    access: related,
    from: (values, condition) =>
      sql`from ${inner(related, { values, key, condition, visible })} where x.k = t.id`,
  };
}

interface Inner {
  readonly values: Sql;
  readonly key: Sql;
  readonly condition: Sql;
  readonly visible: Sql;
}

function inner({ model }: RowAccess, { values, key, condition, visible }: Inner): Sql {
  return sql`(select ${key} as k, ${values} from ${model.table} as t
    where ${allOf([sql`t.deleted_at is null`, visible, condition])}) as x`;
}

function visibleSql(writer: SqlWriter, related: RowAccess): Sql {
  const { read } = related.permission;
  return read.kind === "all" ? TRUE : writer.predicate(related, read);
}

/** The live records a field of several references points at, in their order; null when there are none. */
export function linkedIdsSql(access: RowAccess, field: ModelField): Sql {
  const { past } = access;
  const target = access.related(field.target ?? "");
  const isThere = past
    ? sql`(o.deleted_at is null or o.deleted_at > ${past.at.toISOString()}::timestamptz)`
    : sql`o.deleted_at is null`;
  const linked = sql`nullif(array(select l.target from ${access.model.linkTable(field)} as l
    join ${target.table} as o on o.id = l.target and ${isThere}
    where l.source = t.id order by l.position, l.target), '{}')`;
  if (!past) return linked;
  return sql`(case when not jsonb_exists(t."$held", ${field.id}) then ${linked}
    else nullif(array(select o.id from jsonb_array_elements_text(
        case jsonb_typeof(t."$held" -> ${field.id}) when 'array' then t."$held" -> ${field.id} else '[]' end)
          with ordinality as h(id, place)
      join ${target.table} as o on o.id = h.id::uuid and ${isThere} order by h.place), '{}') end)`;
}

/** The newest records that point here, as far as the actor may see them; null when there are none. */
export function reverseIdsSql(writer: SqlWriter, access: RowAccess, reverse: ReverseDerivation): Sql {
  const source = reverseSource(writer, access, reverse);
  return sql`nullif(array(select x.id ${source.from(sql`t.id, t.created_at`, TRUE)}
    order by x.created_at desc, x.id desc limit ${sql.lit(SHOWN)}), '{}')`;
}
