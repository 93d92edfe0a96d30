import {
  type Expression,
  type SqlFragment,
  type SqlRows,
  type SqlSource,
  toSql,
  type ValueKind,
} from "@mortise/expression";
import { sql } from "kysely";
import type { ModelField } from "../model/model-field.ts";
import {
  askerFragment,
  ownTeamsFragment,
  relatedAccess,
  type RowAccess,
  teamsFragment,
} from "../permission/row-access.ts";
import { fieldUnsuitable } from "../record-errors.ts";
import { allOf, fragmentSql, type Sql, TRUE } from "../sql-text.ts";
import { belowFragment } from "./below-sql.ts";
import { childRowsSql } from "./child-rows-sql.ts";
import { throughReference } from "./field-sql.ts";
import { membersSql } from "./members-sql.ts";
import type { SqlWriter } from "./sql-writer.ts";

/** An expression as SQL over table `t`; `expected` says what it must come to. */
export function writeExpression(
  writer: SqlWriter,
  access: RowAccess,
  { expression, expected }: { readonly expression: Expression; readonly expected?: ValueKind },
): Sql {
  const { model, actor, watch } = access;
  const rows = (path: string): SqlRows => childRowsSql(writer, access, model.need(path));
  const source: SqlSource = {
    column: (path) => pathFragment(writer, access, path),
    below: (path, ids) => belowFragment(writer, access, { path, ids }),
    phonePrefixes: { text: "mortise.phone_region", parameters: [] },
    ipRanges: { text: "mortise.ip_region", parameters: [] },
    members: (path) => membersSql(writer, access, model.field(path)),
    through: (path, test) => throughFragment(writer, access, { path, test }),
    rows,
  };
  return fragmentSql(
    toSql(expression, model.scope, source, {
      ...(expected === undefined ? {} : { expected }),
      timeZone: actor.timeZone,
      get now() {
        if (watch) watch.usesTime = true;
        return access.now;
      },
      // A change of the calendar changes statements as time does.
      get calendar() {
        if (watch) watch.usesTime = true;
        return model.calendar();
      },
    }),
  );
}

function pathFragment(writer: SqlWriter, access: RowAccess, path: string): SqlFragment {
  const { model } = access;
  if (path === "$user") return askerFragment(access);
  if (path === "$teams") return teamsFragment(access);
  if (path === "$ownTeams") return ownTeamsFragment(access);
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

interface Passage {
  readonly path: string;
  readonly test: (value: SqlFragment) => SqlFragment;
}

/**
 * A condition on the value at the end of a path as a set of records that meet it: the planner finds them once, where a
 * subselect of the value would be asked for each row.
 */
function throughFragment(writer: SqlWriter, access: RowAccess, { path, test }: Passage): SqlFragment {
  return { text: "(?)", parameters: [throughSql(writer, access, { path, test })] };
}

function throughSql(writer: SqlWriter, access: RowAccess, { path, test }: Passage): Sql {
  const [first = path, ...rest] = path.split(".");
  const field = access.model.need(first);
  if (rest.length === 0) return fragmentSql(test(pathFragment(writer, access, first)));
  const found =
    field.kind === "user"
      ? sql`select m.account as id from mortise.team_member as m
          where m.main and ${fragmentSql(test({ text: "m.team", parameters: [] }))}`
      : recordsThrough(writer, relatedAccess(access, field.target ?? ""), { path: rest.join("."), test });
  // As a join, also when it is negated.
  return sql`exists (select from (${found}) as met where met.id = ${writer.field(access, field)})`;
}

function recordsThrough(writer: SqlWriter, related: RowAccess, passage: Passage): Sql {
  const { model, permission } = related;
  const visible = permission.read.kind === "all" ? TRUE : writer.predicate(related, permission.read);
  return sql`select t.id from ${model.table} as t
    where ${allOf([sql`t.deleted_at is null`, visible, throughSql(writer, related, passage)])}`;
}
