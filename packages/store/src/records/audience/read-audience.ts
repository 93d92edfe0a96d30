import { type Kysely, sql } from "kysely";
import type { Actor } from "../../actor.ts";
import type { SystemDatabase } from "../../system-schema.ts";
import type { EntityModel } from "../model/entity-model.ts";
import {
  canReadSome,
  entityPermission,
  permissionKey,
  type RowPredicate,
} from "../permission/entity-permission.ts";
import { predicateSql } from "../permission/predicate-sql.ts";
import { accessRows, type RowAccess } from "../permission/row-access.ts";
import { presentList, rebuiltList, rebuiltSql } from "../query/past-rows.ts";
import type { ReadScope } from "../query/read-scope.ts";
import type { Sql } from "../sql-text.ts";
import type { Audience, EntityChange, Heard } from "./audience.ts";
import { rowRuleUses } from "./row-rule-uses.ts";

/** So many records are looked at one by one; of more it is only said that some changed: see `seenRecords`. */
export const MOST_RECORDS = 2_000;
/** Records times people that one statement decides on: about a tenth of a second. */
const MOST_DECISIONS = 50_000;

/**
 * Who of some actors hears of a change: those who may see a changed record as it is now, or could until the change. One
 * statement for all who hold the same roles, by the predicate that lists use. Of too many records at once all who may
 * read the entity hear that some changed, and no ids.
 */
export async function readAudience(
  scope: ReadScope,
  target: { readonly app: string; readonly change: EntityChange },
  actors: readonly Actor[],
): Promise<Audience> {
  const { app, change } = target;
  const model = scope.context.model(app, change.entity);
  const heard = new Map<Actor, Heard>();
  const groups = [...Map.groupBy(actors, (actor) => groupKey(actor, model)).values()];
  for (const group of groups) await hear(scope, { model, change, group }, heard);
  await hearOfRules(scope, { model, change, actors }, heard);
  return heard;
}

/** Actors whose sight one statement can decide: it knows one set of roles and one time zone. */
function groupKey(actor: Actor, model: EntityModel): string {
  return `${permissionKey(actor, model)} ${actor.timeZone}`;
}

interface Hearing {
  readonly model: EntityModel;
  readonly change: EntityChange;
  /** They hold the same roles. */
  readonly group: readonly Actor[];
}

async function hear(scope: ReadScope, hearing: Hearing, heard: Map<Actor, Heard>): Promise<void> {
  const { model, change, group } = hearing;
  const [first] = group;
  if (!first || !canReadSome(entityPermission(first, model))) return;
  const all: Heard = { ids: change.ids, again: [] };
  const some: Heard = { ids: [], again: [model.id] };
  if (change.more || change.ids.length > MOST_RECORDS) {
    for (const actor of group) heard.set(actor, some);
    return;
  }
  const access = accessRows(scope.context, first, { app: model.app, entity: model.id });
  if (access.permission.read.kind === "all") {
    for (const actor of group) heard.set(actor, all);
    return;
  }
  const alike = [...Map.groupBy(group, (actor) => sightKey(actor, access.permission.read)).values()];
  if (alike.length * change.ids.length > MOST_DECISIONS) {
    for (const actor of group) heard.set(actor, some);
    return;
  }
  const seen = await seenBy(scope.db, access, { change, actors: alike.map(([one]) => one ?? first) });
  for (const [index, ids] of seen.byPlace) {
    for (const actor of alike[index] ?? []) heard.set(actor, { ids, again: [] });
  }
  if (!seen.isComplete) for (const actor of group) again(heard, actor, model.id);
}

function again(heard: Map<Actor, Heard>, actor: Actor, entity: string): void {
  const known = heard.get(actor) ?? { ids: [], again: [] };
  if (!known.again.includes(entity)) heard.set(actor, { ...known, again: [...known.again, entity] });
}

/** What of an actor, besides the roles, decides which rows a predicate lets through. */
function sightKey(
  actor: Pick<Actor, "userId" | "teams" | "ownTeams" | "teamsAbove">,
  predicate: RowPredicate,
): string {
  if (predicate.kind === "parent") return sightKey(actor, predicate.predicate);
  if (predicate.kind === "every" || predicate.kind === "any") {
    return predicate.of.map((part) => sightKey(actor, part)).join(" ");
  }
  if (predicate.kind !== "rules") return "";
  const isForAll = predicate.rules.every(
    ({ scopes, condition }) => condition === undefined && scopes.every((scope) => scope === "all"),
  );
  if (isForAll) return "";
  const { userId, teams, ownTeams, teamsAbove } = actor;
  return [userId ?? "", ...teams, "", ...ownTeams, "", ...teamsAbove].join(" ");
}

interface Seeing {
  readonly change: EntityChange;
  readonly actors: readonly Actor[];
}

/** Which changed records are seen, by the place of the actor, and whether all of them still exist. */
interface Seen {
  readonly byPlace: readonly (readonly [number, readonly string[]])[];
  readonly isComplete: boolean;
}

/**
 * Over the rows as they are and as they were before each entry that the change wrote into the history. Of records that
 * are gone for good nobody can say any more who saw them.
 */
async function seenBy(
  db: Kysely<SystemDatabase>,
  access: RowAccess,
  { change, actors }: Seeing,
): Promise<Seen> {
  const { model, permission, now } = access;
  const who = actors.map(({ userId, teams, ownTeams, teamsAbove }, n) => ({
    n,
    account: userId,
    teams,
    own_teams: ownTeams,
    teams_above: teamsAbove,
  }));
  const asked: RowAccess = { ...access, forMany: true, past: { at: now } };
  const { rows } = await sql<{ n: number; ids: readonly string[] }>`
    with who as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(who)}::jsonb) as w(n integer, account uuid, teams uuid[], own_teams uuid[], teams_above uuid[])),
    stood as materialized (${statesSql(model, change)})
    select who.n, array_agg(distinct t.id::text) as ids from stood as t join who
      on ${predicateSql(permission.read, asked)} group by who.n
    union all select -1, array_agg(distinct t.id::text) from stood as t`.execute(db);
  const found = new Set(rows.find(({ n }) => n === -1)?.ids ?? []);
  return {
    byPlace: rows.filter(({ n }) => n >= 0).map(({ n, ids }) => [n, ids]),
    isComplete: change.ids.every((id) => found.has(id)),
  };
}

/** Every state that the change took records from or brought them into. */
function statesSql(model: EntityModel, { ids, changeSets }: EntityChange): Sql {
  const named = sql`any(${[...ids]}::uuid[])`;
  return sql`select ${presentList(model)} from ${model.table} as t where t.id = ${named}
    union all
    select ${rebuiltList(model)} from (
      select h.record, (
        select jsonb_object_agg(f.key, f.old) from (
          select distinct on (c.key) c.key, c.value -> 0 as old
          from mortise.record_history as later cross join lateral jsonb_each(later.changes) as c
          where later.record = h.record and later.sequence >= h.sequence and jsonb_typeof(c.value) = 'array'
          order by c.key, later.sequence) as f) as held
      from mortise.record_history as h
      where h.change_set = any(${[...changeSets]}::uuid[]) and h.app = ${model.app} and h.entity = ${model.id}
        and h.record = ${named} and h.type <> 'created') as e
    join ${model.table} as t on t.id = e.record
    cross join lateral ${rebuiltSql(model, sql`e.held`)} where e.held is not null`;
}

/** Whose sight of other entities the change may have changed: they read those again. */
async function hearOfRules(
  scope: ReadScope,
  {
    model,
    change,
    actors,
  }: { readonly model: EntityModel; readonly change: EntityChange; readonly actors: readonly Actor[] },
  heard: Map<Actor, Heard>,
): Promise<void> {
  const { context } = scope;
  const uses = rowRuleUses(context.catalog(model.app), (id) => context.model(model.app, id)).get(model.id);
  const concerned = (uses ?? []).filter(({ role }) => actors.some((actor) => holds(actor, model.app, role)));
  if (concerned.length === 0) return;
  const changed = await changedFields(scope.db, model, change);
  for (const { entity, role, watched } of concerned) {
    if (!change.more && !changed.some((field) => watched.has(field))) continue;
    for (const actor of actors) {
      if (!actor.admin && holds(actor, model.app, role)) again(heard, actor, entity);
    }
  }
}

function holds({ roles }: Actor, app: string, role: string): boolean {
  return Object.hasOwn(roles, app) && (roles[app] ?? []).includes(role);
}

async function changedFields(
  db: Kysely<SystemDatabase>,
  model: EntityModel,
  { changeSets, ids }: EntityChange,
): Promise<readonly string[]> {
  const { rows } = await sql<{ field: string }>`
    select distinct c.field from mortise.record_history as h cross join lateral jsonb_object_keys(h.changes) as c(field)
    where h.change_set = any(${[...changeSets]}::uuid[]) and h.app = ${model.app} and h.entity = ${model.id}
      and h.record = any(${[...ids]}::uuid[])`.execute(db);
  return rows.map(({ field }) => field);
}
