import { sql } from "kysely";
import { PREPARED } from "../database/preparing-client.ts";
import type { WorkShift } from "../accounts/work-profile.ts";
import type { Sql } from "../records/sql-text.ts";
import type { JournalDb } from "./journal-db.ts";

/** A person with memberships and the roles held in one app. */
export interface RosterUserRow {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  /** Whether short messages reach them. */
  readonly hasMobile: boolean;
  readonly active: boolean;
  readonly admin: boolean;
  readonly roles: readonly string[];
  readonly teams: readonly { readonly team: string; readonly leader: boolean; readonly main: boolean }[];
  /** What is not set is left out, so that the same people are kept once. */
  readonly skills?: readonly string[];
  readonly shift?: WorkShift;
  readonly caps?: { readonly open?: number; readonly day?: number };
  readonly leaves?: readonly { readonly from: string; readonly until: string | null }[];
}

/** The same as it is read. */
interface AccountRow extends Omit<RosterUserRow, "skills" | "shift" | "caps" | "leaves"> {
  readonly skills: readonly string[];
  readonly shift: WorkShift | null;
  readonly cap_open: number | null;
  readonly cap_day: number | null;
}

/** A team of the tree. */
export interface RosterTeamRow {
  readonly id: string;
  readonly name: string;
  readonly parent: string | null;
  readonly shift?: WorkShift;
}

/** Everybody and all teams as one app sees them, in two statements. */
export async function readRoster(
  db: JournalDb,
  app: string,
): Promise<{ readonly users: readonly RosterUserRow[]; readonly teams: readonly RosterTeamRow[] }> {
  const { rows: users } = await sql<AccountRow>`
    ${PREPARED} select a.id, a.name, a.email, a.mobile is not null as "hasMobile", a.active, a.admin,
      a.skills, a.shift, a.cap_open, a.cap_day,
      coalesce((select jsonb_agg(r.role) from mortise.role_member r where r.account = a.id and r.app = ${app}), '[]') as roles,
      coalesce((select jsonb_agg(jsonb_build_object('team', m.team, 'leader', m.leader, 'main', m.main) order by m.main desc, m.team)
        from mortise.team_member m where m.account = a.id), '[]') as teams
    from mortise.account a order by a.id`.execute(db);
  const { rows: teams } = await sql<
    Omit<RosterTeamRow, "shift"> & { readonly shift: WorkShift | null }
  >`${PREPARED} select id, name, parent, shift from mortise.team order by position, name`.execute(db);
  return {
    users: users.map(userOf),
    teams: teams.map(({ shift, ...team }) => (shift ? { ...team, shift } : team)),
  };
}

function userOf({ skills, shift, cap_open, cap_day, ...user }: AccountRow): RosterUserRow {
  const caps = {
    ...(cap_open === null ? {} : { open: cap_open }),
    ...(cap_day === null ? {} : { day: cap_day }),
  };
  return {
    ...user,
    ...(skills.length > 0 ? { skills } : {}),
    ...(shift ? { shift } : {}),
    ...(Object.keys(caps).length > 0 ? { caps } : {}),
  };
}

/** Marks that transactions have read beside something else. */
const versions = new WeakMap<JournalDb, string>();
const VERSION_COLUMN = "$roster";

/**
 * What a write reads in passing for the flows that it may start: the mark of {@link readRosterVersion}, as an entry of a
 * select list that starts with a comma. {@link noteRosterVersion} takes it from the answer.
 */
export function rosterVersionEntry(db: JournalDb): Sql {
  return versions.has(db) ? sql`` : sql`, (select version from mortise.roster_version) as "$roster"`;
}

/** See {@link rosterVersionEntry}. */
export function noteRosterVersion(db: JournalDb, rows: readonly object[]): void {
  const version = new Map<string, unknown>(Object.entries(rows[0] ?? {})).get(VERSION_COLUMN);
  if (typeof version === "string") versions.set(db, version);
}

/** Somebody whom a transaction has seen to be there. */
interface People {
  readonly users: ReadonlySet<string>;
  readonly teams: ReadonlySet<string>;
}

const people = new WeakMap<JournalDb, People>();

/** The transaction has read who is there: references to them need no further look. */
export function notePeople(db: JournalDb, seen: People): void {
  people.set(db, seen);
}

/** Whether the transaction knows that this person or team is there. */
export function isSeen(db: JournalDb, target: "user" | "team", id: string): boolean {
  const seen = people.get(db);
  return (target === "user" ? seen?.users : seen?.teams)?.has(id) === true;
}

/**
 * A mark of what {@link readRoster} answers: another one after every change, and never the same for two rosters. A
 * transaction keeps to the mark that it has read first.
 */
export async function readRosterVersion(db: JournalDb): Promise<string> {
  return versions.get(db) ?? (await readNewRosterVersion(db));
}

/** The mark of this moment, for those who are about to read the people themselves. */
export async function readNewRosterVersion(db: JournalDb): Promise<string> {
  const { rows } = await sql<{
    version: string;
  }>`${PREPARED} select version from mortise.roster_version`.execute(db);
  const version = rows[0]?.version ?? "";
  if (db.isTransaction) versions.set(db, version);
  return version;
}
