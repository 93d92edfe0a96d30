import type { Value } from "@mortise/expression";
import { isId } from "@mortise/kit";
import { sql } from "kysely";
import { PREPARED } from "../../database/preparing-client.ts";
import type { Actor } from "../../actor.ts";
import type { EntityModel } from "../model/entity-model.ts";
import type { ModelField } from "../model/model-field.ts";
import { fromDatabase, scalarText } from "../model/row-values.ts";
import { accessTo, isClear } from "../permission/field-guard.ts";
import { canReadSome, entityPermission } from "../permission/entity-permission.ts";
import { onRow, ranksList } from "../permission/limit-sql.ts";
import { isShortened, maskValue } from "../permission/mask-value.ts";
import { predicateSql } from "../permission/predicate-sql.ts";
import type { RowAccess } from "../permission/row-access.ts";
import type { ReadScope } from "./read-scope.ts";

/** Who asks for labels, and from where. */
export interface LabelReader {
  readonly scope: ReadScope;
  readonly actor: Actor;
  readonly access: RowAccess;
}

/** Names by id. */
export type Labels = Readonly<Record<string, string>>;

/** Names of the users, teams and records whose ids stand in clear fields of the rows: one statement per target. */
export async function fetchLabels(
  reader: LabelReader,
  fields: readonly ModelField[],
  rows: readonly Readonly<Record<string, Value>>[],
): Promise<Labels> {
  const wanted = new Map<string, Set<string>>();
  for (const field of fields) {
    if (field.target === undefined || field.valueType === null) continue;
    if (!isClear(reader.access.permission, field.id)) continue;
    const ids = wanted.get(field.target) ?? new Set<string>();
    for (const row of rows) collectIds(row[field.id], ids);
    wanted.set(field.target, ids);
  }
  return namesOf(reader, wanted);
}

/** Names of ids by target (`user`, `team` or an entity id), as far as the actor may know them. */
export async function namesOf(
  reader: LabelReader,
  wanted: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<Labels> {
  const users = wanted.get("user") ?? NOBODY;
  const teams = wanted.get("team") ?? NOBODY;
  const labels = users.size + teams.size > 0 ? { ...(await peopleLabels(reader, users, teams)) } : {};
  for (const [target, ids] of wanted) {
    if (ids.size === 0 || ids === users || ids === teams) continue;
    Object.assign(labels, await recordTitles(reader, reader.access.related(target), [...ids]));
  }
  return labels;
}

const NOBODY: ReadonlySet<string> = new Set();

function collectIds(value: Value | undefined, into: Set<string>): void {
  if (isId(value)) into.add(value);
  else if (Array.isArray(value)) for (const one of value) if (isId(one)) into.add(one);
}

async function peopleLabels(
  { scope }: LabelReader,
  users: ReadonlySet<string>,
  teams: ReadonlySet<string>,
): Promise<Labels> {
  const { rows } = await sql<{ id: string; name: string }>`
    ${PREPARED} select id, name from mortise.account where id = any(${[...users]}::uuid[])
    union all select id, name from mortise.team where id = any(${[...teams]}::uuid[])`.execute(scope.db);
  return Object.fromEntries(rows.map((row) => [row.id, row.name]));
}

/** Titles of records that the actor may read, as far as the title may be shown. */
async function recordTitles(
  reader: LabelReader,
  model: EntityModel,
  ids: readonly string[],
): Promise<Labels> {
  const permission = entityPermission(reader.actor, model);
  const title = model.field(model.entity.titleField);
  if (!title || title.columnType === null || !canReadSome(permission)) return {};
  const access = accessTo(permission, title.id);
  if (access === "hidden") return {};
  const target = { ...reader.access, model, permission };
  const { rows } = await sql<{ id: string; title: unknown }>`
    select t.id, t.${sql.id(title.id)}::text as title${ranksList(target)} from ${model.table} as t
    where t.id = any(${[...ids]}::uuid[]) and ${predicateSql(permission.read, target)}`.execute(
    reader.scope.db,
  );
  return Object.fromEntries(
    rows.flatMap((row) => {
      const value = fromDatabase(row.title, title);
      const here = accessTo(onRow(permission, row), title.id);
      if (here === "hidden") return [];
      const shown = isShortened(here, title) ? maskValue(value, title, reader.actor) : value;
      return shown === null ? [] : [[row.id, scalarText(shown)]];
    }),
  );
}
