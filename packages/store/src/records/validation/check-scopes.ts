import type { Value } from "@mortise/expression";
import { isId } from "@mortise/kit";
import { sql } from "kysely";
import type { EntityModel } from "../model/entity-model.ts";
import type { ModelField } from "../model/model-field.ts";
import type { Write } from "../session/write-session.ts";
import type { ReferencingRow } from "./check-references.ts";
import { problemText, type Problems } from "./problems.ts";

/**
 * Refuses people and teams outside the teams that a field offers, those below them included. Whoever stood in the
 * record before may stay: people change teams.
 */
export async function checkScopes(
  write: Write,
  model: EntityModel,
  rows: readonly ReferencingRow[],
  problems: Problems,
): Promise<void> {
  for (const field of model.columns) {
    const roots = (field.definition && field.type?.scope?.(field.definition)) ?? [];
    if (roots.length === 0) continue;
    const ids = new Set(rows.flatMap((row) => addedIds(row, field)));
    if (ids.size === 0) continue;
    const inside = await idsWithin(write, field, { roots, ids: [...ids] });
    for (const row of rows) {
      if (addedIds(row, field).some((id) => !inside.has(id)))
        problems.add(`${row.path}${field.id}`, problemText.outOfScope);
    }
  }
}

function addedIds(row: ReferencingRow, { id }: ModelField): readonly string[] {
  if (!row.given.has(id)) return [];
  const before = new Set(idsOf(row.before?.[id]));
  return idsOf(row.values[id]).filter((each) => !before.has(each));
}

function idsOf(value: Value | undefined): readonly string[] {
  if (isId(value)) return [value];
  return Array.isArray(value) ? value.filter(isId) : [];
}

async function idsWithin(
  write: Write,
  field: ModelField,
  { roots, ids }: { readonly roots: readonly string[]; readonly ids: readonly string[] },
): Promise<ReadonlySet<string>> {
  const source =
    field.target === "user"
      ? sql`select distinct account as id from mortise.team_member where team in (select id from below)`
      : sql`select id from below`;
  const { rows } = await sql<{ id: string }>`
    with recursive below as (
      select id from mortise.team where id = any(${[...roots]}::uuid[])
      union select team.id from mortise.team join below on team.parent = below.id)
    select x.id from (${source}) as x where x.id = any(${[...ids]}::uuid[])`.execute(write.session.db);
  return new Set(rows.map((row) => row.id));
}
