import { dayIn, startOfDay } from "@mortise/expression";
import type { HoldCap, PoolDocument } from "@mortise/metadata";
import { sql } from "kysely";
import type { Actor } from "../../actor.ts";
import type { EntityModel } from "../model/entity-model.ts";
import { trustedAccess } from "../permission/row-access.ts";
import { accessForWrite, type Write } from "../session/write-session.ts";
import { allOf, type Sql, TRUE } from "../sql-text.ts";
import { conditionSql } from "../values/sql-of.ts";
import { isAmong } from "./pool-members.ts";

/** Something that runs out as somebody claims. */
export interface ClaimMeter {
  readonly kind: "day" | "hold" | "team-hold";
  /** The pool whose claims it counts; all pools when undefined. */
  readonly pool: PoolDocument | undefined;
  /** The pool that set it; undefined for the limits of the entity itself. */
  readonly of: PoolDocument | undefined;
  readonly limit: number;
  /** What was used before this claim. */
  readonly before: number;
  /** The same with what this claim takes so far. */
  used: number;
  /** When there will be room again by itself. */
  readonly until?: Date;
}

/** Who claims or is given records. */
export type Receiver = Pick<Actor, "userId" | "mainTeam" | "teamsAbove" | "timeZone">;

/** What a person may still take from some pools: read under the person's lock, so parallel claims cannot pass it together. */
export async function claimMeters(
  write: Write,
  model: EntityModel,
  { receiver, pools, counts }: MeterQuestion,
): Promise<readonly ClaimMeter[]> {
  const caps = pools.flatMap((pool) =>
    (pool.holdCaps ?? [])
      .filter(({ people }) => people === undefined || isAmong(receiver, people))
      .map((cap) => ({ pool, cap })),
  );
  const meters: ClaimMeter[] = [];
  if (counts === "claims") meters.push(...(await dayMeters(write, model, receiver, pools)));
  const { holdLimit } = model.entity.pool ?? {};
  if (holdLimit !== undefined)
    meters.push(holdMeter(undefined, WHOLE, holdLimit, await held(write, model, receiver, { cap: WHOLE })));
  for (const { pool, cap } of caps)
    meters.push(holdMeter(pool, cap, cap.limit, await held(write, model, receiver, { cap, pool: pool.id })));
  return meters;
}

/** Whose room is asked for, and whether claims of the day count too. */
export interface MeterQuestion {
  readonly receiver: Receiver;
  readonly pools: readonly PoolDocument[];
  readonly counts: "claims" | "holding";
}

const WHOLE: Omit<HoldCap, "id" | "limit"> = { per: "person", over: "entity" };

function holdMeter(
  of: PoolDocument | undefined,
  { over, per }: Omit<HoldCap, "id" | "limit">,
  limit: number,
  used: number,
): ClaimMeter {
  return {
    kind: per === "team" ? "team-hold" : "hold",
    pool: over === "pool" ? of : undefined,
    of,
    limit,
    before: used,
    used,
  };
}

async function dayMeters(
  write: Write,
  model: EntityModel,
  { userId, timeZone }: Receiver,
  pools: readonly PoolDocument[],
): Promise<readonly ClaimMeter[]> {
  const { dailyClaimLimit } = model.entity.pool ?? {};
  const limited = pools.filter(({ dailyClaims }) => dailyClaims !== undefined);
  if (dailyClaimLimit === undefined && limited.length === 0) return [];
  const { db, now } = write.session;
  const [today, until] = dayOf(now, timeZone);
  const { rows } = await sql<{ pool: string | null; n: number }>`
    select from_pool as pool, count(*)::int as n from mortise.owner_log
    where to_owner = ${userId}::uuid and app = ${write.app} and entity = ${model.id} and how = 'claimed'
      and at >= ${today.toISOString()}::timestamptz group by from_pool`.execute(db);
  const all = rows.reduce((sum, { n }) => sum + n, 0);
  return [
    ...(dailyClaimLimit === undefined
      ? []
      : [
          {
            kind: "day",
            pool: undefined,
            of: undefined,
            limit: dailyClaimLimit,
            before: all,
            used: all,
            until,
          } as const,
        ]),
    ...limited.map((pool) => {
      const before = rows.find((row) => row.pool === pool.id)?.n ?? 0;
      const limit = pool.dailyClaims?.limit ?? 0;
      return { kind: "day" as const, pool, of: pool, limit, before, used: before, until };
    }),
  ];
}

const DAY = 86_400_000;

/** When the person's day began, and when it ends. */
function dayOf(now: Date, timeZone: string): readonly [from: Date, until: Date] {
  const day = dayIn(now.getTime(), timeZone);
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + DAY).toISOString().slice(0, 10);
  const begins = (of: string): Date => new Date(startOfDay(of, timeZone) ?? now.getTime());
  return [begins(day), begins(next)];
}

async function held(
  write: Write,
  model: EntityModel,
  { userId, mainTeam }: Receiver,
  { cap, pool }: { readonly cap: Omit<HoldCap, "id" | "limit">; readonly pool?: string },
): Promise<number> {
  const owners: Sql =
    cap.per === "team"
      ? sql`t.owner in (select account from mortise.team_member where main and team = ${mainTeam}::uuid)`
      : sql`t.owner = ${userId}::uuid`;
  const access = trustedAccess(accessForWrite(write, model.id));
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from ${model.table} as t
    where ${allOf([
      owners,
      sql`t.deleted_at is null`,
      cap.countsEnded ? TRUE : openSql(model),
      cap.over === "pool" && pool !== undefined ? sql`t.pool = ${pool}` : TRUE,
      cap.when === undefined ? TRUE : conditionSql(cap.when, access),
    ])}`.execute(write.session.db);
  return rows[0]?.n ?? 0;
}

/** Won, lost and invalid records do not count against what a person may hold. */
function openSql(model: EntityModel): Sql {
  const conditions = model.columns.flatMap((field) => {
    const options = (field.definition && field.type?.options?.(field.definition)) ?? [];
    const ended = options.filter((option) => option.outcome !== undefined && option.outcome !== "open");
    const keys = ended.map((option) => option.key);
    return keys.length > 0 ? [sql`coalesce(${sql.id("t", field.id)} <> all(${keys}::text[]), true)`] : [];
  });
  return allOf(conditions);
}

/** Takes one record of a pool off the meters; answers the meter that has no room instead, and then takes nothing. */
export function takeRoom(meters: readonly ClaimMeter[], pool: string | null): ClaimMeter | undefined {
  const concerned = meters.filter((meter) => meter.pool === undefined || meter.pool.id === pool);
  const full = concerned.find((meter) => meter.used >= meter.limit);
  if (full) return full;
  for (const meter of concerned) meter.used += 1;
  return undefined;
}
