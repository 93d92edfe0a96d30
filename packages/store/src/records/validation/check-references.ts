import type { Value } from "@mortise/expression";
import { isId } from "@mortise/kit";
import { sql } from "kysely";
import { PREPARED } from "../../database/preparing-client.ts";
import { accessForWrite, type Write } from "../session/write-session.ts";
import { isSeen } from "../../journal/roster-rows.ts";
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
 * Refuses ids of people, teams and records that do not exist or that the writer may not see: one statement for people
 * and teams, one for each other target. What the row pointed at before is not asked for again: a list is changed by those who see a part of it too.
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
  const asked = new Map<string, Set<string>>();
  for (const field of fields) {
    const ids = asked.get(field.target ?? "") ?? new Set<string>();
    for (const row of rows) for (const id of givenIds(row, field)) ids.add(id);
    if (ids.size > 0) asked.set(field.target ?? "", ids);
  }
  if (asked.size === 0) return;
  const existing = await existingIds(write, asked);
  for (const row of rows) {
    for (const field of fields) {
      const known = existing.get(field.target ?? "");
      if (givenIds(row, field).some((id) => known?.has(id) !== true)) {
        problems.add(`${row.path}${field.id}`, problemText.missingReference);
      }
    }
  }
}

const KEPT: ReadonlySet<string> = new Set(["created_by", "updated_by", "parent"]);

const NONE: readonly string[] = [];
const NO_IDS: ReadonlySet<string> = new Set();

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

type IdsByTarget = ReadonlyMap<string, ReadonlySet<string>>;

/** By target, which of the ids are there. */
async function existingIds(write: Write, asked: IdsByTarget): Promise<IdsByTarget> {
  const found = new Map<string, ReadonlySet<string>>(await existingPeople(write, asked));
  for (const [target, ids] of asked) {
    if (found.has(target)) continue;
    const { rows } = await sql<{ id: string }>`
      select t.id from ${sourceSql(write, target)} and t.id = any(${[...ids]}::uuid[])`.execute(
      write.session.db,
    );
    found.set(target, new Set(rows.map((row) => row.id)));
  }
  return found;
}

/** The same of people and teams, which are often named together: who owns a record, and where. */
async function existingPeople(write: Write, asked: IdsByTarget): Promise<IdsByTarget> {
  const { db } = write.session;
  const wanted = { user: asked.get("user") ?? NO_IDS, team: asked.get("team") ?? NO_IDS };
  if (wanted.user.size + wanted.team.size === 0) return new Map();
  const users = [...wanted.user].filter((id) => !isSeen(db, "user", id));
  const teams = [...wanted.team].filter((id) => !isSeen(db, "team", id));
  if (users.length + teams.length === 0) return new Map(Object.entries(wanted));
  const { rows } = await sql<{ id: string; target: string }>`
    ${PREPARED} select id, 'user' as target from mortise.account where id = any(${users}::uuid[])
    union all select id, 'team' from mortise.team where id = any(${teams}::uuid[])`.execute(db);
  const found = (target: "user" | "team") => [
    ...[...wanted[target]].filter((id) => isSeen(db, target, id)),
    ...rows.flatMap((row) => (row.target === target ? [row.id] : [])),
  ];
  return new Map([
    ["user", new Set(found("user"))],
    ["team", new Set(found("team"))],
  ]);
}

function sourceSql(write: Write, target: string): Sql {
  const access = accessForWrite(write, target);
  // A visitor's form may point at records it cannot list: the form decided which.
  const visible = write.actor.kind === "public" ? sql`true` : predicateSql(access.permission.read, access);
  return sql`${access.model.table} as t where t.deleted_at is null and ${visible}`;
}
