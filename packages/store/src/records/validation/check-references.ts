import type { Value } from "@mortise/expression";
import { isId } from "@mortise/kit";
import { sql } from "kysely";
import { accessForWrite, type Write } from "../session/write-session.ts";
import type { EntityModel } from "../model/entity-model.ts";
import type { ModelField } from "../model/model-field.ts";
import type { Values } from "../model/row-values.ts";
import { predicateSql } from "../permission/predicate-sql.ts";
import type { Sql } from "../sql-text.ts";
import { problemText, type Problems } from "./problems.ts";

/** Which fields came from outside or from a default; a set of ids is one. */
export interface GivenFields {
  has(field: string): boolean;
}

/** A row whose references are to be checked; only the named fields were set by this write. */
export interface ReferencingRow {
  readonly path: string;
  readonly values: Values;
  readonly given: GivenFields;
  /** The row as it is stored; absent for new ones. */
  readonly before?: Values;
}

/**
 * Refuses ids of people, teams and records that do not exist or that the writer may not see: one statement per
 * target. What the row pointed at before is not asked for again: a list is changed by those who see a part of it too.
 */
export async function checkReferences(
  write: Write,
  model: EntityModel,
  rows: readonly ReferencingRow[],
  problems: Problems,
): Promise<void> {
  const fields = [...model.columns, ...model.linkFields].filter(
    (field) => field.target !== undefined && !KEPT.has(field.id),
  );
  const targets = new Set(fields.map((field) => field.target ?? ""));
  for (const target of targets) {
    const ofTarget = fields.filter((field) => field.target === target);
    const ids = new Set<string>();
    for (const row of rows) for (const field of ofTarget) for (const id of givenIds(row, field)) ids.add(id);
    if (ids.size === 0) continue;
    const existing = await existingIds(write, target, [...ids]);
    for (const row of rows) {
      for (const field of ofTarget) {
        if (givenIds(row, field).some((id) => !existing.has(id))) {
          problems.add(`${row.path}${field.id}`, problemText.missingReference);
        }
      }
    }
  }
}

const KEPT: ReadonlySet<string> = new Set(["created_by", "updated_by", "parent"]);

const NONE: readonly string[] = [];

function givenIds(row: ReferencingRow, field: ModelField): readonly string[] {
  const value = row.values[field.id] ?? null;
  if (value === null || !row.given.has(field.id)) return NONE;
  const held = row.before?.[field.id] ?? null;
  if (held === null) return idsOf(value);
  const before = new Set(idsOf(held));
  return idsOf(value).filter((id) => !before.has(id));
}

function idsOf(value: Value | undefined): readonly string[] {
  if (isId(value)) return [value];
  return Array.isArray(value) ? value.filter(isId) : [];
}

async function existingIds(
  write: Write,
  target: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select t.id from ${sourceSql(write, target)} and t.id = any(${[...ids]}::uuid[])`.execute(
    write.session.db,
  );
  return new Set(rows.map((row) => row.id));
}

function sourceSql(write: Write, target: string): Sql {
  if (target === "user") return sql`mortise.account as t where true`;
  if (target === "team") return sql`mortise.team as t where true`;
  const access = accessForWrite(write, target);
  // A visitor's form may point at records it cannot list: the form decided which.
  const visible = write.actor.kind === "public" ? sql`true` : predicateSql(access.permission.read, access);
  return sql`${access.model.table} as t where t.deleted_at is null and ${visible}`;
}
