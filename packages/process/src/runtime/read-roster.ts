import {
  type DelegationRow,
  delegationsFrom,
  type JournalDb,
  leavesFrom,
  notePeople,
  readRoster,
  readNewRosterVersion,
  readRosterVersion,
} from "@mortise/store";
import type { Delegation } from "../model/delegation.ts";
import { Roster } from "../model/roster.ts";

/** Rosters kept in memory: one for each app that is in use, and some that have just changed. */
const MOST_ROSTERS = 50;
/** By app and the mark of the roster, which no two rosters share, whichever database they stand in. */
const rosters = new Map<string, Roster>();
/** A transaction goes on with what it has read first. */
const ofTransactions = new WeakMap<JournalDb, Map<string, Roster>>();

/**
 * The people and teams of the moment, as one app's flows see them, with who stands in for whom. They stay in memory for as long as the database says
 * that nothing about them has changed: one short statement for each transaction.
 */
export async function rosterOf(db: JournalDb, app: string, now: Date): Promise<Roster> {
  const known = ofTransactions.get(db)?.get(app);
  if (known) return known;
  const roster = await currentRoster(db, app, now);
  if (db.isTransaction) {
    notePeople(db, roster.ids);
    const ofApps = ofTransactions.get(db) ?? new Map<string, Roster>();
    ofTransactions.set(db, ofApps.set(app, roster));
  }
  return roster;
}

async function currentRoster(db: JournalDb, app: string, now: Date): Promise<Roster> {
  const kept = rosters.get(`${await readRosterVersion(db)}/${app}`);
  if (kept) return kept;
  // The mark comes first: what changes in between is kept under a mark that nobody asks for again.
  const key = `${await readNewRosterVersion(db)}/${app}`;
  const { users, teams } = await readRoster(db, app);
  const leaves = Map.groupBy(await leavesFrom(db, now), ({ account }) => account);
  const people = users.map((user) => {
    const own = leaves.get(user.id);
    return own
      ? { ...user, leaves: own.map(({ from_at, until_at }) => ({ from: from_at, until: until_at })) }
      : user;
  });
  // Those that begin later are among them; which of them hold is asked when somebody gets work.
  const delegations = await delegationsFrom(db, now);
  const roster = new Roster(people, teams, { app, delegations: delegations.map(delegationOf) });
  const [oldest] = rosters.keys();
  if (rosters.size >= MOST_ROSTERS && oldest !== undefined) rosters.delete(oldest);
  rosters.set(key, roster);
  return roster;
}

/** A delegation as the rules see it. */
export function delegationOf({ account, delegate, from_at, until_at, scope }: DelegationRow): Delegation {
  return { account, delegate, from: from_at, until: until_at, scope };
}
