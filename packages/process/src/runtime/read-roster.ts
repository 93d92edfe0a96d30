import { type JournalDb, readRoster } from "@mortise/store";
import { Roster } from "../model/roster.ts";

/** The people and teams of the moment, as one app's flows see them. */
export async function rosterOf(db: JournalDb, app: string): Promise<Roster> {
  const { users, teams } = await readRoster(db, app);
  return new Roster(users, teams);
}
