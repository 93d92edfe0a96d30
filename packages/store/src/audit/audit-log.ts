import { type JsonObject, newId } from "@mortise/kit";
import { type Kysely, sql } from "kysely";
import type { SystemDatabase } from "../system-schema.ts";

/** What is written down: a masked value shown in clear, records or kept structure removed for good, the app seen as somebody else, a change of the work calendar, a list taken out as a file, a change of what such files say of their origin, news that followers could not be told, what flows may reach outside, a secret of flows, a delegation or a leave set up or ended, somebody's waiting work handed over, a flow paused or set going again, a public link of a dashboard made or taken back. */
export type AuditKind =
  | "reveal"
  | "purge"
  | "purge-structure"
  | "view-as"
  | "calendar"
  | "export"
  | "export-stamp"
  | "news-failed"
  | "outside-rules"
  | "flow-secret"
  | "delegation"
  | "leave"
  | "hand-over"
  | "flow-switch"
  | "board-link";

/** Something a person did, or that went wrong behind everybody's back. */
export interface AuditEvent {
  readonly kind: AuditKind;
  /** Account id; null for tokens and the system. */
  readonly actor: string | null;
  readonly at: Date;
  readonly app?: string;
  readonly entity?: string;
  readonly record?: string;
  readonly details?: JsonObject;
}

/** An event as it is read back. */
export interface AuditEntry {
  readonly id: string;
  readonly at: string;
  readonly kind: string;
  readonly actor: string | null;
  readonly actorName: string;
  readonly app: string | null;
  readonly entity: string | null;
  readonly record: string | null;
  readonly details: JsonObject;
}

/** Which entries are read: newest first, older than `before` (the `next` of a page). */
export interface AuditPaging {
  readonly kind?: string | undefined;
  readonly before?: string | undefined;
  readonly limit?: number | undefined;
}

const DEFAULT_LIMIT = 50;

/** Writes an event down; in a transaction it stands or falls with what it tells of. */
export async function writeAudit(db: Kysely<SystemDatabase>, event: AuditEvent): Promise<void> {
  const { kind, actor, at, app = null, entity = null, record = null, details = {} } = event;
  await sql`insert into mortise.audit_entry (id, at, actor, kind, app, entity, record, details)
    values (${newId(at.getTime())}::uuid, ${at.toISOString()}::timestamptz, ${actor}::uuid, ${kind}, ${app},
      ${entity}, ${record}::uuid, ${JSON.stringify(details)}::jsonb)`.execute(db);
}

/** A page of what was written down, newest first; entries are only ever added. */
export async function readAudit(
  db: Kysely<SystemDatabase>,
  { kind, before, limit = DEFAULT_LIMIT }: AuditPaging,
): Promise<{ readonly items: readonly AuditEntry[]; readonly next?: string }> {
  const { rows } = await sql<AuditEntry>`
    select e.id, e.at, e.kind, e.actor, coalesce(a.name, '') as "actorName", e.app, e.entity, e.record, e.details
    from mortise.audit_entry e left join mortise.account a on a.id = e.actor
    where (${kind ?? null}::text is null or e.kind = ${kind ?? null})
      and (${before ?? null}::uuid is null
        or (e.at, e.id) < (select b.at, b.id from mortise.audit_entry b where b.id = ${before ?? null}::uuid))
    order by e.at desc, e.id desc limit ${limit + 1}`.execute(db);
  const items = rows.slice(0, limit).map((row) => ({ ...row, at: new Date(row.at).toISOString() }));
  const last = items.at(-1);
  return { items, ...(rows.length > limit && last ? { next: last.id } : {}) };
}

/** The newest entry of a kind in an app for each value of one of its details. */
export async function lastAudits(
  db: Kysely<SystemDatabase>,
  { kind, app, by }: { readonly kind: AuditKind; readonly app: string; readonly by: string },
): Promise<ReadonlyMap<string, AuditEntry>> {
  const { rows } = await sql<AuditEntry & { readonly thing: string }>`
    select distinct on (e.thing) e.thing, e.id, e.at, e.kind, e.actor, coalesce(a.name, '') as "actorName",
      e.app, e.entity, e.record, e.details
    from (select *, details ->> ${by} as thing from mortise.audit_entry where kind = ${kind} and app = ${app}) e
    left join mortise.account a on a.id = e.actor order by e.thing, e.at desc, e.id desc`.execute(db);
  return new Map(rows.map(({ thing, ...row }) => [thing, { ...row, at: new Date(row.at).toISOString() }]));
}
