import { type Expression, type SqlFragment, type SqlRows, toSql } from "@mortise/expression";
import { CHINA_CALENDAR } from "@mortise/fields";
import { sql } from "kysely";
import type { ModelField } from "../model/model-field.ts";
import { askerFragment, type RowAccess, teamsFragment } from "../permission/row-access.ts";
import { fieldUnsuitable } from "../record-errors.ts";
import { fragmentSql, type Sql } from "../sql-text.ts";
import { childRowsSql } from "./child-rows-sql.ts";
import { throughReference } from "./field-sql.ts";
import type { SqlWriter } from "./sql-writer.ts";

/** Any expression as SQL over table `t`. */
export function writeExpression(writer: SqlWriter, access: RowAccess, expression: Expression): Sql {
  const { model, actor, watch } = access;
  const rows = (path: string): SqlRows => childRowsSql(writer, access, model.need(path));
  const source = { column: (path: string) => pathFragment(writer, access, path), rows };
  return fragmentSql(
    toSql(expression, model.scope, source, {
      timeZone: actor.timeZone,
      get now() {
        if (watch) watch.usesTime = true;
        return access.now;
      },
      calendar: CHINA_CALENDAR,
    }),
  );
}

function pathFragment(writer: SqlWriter, access: RowAccess, path: string): SqlFragment {
  const { model } = access;
  if (path === "$user") return askerFragment(access);
  if (path === "$teams") return teamsFragment(access);
  const field = model.field(path);
  // The id comes from the catalog, where ids match [a-z][a-z0-9_]*.
  if (field && isPlain(access, field)) return { text: `t."${field.id}"`, parameters: [] };
  // A piece of SQL may stand where a parameter would: `fragmentSql` writes it out.
  return { text: "(?)", parameters: [pathSql(writer, access, path)] };
}

/** Whether the field is a column that shows its value to everyone who may see the field. */
function isPlain({ permission }: RowAccess, field: ModelField): boolean {
  return !permission.limits.has(field.id) && field.columnType !== null && field.type?.computed !== "on-write";
}

/** The value at the end of a path through references, over table `t`; null where a step is empty or not to be seen. */
function pathSql(writer: SqlWriter, access: RowAccess, path: string): Sql {
  const [first = path, ...rest] = path.split(".");
  const field = access.model.need(first);
  if (field.valueType === null) throw fieldUnsuitable({ field: path, operation: "filter" });
  if (rest.length === 0) return writer.field(access, field);
  if (field.kind === "user") {
    return sql`(select m.team from mortise.team_member as m where m.main and m.account = ${writer.field(access, field)} limit 1)`;
  }
  return throughReference(writer, { access, reference: field }, (related) =>
    pathSql(writer, related, rest.join(".")),
  );
}
