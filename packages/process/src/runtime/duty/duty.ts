import type { dutyRoutes, RouteOutput } from "@mortise/contract";
import { newId } from "@mortise/kit";
import {
  type Actor,
  endLeave,
  findLeave,
  insertLeave,
  type LeaveRow,
  leavesFrom,
  leavesOf,
  lockLeaves,
  writeAudit,
  type WriteTransaction,
} from "@mortise/store";
import { leaveInvalid, leaveNotFound, leaveNotForOthers, personNotFound } from "../../errors.ts";
import type { Roster } from "../../model/roster.ts";
import type { FlowLibrary } from "../flow-library.ts";
import type { ProcessParts } from "../parts.ts";
import { rosterOf } from "../read-roster.ts";
import { ownDuty } from "./own-duty.ts";
import { ringWaiting } from "./ring-waiting.ts";

type DutyView = RouteOutput<typeof dutyRoutes.getDuty>;

/** A leave that is to begin. */
export interface NewLeave {
  /** Whose; the actor's own when absent. */
  readonly account?: string | undefined;
  /** ISO moments; now when absent. */
  readonly from?: string | undefined;
  /** Null: until it is ended. */
  readonly until: string | null;
  readonly reason?: string | undefined;
}

/** 值班与请假: when people take on what flows give. */
export interface Duty {
  read(actor: Actor): Promise<DutyView>;
  /** FLOW_PERSON_NOT_FOUND, FLOW_LEAVE_INVALID, FLOW_LEAVE_NOT_FOR_OTHERS. */
  take(actor: Actor, leave: NewLeave): Promise<DutyView>;
  /** Ends one at once; what waits for people is looked at anew. FLOW_LEAVE_NOT_FOUND. */
  end(actor: Actor, id: string): Promise<DutyView>;
}

/** A leave with an end lasts so long at most. */
const MOST_MS = 366 * 86_400_000;
const WRONG_ORDER = { zh: "结束时间要晚于开始时间", en: "The end must come after the beginning" };
const PAST = { zh: "结束时间已经过去", en: "The end has passed already" };
const TOO_LONG = {
  zh: "一次最多一年；更久的请不填结束时间",
  en: "A year at most; leave the end out when it is longer",
};

/** Leave over the journal. */
export function createDuty(parts: ProcessParts, library: FlowLibrary): Duty {
  const write = async (actor: Actor, work: (transaction: WriteTransaction) => Promise<void>) => {
    await parts.gateway.transaction(actor, { type: "user", label: "请假" }, work);
    return read(parts, actor);
  };
  return {
    read: (actor) => read(parts, actor),
    take: (actor, leave) => write(actor, (transaction) => take(transaction, actor, leave)),
    end: (actor, id) =>
      write(actor, async (transaction) => {
        await end(transaction, actor, id);
        await ringWaiting(parts, library, transaction);
      }),
  };
}

async function read(parts: ProcessParts, actor: Actor): Promise<DutyView> {
  if (actor.userId === null) return { me: null, leaves: [], people: [] };
  const now = parts.clock.now();
  const roster = await rosterOf(parts.db, "", now);
  const others = peopleUnder(roster, actor);
  const own = await leavesOf(parts.db, actor.userId);
  const theirs = (await leavesFrom(parts.db, now)).filter(({ account }) => others.has(account));
  const nameOf = (id: string): string => roster.user(id)?.name ?? "";
  return {
    me: ownDuty(parts, roster, actor.userId),
    leaves: [...own, ...theirs].map((row) => ({
      id: row.id,
      account: row.account,
      accountName: nameOf(row.account),
      from: row.from_at,
      until: row.ended_at ?? row.until_at,
      reason: row.reason,
      state: stateOf(row, now),
      mayEnd: stateOf(row, now) !== "over",
    })),
    people: [...others].map((id) => ({ id, name: nameOf(id) })),
  };
}

/** Whom an actor may speak for: people of the teams they lead and below, everybody for administrators; never themselves. */
function peopleUnder(roster: Roster, { userId, admin }: Actor): ReadonlySet<string> {
  const led = roster.teams
    .filter(({ id }) =>
      roster
        .members(id)
        .some(
          (user) =>
            user.id === userId &&
            user.teams.some((membership) => membership.team === id && membership.leader),
        ),
    )
    .flatMap(({ id }) => roster.membersBelow(id));
  const all = (admin ? roster.users : led).filter((user) => user.active && user.id !== userId);
  return new Set(all.map(({ id }) => id));
}

function stateOf({ from_at, until_at, ended_at }: LeaveRow, now: Date): "coming" | "now" | "over" {
  if (ended_at !== null || (until_at !== null && Date.parse(until_at) <= now.getTime())) return "over";
  return Date.parse(from_at) > now.getTime() ? "coming" : "now";
}

async function take(transaction: WriteTransaction, actor: Actor, leave: NewLeave): Promise<void> {
  const { db, now } = transaction;
  const account = leave.account ?? actor.userId;
  const roster = await rosterOf(db, "", now);
  if (account === null || (account !== actor.userId && !peopleUnder(roster, actor).has(account)))
    throw leaveNotForOthers();
  if (!roster.users.some((user) => user.id === account && user.active)) throw personNotFound();
  const from = leave.from ?? now.toISOString();
  checkTimes({ from, until: leave.until }, now);
  await lockLeaves(db, account);
  await insertLeave(db, {
    id: newId(now.getTime()),
    account,
    from_at: from,
    until_at: leave.until,
    reason: leave.reason?.trim() || null,
    created_by: actor.userId,
    created_at: now.toISOString(),
    ended_at: null,
  });
  const details = { account: roster.user(account)?.name ?? "", from, until: leave.until ?? "" };
  await writeAudit(db, { kind: "leave", actor: actor.userId, at: now, details });
}

function invalid(path: string, message: { readonly zh: string; readonly en: string }): Error {
  return leaveInvalid({}, { details: [{ path, message }] });
}

function checkTimes(
  { from, until }: { readonly from: string; readonly until: string | null },
  now: Date,
): void {
  if (until === null) return;
  if (Date.parse(until) <= Date.parse(from)) throw invalid("until", WRONG_ORDER);
  if (Date.parse(until) <= now.getTime()) throw invalid("until", PAST);
  if (Date.parse(until) - Date.parse(from) > MOST_MS) throw invalid("until", TOO_LONG);
}

async function end({ db, now }: WriteTransaction, actor: Actor, id: string): Promise<void> {
  const row = await findLeave(db, id);
  const roster = await rosterOf(db, "", now);
  const isTheirs = row && (row.account === actor.userId || peopleUnder(roster, actor).has(row.account));
  if (!row || !isTheirs || stateOf(row, now) === "over") throw leaveNotFound();
  await endLeave(db, id, now);
  const details = { account: roster.user(row.account)?.name ?? "", ended: true };
  await writeAudit(db, { kind: "leave", actor: actor.userId, at: now, details });
}
