import { sql } from "kysely";
import type { ModelField } from "../model/model-field.ts";
import { SYSTEM_MODEL_FIELDS } from "../model/system-fields.ts";
import { clearField } from "../permission/field-guard.ts";
import { predicateSql } from "../permission/predicate-sql.ts";
import { relatedAccess, type RowAccess } from "../permission/row-access.ts";
import { fieldUnknown, fieldUnsuitable } from "../record-errors.ts";
import { allOf, type Sql } from "../sql-text.ts";
import { fieldSql } from "../values/sql-of.ts";

/** The value at the end of a path, over the joins that lead there from table `t`. */
export interface PathSource {
  /** The field at the end; a person's main team behaves like a field of that kind. */
  readonly field: ModelField;
  readonly value: Sql;
  readonly joins: readonly Sql[];
}

/** Tells joins of one statement apart, and lets one join serve all paths through the same reference and value. */
export class PathJoins {
  readonly #made = new Map<string, PathSource>();
  #count = 0;

  /**
   * The value behind a field or a path through references. Each step must be clear to the actor, the record behind it
   * is one that the actor may see, and the value is empty where a step is empty or withheld: as in conditions.
   */
  source(access: RowAccess, path: string): PathSource {
    const made = this.#made.get(path);
    if (made) return { ...made, joins: [] };
    const source = this.#source(access, path.split("."), path);
    this.#made.set(path, source);
    return source;
  }

  #source(access: RowAccess, steps: readonly string[], path: string): PathSource {
    const [first = "", ...rest] = steps;
    const field = clearField(access.model, access.permission, first);
    if (field.valueType === null) throw fieldUnsuitable({ field: path, operation: "report" });
    const value = fieldSql(access, field);
    if (rest.length === 0) return { field, value, joins: [] };
    const alias = `p${this.#count++}`;
    const behind =
      field.kind === "user" ? mainTeam(rest, path) : this.#through(access, { reference: field, rest, path });
    const join = sql`left join (${behind.rows}) as ${sql.id(alias)} on ${sql.id(alias, "id")} = ${value}`;
    return { field: behind.field, value: sql.id(alias, "v"), joins: [join] };
  }

  #through(
    access: RowAccess,
    {
      reference,
      rest,
      path,
    }: { readonly reference: ModelField; readonly rest: readonly string[]; readonly path: string },
  ): { readonly rows: Sql; readonly field: ModelField } {
    if (reference.kind !== "reference" || reference.target === undefined) {
      throw fieldUnsuitable({ field: path, operation: "report" });
    }
    const related = relatedAccess(access, reference.target);
    const { field, value, joins } = this.#source(related, rest, path);
    const visible = allOf([
      sql`t.deleted_at is null`,
      ...(related.permission.read.kind === "all" ? [] : [predicateSql(related.permission.read, related)]),
    ]);
    return {
      field,
      rows: sql`select t.id, ${value} as v from ${related.model.table} as t ${sql.join(joins, sql` `)} where ${visible}`,
    };
  }
}

/** People lead to their main team, and nowhere else. */
function mainTeam(rest: readonly string[], path: string): { readonly rows: Sql; readonly field: ModelField } {
  const team = SYSTEM_MODEL_FIELDS.find((field) => field.id === "team");
  if (!team || rest.length !== 1 || rest[0] !== "team") throw fieldUnknown({ field: path });
  return {
    field: team,
    rows: sql`select m.account as id, m.team as v from mortise.team_member as m where m.main`,
  };
}
