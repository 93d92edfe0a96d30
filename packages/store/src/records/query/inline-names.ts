import { sql } from "kysely";
import type { ModelField } from "../model/model-field.ts";
import { type DatabaseRow, textAt } from "../model/row-values.ts";
import { isClear } from "../permission/field-guard.ts";
import type { RowAccess } from "../permission/row-access.ts";
import type { Sql } from "../sql-text.ts";
import type { Labels } from "./labels.ts";

const SOURCES: Readonly<Record<string, Sql>> = { user: sql`mortise.account`, team: sql`mortise.team` };

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
export function inlineNames({ permission }: RowAccess, fields: readonly ModelField[]): InlineNames {
  const isInline = ({ id, kind, target, type }: ModelField): boolean =>
    (kind === "user" || kind === "team") && kind === target && !isWorkedOut(type) && isClear(permission, id);
  const inline = fields.filter(isInline);
  return {
    list: sql.join(
      inline.map(
        ({ id, kind }) =>
          sql`, (select l.name from ${SOURCES[kind] ?? sql``} as l where l.id = t.${sql.id(id)}) as ${sql.id(nameColumn(id))}`,
      ),
      sql``,
    ),
    others: fields.filter((field) => !isInline(field)),
    read: (rows) =>
      Object.fromEntries(
        rows.flatMap((row) =>
          inline
            .filter(({ id }) => row[id] !== null && row[nameColumn(id)] !== null)
            .map(({ id }) => [textAt(row, id), textAt(row, nameColumn(id))]),
        ),
      ),
  };
}

function nameColumn(field: string): string {
  return `$name.${field}`;
}

function isWorkedOut(type: ModelField["type"]): boolean {
  return type?.computed === "on-write";
}
