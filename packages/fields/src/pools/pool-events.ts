import { dueAfter, dueBefore, type WorkPlace } from "@mortise/expression";
import type { PoolDocument } from "@mortise/metadata";

/** What a pool tells people of a record that waits. */
export type PoolEventKind = "reminder" | "unassigned" | "unfollowed" | "unfollowedManager";

/** A moment at which somebody hears of a record. */
export interface PoolEvent {
  readonly kind: PoolEventKind;
  readonly at: Date;
  /** How long before the date, or how long it has waited: as the pool says it. */
  readonly time: string;
}

/** The state of a record that events follow from. */
export interface PoolState {
  readonly owner: string | null;
  readonly since: Date | null;
  readonly renewed: Date | null;
  readonly pooled: Date | null;
  readonly recycleAt: Date | null;
}

/** All that people hear of a record as long as nothing happens to it, the earliest first. */
export function poolEvents(pool: PoolDocument, state: PoolState, place: WorkPlace): readonly PoolEvent[] {
  const { alarms = {}, recycling } = pool;
  const events: PoolEvent[] = [];
  const add = (kind: PoolEventKind, time: string | undefined, at: Date | undefined): void => {
    if (time !== undefined && at) events.push({ kind, time, at });
  };
  const { owner, since, renewed, pooled, recycleAt } = state;
  if (owner === null) {
    const { unassigned } = alarms;
    if (pooled && unassigned !== undefined)
      add("unassigned", unassigned, dueAfter(unassigned, pooled, place));
    return events;
  }
  if (since && (renewed === null || renewed <= since))
    for (const kind of ["unfollowed", "unfollowedManager"] as const) {
      const time = alarms[kind];
      if (time !== undefined) add(kind, time, dueAfter(time, since, place));
    }
  if (recycleAt)
    for (const time of recycling?.reminders ?? []) add("reminder", time, dueBefore(time, recycleAt, place));
  return events.toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

/** The next moment after `after` at which a pool has something to say of a record, or takes it back. */
export function nextLook(
  pool: PoolDocument,
  state: PoolState,
  { after, place }: { readonly after: Date; readonly place: WorkPlace },
): Date | null {
  const [next] = poolEvents(pool, state, place).filter(({ at }) => at > after);
  const { recycleAt } = state;
  if (!next) return recycleAt;
  return recycleAt && recycleAt < next.at ? recycleAt : next.at;
}

/** What is due: everything that lies after the moment up to which people have been told, as far as it has come. */
export function dueEvents(
  pool: PoolDocument,
  state: PoolState,
  { from, now, place }: { readonly from: Date; readonly now: Date; readonly place: WorkPlace },
): readonly PoolEvent[] {
  return poolEvents(pool, state, place).filter(({ at }) => at >= from && at <= now);
}
