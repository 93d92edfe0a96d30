import { isId } from "@mortise/kit";
import { sql } from "kysely";
import type { EntityModel } from "../model/entity-model.ts";
import { textAt, type Values } from "../model/row-values.ts";
import { assignHoldLimit } from "../pool/claim-errors.ts";
import { type ClaimMeter, claimMeters, type Receiver, takeRoom } from "../pool/claim-meters.ts";
import { isPoolAdmin } from "../pool/pool-members.ts";
import { poolRules } from "../pool/pool-rules.ts";
import { alreadyClaimed, operationNotAllowed, recordNotFound } from "../record-errors.ts";
import type { Command } from "../record-command.ts";
import { accessForWrite, batchOf, type Write, type Written } from "../session/write-session.ts";
import { lockRows } from "./lock-rows.ts";
import { mainTeams } from "./ownership.ts";
import { poolNamed } from "./release-records.ts";
import { type PlannedChange, storeChanges } from "./store-changes.ts";

type AssignCommand = Extract<Command, { type: "assign" }>;

/**
 * Gives ownerless records to people in turn, in the order of both lists, or puts them into another pool. Only admins of
 * the pools in which they lie may: STORE_NOT_ALLOWED otherwise. What people may hold counts as it does for claims.
 */
export async function assignRecords(write: Write, command: AssignCommand): Promise<Written> {
  const access = accessForWrite(write, command.entity);
  const { model } = access;
  if (!poolRules(model)) throw operationNotAllowed({ operation: "分配 / assign" });
  const asked = [...new Set(command.ids.filter(isId).map((id) => id.toLowerCase()))];
  const locked = await lockRows(write, model, asked);
  const records = asked.map((id) => locked.get(id));
  requireAdmin(write, model, records);
  const given = records.filter((values) => values !== undefined);
  const changes =
    "pool" in command.to
      ? movedTo(given, poolNamed(model, command.to.pool))
      : await givenTo(write, model, { records: given, people: command.to });
  const stored = await storeChanges(write, model, { type: "assigned", changes, looksBack: true });
  return {
    ids: stored.map(({ id }) => id),
    revisions: stored.map(({ after }) => Number(after["revision"])),
    batches: stored.length > 0 ? [batchOf(write, model.id, "updated", stored)] : [],
  };
}

function requireAdmin(write: Write, model: EntityModel, records: readonly (Values | undefined)[]): void {
  const rules = poolRules(model);
  for (const values of records) {
    if (!values || (values["deleted_at"] ?? null) !== null) throw recordNotFound();
    const pool = rules?.find(values["pool"])?.document;
    const isAllowed = pool ? isPoolAdmin(write.actor, pool) : write.actor.admin;
    if (!isAllowed) throw operationNotAllowed({ operation: "分配 / assign" });
    if (typeof values["owner"] === "string") throw alreadyClaimed();
  }
}

/** Limits that an entity sets for all of its pools together. */
const ALL_POOLS = { zh: "公海", en: "the public pool" };

/** Somebody who is given records. */
interface NamedReceiver extends Receiver {
  readonly name: string;
}

interface Giving {
  readonly records: readonly Values[];
  readonly people: readonly string[];
}

function movedTo(records: readonly Values[], pool: { readonly pool?: string }): readonly PlannedChange[] {
  return records.map((before) => ({ before, after: { ...before, ...pool } }));
}

async function givenTo(
  write: Write,
  model: EntityModel,
  { records, people }: Giving,
): Promise<readonly PlannedChange[]> {
  const receivers = await activePeople(write, people);
  if (receivers.length === 0 || receivers.length < new Set(people).size)
    throw operationNotAllowed({ operation: "分配给不可用的人 / assign to somebody who is not available" });
  const teams = await mainTeams(
    write,
    receivers.map(({ userId }) => userId ?? ""),
  );
  const shares = receivers.map((receiver, place) => ({
    receiver,
    records: records.filter((_record, index) => index % receivers.length === place),
  }));
  const owners = new Map<string, string>();
  for (const { receiver, records: own } of shares) {
    if (own.length === 0) continue;
    await checkRoom(write, model, receiver, own);
    for (const values of own) owners.set(textAt(values, "id"), receiver.userId ?? "");
  }
  return records.map((before) => {
    const owner = owners.get(textAt(before, "id")) ?? "";
    const team = teams.get(owner);
    return { before, after: { ...before, owner, ...(team === undefined ? {} : { team }) } };
  });
}

async function checkRoom(
  write: Write,
  model: EntityModel,
  receiver: NamedReceiver,
  records: readonly Values[],
): Promise<void> {
  const lock = `claim/${write.app}/${model.id}/${receiver.userId ?? ""}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`.execute(write.session.db);
  const rules = poolRules(model);
  const pools = [...new Set(records.flatMap(({ pool }) => rules?.find(pool)?.document ?? []))];
  const meters = await claimMeters(write, model, { receiver, pools, counts: "holding" });
  for (const { pool } of records) {
    const full: ClaimMeter | undefined = takeRoom(meters, typeof pool === "string" ? pool : null);
    if (!full) continue;
    const { zh, en } = full.of?.name ?? ALL_POOLS;
    const { limit, before: used } = full;
    throw assignHoldLimit({ person: receiver.name, zh: zh || en, en: en || zh, limit, used });
  }
}

/** The people in the order in which they were named, each once. */
async function activePeople(write: Write, people: readonly string[]): Promise<readonly NamedReceiver[]> {
  const ids = [...new Set(people.filter(isId).map((id) => id.toLowerCase()))];
  const { rows } = await sql<{
    id: string;
    name: string;
    time_zone: string;
    main: string | null;
    above: readonly string[] | null;
  }>`
    select a.id, a.name, a.time_zone, (select m.team from mortise.team_member m where m.account = a.id and m.main limit 1) as main,
      (with recursive line(id) as (
         select team from mortise.team_member where account = a.id
         union select team.parent from mortise.team join line on team.id = line.id where team.parent is not null)
       select jsonb_agg(id) from line) as above
    from mortise.account a where a.active and a.id = any(${ids}::uuid[])`.execute(write.session.db);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id): readonly NamedReceiver[] => {
    const row = byId.get(id);
    if (!row) return [];
    const { name } = row;
    return [
      { name, userId: row.id, mainTeam: row.main, teamsAbove: row.above ?? [], timeZone: row.time_zone },
    ];
  });
}
