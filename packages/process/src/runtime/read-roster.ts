import { type DelegationRow, delegationsFrom, type JournalDb, readRoster } from "@mortise/store";
import type { Delegation } from "../model/delegation.ts";
import { Roster } from "../model/roster.ts";

/** The people and teams of the moment, as one app's flows see them, with who stands in for whom. */
export async function rosterOf(db: JournalDb, app: string, now: Date): Promise<Roster> {
  const { users, teams } = await readRoster(db, app);
  const delegations = await delegationsFrom(db, now);
  return new Roster(users, teams, { app, delegations: delegations.map(delegationOf) });
}

/** A delegation as the rules see it. */
export function delegationOf({ account, delegate, from_at, until_at, scope }: DelegationRow): Delegation {
  return { account, delegate, from: from_at, until: until_at, scope };
}
