import type { LookupDerivation } from "@mortise/metadata";
import { sql } from "kysely";
import type { ModelField } from "../model/model-field.ts";
import { isAlwaysClear } from "../permission/field-guard.ts";
import { relatedAccess, type RowAccess } from "../permission/row-access.ts";
import { allOf, type Sql, typeSql } from "../sql-text.ts";
import { fittedSql } from "./fitted-sql.ts";
import { writeAtLeast } from "./limits-sql.ts";
import { isNarrowed, linkedIdsSql, listed, reverseIdsSql } from "./list-sql.ts";
import { rollupSql } from "./rollup-sql.ts";
import type { SqlWriter } from "./sql-writer.ts";

/** The value of a field over table `t` in records that allow it: see `fieldSql`. */
export function writeField(writer: SqlWriter, access: RowAccess, field: ModelField): Sql {
  const value = writeValue(writer, access, field);
  if (!access.permission.limits.has(field.id)) return value;
  return sql`(case when ${writeAtLeast(writer, access, { field: field.id, least: "read" })} then ${value} end)`;
}

/** The value of a field over table `t`, whatever the record allows. */
export function writeValue(writer: SqlWriter, access: RowAccess, field: ModelField): Sql {
  if (field.storage === "column" && seesWhole(access, field)) return sql`${sql.id("t", field.id)}`;
  return writeWorkedOut(writer, access, field);
}

/** The value of a computed field over table `t`, worked out from where it comes from. */
export function writeWorkedOut(writer: SqlWriter, access: RowAccess, field: ModelField): Sql {
  const { definition, type } = field;
  if (field.storage === "links") return linkedIdsSql(access, field);
  const derivation = definition && type?.derivation?.(definition);
  const expression = definition && type?.expression?.(definition);
  switch (derivation?.kind) {
    case "lookup":
      return lookupSql(writer, { access, field, lookup: derivation });
    case "rollup":
      return rollupSql(writer, { access, field, rollup: derivation });
    case "reverse":
      return reverseIdsSql(writer, access, derivation);
    case undefined:
      if (expression === undefined) return sql`${sql.id("t", field.id)}`;
      return fittedSql(writer.expression(access, expression), field.valueType ?? "text");
  }
}

/** The value that `value` has in the record that a reference of table `t` points at; null when there is none to be seen. */
export function throughReference(
  writer: SqlWriter,
  { access, reference }: { readonly access: RowAccess; readonly reference: ModelField },
  value: (related: RowAccess) => Sql,
): Sql {
  const related = relatedAccess(access, reference.target ?? "");
  const { model, permission } = related;
  const visible = allOf([
    sql`t.deleted_at is null`,
    ...(permission.read.kind === "all" ? [] : [writer.predicate(related, permission.read)]),
  ]);
  return sql`(select x.v from (select t.id, ${value(related)} as v from ${model.table} as t where ${visible}) as x
    where x.id = ${writer.field(access, reference)})`;
}

interface Lookup {
  readonly access: RowAccess;
  readonly field: ModelField;
  readonly lookup: LookupDerivation;
}

function lookupSql(writer: SqlWriter, { access, field, lookup }: Lookup): Sql {
  const reference = access.model.field(lookup.reference);
  const nothing = sql`null::${typeSql(field.valueType ?? "text")}`;
  if (!reference?.target) return nothing;
  return throughReference(writer, { access, reference }, (related) => {
    const shown = related.model.field(lookup.field);
    return shown && shown.valueType !== null ? writer.field(related, shown) : nothing;
  });
}

/** Whether nothing behind a kept value is withheld from the actor, so that it is the value the actor would work out. */
export function seesWhole(access: RowAccess, field: ModelField): boolean {
  if (access.trusted || access.permission.isFull === true) return true;
  const { definition, type } = field;
  const derivation = definition && type?.derivation?.(definition);
  const { model } = access;
  if (derivation?.kind === "lookup") {
    const reference = model.field(derivation.reference);
    return reference?.target === undefined || seesAll(access, reference.target, [derivation.field]);
  }
  if (derivation?.kind === "rollup") {
    const list = model.field(derivation.list);
    if (!list) return true;
    const source = listed(access, list);
    const used = model
      .sourcesOf(field)
      .flatMap((place) => (place.entity === source.entity ? [place.field] : []));
    return source.isOwnRows || seesAll(access, source.entity, used);
  }
  return model
    .sourcesOf(field)
    .every((place) =>
      place.entity === model.id
        ? isUsedWhole(access, field, place.field)
        : access.related(place.entity).parent?.entity !== model.id || !isNarrowed(access, place.entity),
    );
}

/** Whether what a record held of a field once may be shown, as far as the right to the field goes: kept values need more. */
export function showsKept(access: RowAccess, field: ModelField): boolean {
  return field.type?.computed !== "on-write" || seesWhole(access, field);
}

function isUsedWhole(access: RowAccess, field: ModelField, used: string): boolean {
  const other = access.model.field(used);
  return !other || other === field || other.type?.computed !== "on-write" || seesWhole(access, other);
}

function seesAll(access: RowAccess, entity: string, fields: readonly string[]): boolean {
  const related = relatedAccess(access, entity);
  if (related.permission.read.kind !== "all") return false;
  return fields.every((id) => {
    const field = related.model.field(id);
    return !field || (isAlwaysClear(related.permission, id) && seesWhole(related, field));
  });
}
