import { isId } from "@mortise/kit";
import { sql } from "kysely";
import type { Actor } from "../../actor.ts";
import { canReadSome, entityPermission } from "../permission/entity-permission.ts";
import { namesOf } from "../query/labels.ts";
import { accessRows } from "../permission/row-access.ts";
import type { ReadScope } from "../query/read-scope.ts";
import type { Cause } from "../record-command.ts";
import type { ChangeSetItem, ChangeSetPage, ChangeSetQuery } from "./change-set-page.ts";

const DEFAULT_LIMIT = 30;

interface SetRow {
  readonly id: string;
  readonly at: string;
  readonly actor: string | null;
  readonly cause: Cause["type"];
  readonly cause_id: string | null;
  readonly cause_label: string | null;
  readonly undone: boolean;
}

interface CountRow {
  readonly key: string;
  readonly entity: string;
  readonly type: string;
  readonly records: number;
}

/**
 * Recent change-sets of an app, newest first: people see their own, administrators all. The batches of an import count
 * as one.
 */
export async function listChangeSets(
  scope: ReadScope,
  actor: Actor,
  { app, mine, before, limit = DEFAULT_LIMIT }: ChangeSetQuery & { readonly app: string },
): Promise<ChangeSetPage> {
  scope.context.catalog(app);
  if (actor.userId === null) return { items: [], labels: {} };
  const whose = actor.admin && !mine ? sql`true` : sql`s.actor = ${actor.userId}::uuid`;
  const older =
    before !== undefined && isId(before)
      ? sql`(s.at, s.id) < (select b.at, b.id from mortise.change_set b where b.id = ${before}::uuid)`
      : sql`true`;
  const { rows } = await sql<SetRow>`
    select s.id, s.at, s.actor, s.cause, s.cause_id, s.cause_label, s.undone_by is not null as undone
    from mortise.change_set s
    where s.app = ${app} and ${whose} and ${older}
      and (s.cause <> 'import' or not exists (select 1 from mortise.change_set n
        where n.cause = 'import' and n.cause_id = s.cause_id and (n.at, n.id) > (s.at, s.id)))
    order by s.at desc, s.id desc limit ${limit + 1}`.execute(scope.db);
  const page = rows.slice(0, limit);
  const counts = await countRecords(scope, actor, app, page);
  const items = page.map((row): ChangeSetItem => ({
    id: row.id,
    at: new Date(row.at).toISOString(),
    actor: row.actor,
    cause: {
      type: row.cause,
      ...(row.cause_id === null ? {} : { id: row.cause_id }),
      ...(row.cause_label === null ? {} : { label: row.cause_label }),
    },
    counts: counts.get(keyOf(row)) ?? [],
    undone: row.undone,
  }));
  const people = new Set(page.flatMap((row) => (row.actor === null ? [] : [row.actor])));
  const last = rows.length > limit ? items.at(-1) : undefined;
  return {
    items,
    labels: await peopleNames(scope, actor, app, people),
    ...(last ? { next: last.id } : {}),
  };
}

function keyOf(row: SetRow): string {
  return row.cause === "import" ? (row.cause_id ?? row.id) : row.id;
}

async function countRecords(scope: ReadScope, actor: Actor, app: string, page: readonly SetRow[]) {
  const imports = page.flatMap((row) =>
    row.cause === "import" && row.cause_id !== null ? [row.cause_id] : [],
  );
  const { rows } = await sql<CountRow>`
    select case when c.cause = 'import' then coalesce(c.cause_id, c.id::text) else c.id::text end as key,
      h.entity, h.type, count(distinct h.record)::int as records
    from mortise.change_set c join mortise.record_history h on h.change_set = c.id
    where (c.id = any(${page.map((row) => row.id)}::uuid[])
      or (c.cause = 'import' and c.cause_id = any(${imports}::text[]))) and h.type <> 'linked'
    group by 1, 2, 3 order by 1, 2, 3`.execute(scope.db);
  const catalog = scope.context.catalog(app);
  const readable = new Set(
    catalog
      .all("entity")
      .filter((entity) => canReadSome(entityPermission(actor, scope.context.model(app, entity.id))))
      .map((entity) => entity.id),
  );
  const shown = rows.filter((row) => readable.has(row.entity));
  return new Map(
    [...Map.groupBy(shown, (row) => row.key)].map(([key, same]) => [
      key,
      same.map(({ entity, type, records }) => ({ entity, type, records })),
    ]),
  );
}

async function peopleNames(scope: ReadScope, actor: Actor, app: string, people: ReadonlySet<string>) {
  const [entity] = scope.context.catalog(app).all("entity");
  if (!entity || people.size === 0) return {};
  const access = accessRows(scope.context, actor, { app, entity: entity.id });
  return namesOf({ scope, actor, access }, new Map([["user", people]]));
}
