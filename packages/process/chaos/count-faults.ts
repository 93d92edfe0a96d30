import type { Store } from "@mortise/store";
import { CHAOS_APP, MARKS } from "./chaos-app.ts";

/** What must be zero after every fault, in parcels; `spread` may be one. */
export interface Faults {
  /** Acknowledged and not there, or without its flow. */
  readonly lost: number;
  /** There, started, marked, told of or written down more than once. */
  readonly doubled: number;
  /** Flow neither ended nor waiting for anything. */
  readonly stuck: number;
  /** Flow that ended without all it should have done. */
  readonly unfinished: number;
  /** The most turns of anybody, less the fewest. */
  readonly spread: number;
}

/** Counts over the parcels whose names begin with `prefix`, of which so many were acknowledged. */
export async function countFaults(
  { pool }: Pick<Store, "pool">,
  prefix: string,
  acknowledged: number,
): Promise<Faults> {
  const { rows } = await pool.query<Record<keyof Faults, number>>(COUNT, [
    CHAOS_APP,
    `${prefix}%`,
    acknowledged,
    MARKS,
  ]);
  const [counted] = rows;
  if (!counted) throw new TypeError("a count is always answered");
  return counted;
}

/** Runs that have not ended yet. */
export async function liveRuns({ pool }: Pick<Store, "pool">): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    "select count(*)::int as n from mortise.flow_run where app = $1 and status in ('running', 'waiting')",
    [CHAOS_APP],
  );
  return rows[0]?.n ?? 0;
}

const COUNT = `
  with parcel as (select id, name, owner, seen from app_chaos.parcel where name like $2),
  run as (select r.* from mortise.flow_run r join parcel p on p.id = r.record where r.app = $1),
  per as (
    select p.id, p.owner, p.seen,
      (select count(*) from parcel other where other.name = p.name) as twins,
      (select count(*) from run r where r.record = p.id and r.flow = 'journey') as runs,
      (select count(*) from run r where r.record = p.id and r.flow = 'leg') as legs,
      (select count(*) from mortise.notification n where n.record = p.id) as told,
      (select count(*) from mortise.record_history h where h.record = p.id and h.type = 'updated') as written,
      (select count(*) from run r join mortise.flow_step s on s.run = r.id where r.record = p.id
        and s.node like 'mark%') as steps
    from parcel p)
  select
    ($3 - (select count(*) from per) + (select count(*) from per where runs = 0))::int as lost,
    (select count(*) from per where twins > 1 or runs > 1 or legs > 1 or seen > $4 or told > $4 or written > $4 or steps > $4)::int as doubled,
    (select count(*) from run where status in ('running', 'waiting')
      and not exists (select from mortise.timer t where t.run = run.id)
      and not exists (select from mortise.flow_call c where c.caller = run.id and c.waits is not null))::int as stuck,
    (select count(*) from per join run on run.record = per.id
      where run.status not in ('running', 'waiting')
        and (run.status <> 'done' or legs < 1 or per.seen < $4 or told < $4 or written < $4 or per.steps < $4))::int as unfinished,
    (select coalesce(max(n) - min(n), 0) from (select count(*) as n from per group by owner) shares)::int as spread`;
