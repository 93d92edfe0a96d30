import type { SqlFragment } from "@mortise/expression";
import { quoteIdentifier } from "../../schema/names.ts";
import type { ModelField } from "../model/model-field.ts";
import type { DatabaseRow } from "../model/row-values.ts";
import { isClear } from "../permission/field-guard.ts";
import { guardedFragment } from "../permission/limit-sql.ts";
import type { RowAccess } from "../permission/row-access.ts";
import { fragmentSql, type Sql } from "../sql-text.ts";
import type { Labels } from "./labels.ts";

const SOURCES: Readonly<Record<string, string>> = { user: "mortise.account", team: "mortise.team" };

/**
 * Names of people and teams that a read brings along with its rows, instead of asking for them afterwards.
 * PostgreSQL looks them up after the limit, so only for the rows of the page.
 */
export interface InlineNames {
  /** Added to the select list over table `t`; starts with a comma unless empty. */
  readonly list: Sql;
  /** The fields whose names still have to be asked for. */
  readonly others: readonly ModelField[];
  /** The names that came with the rows. */
  read(rows: readonly DatabaseRow[]): Labels;
}

/** Plans the names of the fields that hold one person or one team each. */
export function inlineNames(access: RowAccess, fields: readonly ModelField[]): InlineNames {
  const isInline = ({ id, kind, target }: ModelField): boolean =>
    (kind === "user" || kind === "team") && kind === target && isClear(access.permission, id);
  const inline = fields.filter(isInline);
  const columns = inline.map(({ id }) => ({ id, name: nameColumn(id) }));
  return {
    list: fragmentSql(joined(inline.map((field) => nameFragment(access, field)))),
    others: fields.filter((field) => !isInline(field)),
    read(rows) {
      const labels: Record<string, string> = {};
      for (const row of rows) {
        for (const { id, name } of columns) {
          const held = row[id];
          const label = row[name];
          if (typeof held === "string" && typeof label === "string") labels[held] = label;
        }
      }
      return labels;
    },
  };
}

function nameFragment(access: RowAccess, field: ModelField): SqlFragment {
  const { text, parameters } = guardedFragment(access, field);
  const name = quoteIdentifier(nameColumn(field.id));
  return {
    text: `, (select l.name from ${SOURCES[field.kind]} as l where l.id = ${text}) as ${name}`,
    parameters,
  };
}

function joined(fragments: readonly SqlFragment[]): SqlFragment {
  return {
    text: fragments.map(({ text }) => text).join(""),
    parameters: fragments.flatMap(({ parameters }) => parameters),
  };
}

function nameColumn(field: string): string {
  return `$name.${field}`;
}
