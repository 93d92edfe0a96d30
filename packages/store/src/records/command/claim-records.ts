import { dueAfter } from "@mortise/expression";
import { isId, type LocalizedText } from "@mortise/kit";
import type { PoolDocument } from "@mortise/metadata";
import { sql } from "kysely";
import type { EntityModel } from "../model/entity-model.ts";
import { lockSplitRows } from "../model/row-locks.ts";
import { type DatabaseRow, selectList, textAt, toValues, type Values } from "../model/row-values.ts";
import { predicateSql } from "../permission/predicate-sql.ts";
import type { RowAccess } from "../permission/row-access.ts";
import {
  claimAssignedOnly,
  claimCooldown,
  clockText,
  type Counted,
  limitReached,
  type Refusal,
} from "../pool/claim-errors.ts";
import { type ClaimMeter, claimMeters, takeRoom } from "../pool/claim-meters.ts";
import { mayClaimFrom } from "../pool/pool-members.ts";
import { poolRules } from "../pool/pool-rules.ts";
import { alreadyClaimed, operationNotAllowed } from "../record-errors.ts";
import type { Command, RefusedClaim } from "../record-command.ts";
import { accessForWrite, batchOf, type Write, type Written } from "../session/write-session.ts";
import { mainTeams } from "./ownership.ts";
import { storeChanges } from "./store-changes.ts";

/** A record that was asked for, with why it is not claimed. */
interface Asked {
  readonly id: string;
  readonly values: Values | undefined;
  refusal?: Refusal;
}

/**
 * Takes ownerless records for the actor. Rows are locked with their emptiness as condition: of many claimants one gets
 * the lock, the others find the row owned. A record that is not there answers like one that is taken. What the rules of
 * a pool refuse, or somebody else took, refuses the whole claim, unless the pools fill claims up: then the others are
 * claimed and the answer says why these were not.
 */
export async function claimRecords(
  write: Write,
  command: Extract<Command, { type: "claim" }>,
): Promise<Written> {
  const access = accessForWrite(write, command.entity);
  const { model, permission } = access;
  const claimant = write.actor.userId;
  if (!model.entity.pool || claimant === null || permission.update.kind === "none") {
    throw operationNotAllowed({ operation: "领取 / claim" });
  }
  await lockClaimant(write, model, claimant);
  const asked = await lockFree(write, access, command.ids);
  const pools = poolsOf(model, asked);
  await judge(write, model, { asked, pools });
  const refused = asked.filter(({ refusal }) => refusal !== undefined);
  const fillsUp = pools.length > 0 && pools.every(isFilled);
  if (refused.length > 0 && (refused.length === asked.length || !fillsUp)) refuse(write, asked);
  const claimed = asked.flatMap(({ values, refusal }) => (values && !refusal ? [values] : []));
  const team = (await mainTeams(write, [claimant])).get(claimant);
  const changes = claimed.map((before) => ({
    before,
    after: { ...before, owner: claimant, ...(team === undefined ? {} : { team }) },
  }));
  const records = await storeChanges(write, model, { type: "claimed", changes, looksBack: true });
  return {
    ids: records.map((record) => record.id),
    revisions: records.map((record) => Number(record.after["revision"])),
    batches: [batchOf(write, model.id, "updated", records)],
    ...(refused.length > 0 ? { refused: refused.flatMap(told) } : {}),
  };
}

/** Everything that a person or a team may not pass is counted under a lock, so parallel claims cannot pass it together. */
async function lockClaimant(write: Write, model: EntityModel, claimant: string): Promise<void> {
  const rules = poolRules(model);
  const { dailyClaimLimit, holdLimit } = model.entity.pool ?? {};
  if (!rules && dailyClaimLimit === undefined && holdLimit === undefined) return;
  const caps = (rules?.all ?? []).flatMap(({ document }) => document.holdCaps ?? []);
  const { mainTeam } = write.actor;
  const isOfTeams = mainTeam !== null && caps.some(({ per }) => per === "team");
  // Teams before people, so that nobody waits in a circle.
  const names = [...(isOfTeams ? [`team/${mainTeam}`] : []), claimant];
  for (const name of names) {
    const lock = `claim/${write.app}/${model.id}/${name}`;
    await sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`.execute(write.session.db);
  }
}

async function lockFree(
  write: Write,
  access: RowAccess,
  given: readonly string[],
): Promise<readonly Asked[]> {
  const { model, permission } = access;
  const ids = [...new Set(given.map((id) => String(id).toLowerCase()))];
  const valid = ids.filter(isId);
  await lockSplitRows(write.session.db, model, valid);
  const { rows } = await sql<DatabaseRow>`
    select ${selectList(model.columns)} from ${model.table} as t
    where t.id = any(${valid}::uuid[]) and t.owner is null and t.deleted_at is null
      and ${predicateSql(permission.read, access)}
    order by t.id ${model.lockClause}`.execute(write.session.db);
  const free = new Map(rows.map((row) => [textAt(row, "id"), toValues(row, model)]));
  return ids.map((id) => ({ id, values: free.get(id) }));
}

/** The pools in which the records lie. */
function poolsOf(model: EntityModel, asked: readonly Asked[]): readonly PoolDocument[] {
  const rules = poolRules(model);
  const found = new Set(asked.flatMap(({ values }) => rules?.find(values?.["pool"])?.document ?? []));
  return [...found];
}

const taken: Refusal = (options) => alreadyClaimed({}, options);

const isFilled = ({ dailyClaims }: PoolDocument): boolean => dailyClaims?.beyond === "fill";

interface Judging {
  readonly asked: readonly Asked[];
  readonly pools: readonly PoolDocument[];
}

/** Says of each record whether it may be claimed: in the order in which they were asked for, until there is no room. */
async function judge(write: Write, model: EntityModel, { asked, pools }: Judging): Promise<void> {
  const byId = new Map<unknown, PoolDocument>(pools.map((pool) => [pool.id, pool]));
  const since = await lostBefore(write, { asked, pools });
  const { actor } = write;
  const meters = await claimMeters(write, model, { receiver: actor, pools, counts: "claims" });
  for (const one of asked) {
    const pool = byId.get(one.values?.["pool"]);
    const refusal = one.values ? refusalBy(write, pool, since.get(one.id)) : taken;
    const full: ClaimMeter | undefined = refusal ? undefined : takeRoom(meters, pool?.id ?? null);
    const reason = refusal ?? (full && limitReached(full, actor.timeZone));
    if (reason) one.refusal = reason;
  }
}

/** When the claimant last lost or gave up each of the records, as far as a pool asks for it. */
async function lostBefore(write: Write, { asked, pools }: Judging): Promise<ReadonlyMap<string, Date>> {
  if (pools.every(({ cooldown }) => cooldown === undefined)) return new Map();
  const ids = asked.flatMap(({ id, values }) => (values ? [id] : []));
  const { rows } = await sql<{ record: string; at: string }>`
    select record, max(at) as at from mortise.owner_log
    where record = any(${ids}::uuid[]) and from_owner = ${write.actor.userId}::uuid and how in ('returned', 'recycled')
    group by record`.execute(write.session.db);
  return new Map(rows.map(({ record, at }) => [record, new Date(at)]));
}

function refusalBy(
  write: Write,
  pool: PoolDocument | undefined,
  lost: Date | undefined,
): Refusal | undefined {
  if (!pool) return undefined;
  const { actor, session } = write;
  const name = { zh: pool.name.zh || pool.name.en, en: pool.name.en || pool.name.zh };
  if (!mayClaimFrom(actor, pool)) return (options) => claimAssignedOnly(name, options);
  if (!lost || pool.cooldown === undefined) return undefined;
  const model = session.context.model(write.app, pool.entity);
  const place = poolRules(model)?.place();
  const until = place && dueAfter(pool.cooldown, lost, place);
  if (!until || until <= session.now) return undefined;
  const [since, again] = [clockText(lost, actor.timeZone), clockText(until, actor.timeZone)];
  return (options) => claimCooldown({ ...name, since, until: again }, options);
}

/** The first reason is the error's own; the others are its details. */
function refuse(write: Write, asked: readonly Asked[]): never {
  const details = asked.flatMap(({ refusal }, index) =>
    refusal ? [{ path: `${write.pathPrefix}rows.${index}`, message: messageOf(refusal, "before") }] : [],
  );
  const [first = taken] = asked.flatMap(({ refusal }) => refusal ?? []);
  throw first({ details });
}

function messageOf(refusal: Refusal, counted: Counted): LocalizedText {
  return refusal === taken ? { zh: "已被他人领取", en: "Already claimed" } : refusal({}, counted).text;
}

function told({ id, refusal }: Asked): readonly RefusedClaim[] {
  return refusal ? [{ id, reason: messageOf(refusal, "now") }] : [];
}
