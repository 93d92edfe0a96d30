import { type Delegation, type Hands, standIn, type WorkMoment } from "./delegation.ts";
import type { Leave, Shift } from "./shift.ts";

/** A person as flows see them. */
export interface RosterUser {
  readonly id: string;
  readonly name: string;
  readonly email?: string | null;
  /** Whether short messages reach them. */
  readonly hasMobile?: boolean;
  readonly active: boolean;
  readonly admin: boolean;
  /** Role ids in the flow's app. */
  readonly roles: readonly string[];
  readonly teams: readonly { readonly team: string; readonly leader: boolean; readonly main: boolean }[];
  /** What they can do that others cannot: 客户方言, 大客户. */
  readonly skills?: readonly string[];
  /** When they are on duty, where that differs from their team. */
  readonly shift?: Shift | null;
  readonly leaves?: readonly Leave[];
  /** How much flows give them at most, where that is less than for others. */
  readonly caps?: { readonly open?: number; readonly day?: number };
}

/** A team of the tree. */
export interface RosterTeam {
  readonly id: string;
  readonly name: string;
  readonly parent: string | null;
  /** When its people are on duty, where that differs from the company. */
  readonly shift?: Shift | null;
}

/** Who stands in for whom, and which app is meant. */
export interface StandIns {
  readonly app: string;
  readonly delegations: readonly Delegation[];
}

/**
 * The people and teams at one moment, immutable. People and teams may be named by id or, so that templates can be
 * written before anybody exists, by a name or e-mail that fits exactly one.
 */
export class Roster {
  readonly users: readonly RosterUser[];
  readonly teams: readonly RosterTeam[];
  readonly #standIns: StandIns;
  readonly #usersById: ReadonlyMap<string, RosterUser>;
  readonly #teamsById: ReadonlyMap<string, RosterTeam>;
  #ids: { readonly users: ReadonlySet<string>; readonly teams: ReadonlySet<string> } | undefined;
  readonly #members = new Map<string, RosterUser[]>();

  constructor(
    users: readonly RosterUser[],
    teams: readonly RosterTeam[],
    standIns: StandIns = { app: "", delegations: [] },
  ) {
    this.users = users.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    this.teams = teams;
    this.#standIns = standIns;
    this.#usersById = new Map(users.map((user) => [user.id, user]));
    this.#teamsById = new Map(teams.map((team) => [team.id, team]));
    for (const user of this.users)
      for (const { team } of user.teams) this.#members.set(team, [...(this.#members.get(team) ?? []), user]);
  }

  /** All people and teams with who stands in for whom, to be kept and read back. */
  get content(): {
    readonly users: readonly RosterUser[];
    readonly teams: readonly RosterTeam[];
    readonly standIns: StandIns;
  } {
    return { users: this.users, teams: this.teams, standIns: this.#standIns };
  }

  /** The ids of all people and teams. */
  get ids(): { readonly users: ReadonlySet<string>; readonly teams: ReadonlySet<string> } {
    this.#ids ??= { users: new Set(this.#usersById.keys()), teams: new Set(this.#teamsById.keys()) };
    return this.#ids;
  }

  /** The person with that id, e-mail or unambiguous name. */
  user(reference: string): RosterUser | undefined {
    const byId = this.#usersById.get(reference);
    if (byId) return byId;
    const found = this.users.filter((user) => user.email === reference || user.name === reference);
    return found.length === 1 ? found[0] : undefined;
  }

  /** The team with that id or unambiguous name. */
  team(reference: string): RosterTeam | undefined {
    const byId = this.#teamsById.get(reference);
    if (byId) return byId;
    const found = this.teams.filter((team) => team.name === reference);
    return found.length === 1 ? found[0] : undefined;
  }

  /** Who deals with a person's new work now: they themselves, or who stands in for them; never one of `except`. */
  handsOf(user: string, work: Omit<WorkMoment, "app">, except: readonly (string | null)[] = []): Hands {
    const { app, delegations } = this.#standIns;
    return standIn(
      delegations,
      user,
      { app, ...work },
      {
        isActive: (id) => this.#usersById.get(id)?.active ?? false,
        except: new Set(except.filter((id) => id !== null)),
      },
    );
  }

  /** Everybody in a team itself, active or not, in a stable order. */
  members(team: string): readonly RosterUser[] {
    return this.#members.get(team) ?? [];
  }

  /** The teams above a team, the nearest first. */
  above(team: string): readonly string[] {
    const found: string[] = [];
    for (
      let up = this.#teamsById.get(team)?.parent;
      up && !found.includes(up);
      up = this.#teamsById.get(up)?.parent
    )
      found.push(up);
    return found;
  }

  /** Ids of the teams a person belongs to. */
  teamsOf(user: string): readonly string[] {
    return (this.#usersById.get(user)?.teams ?? []).map(({ team }) => team);
  }

  /** Members of a team and of all teams below it, each once. */
  membersBelow(team: string): readonly RosterUser[] {
    const found = new Set(this.members(team));
    for (const child of this.teams.filter((candidate) => candidate.parent === team))
      for (const user of this.membersBelow(child.id)) found.add(user);
    return [...found];
  }

  /** The active leaders of a team, or of the nearest team above that has some; never the person `except`. */
  leaders(team: string, except?: string): readonly RosterUser[] {
    const visited = new Set<string>();
    for (let current: string | null = team; current !== null && !visited.has(current);) {
      visited.add(current);
      const leaders = this.#leadersOf(current).filter((user) => user.id !== except);
      if (leaders.length > 0) return leaders;
      current = this.#teamsById.get(current)?.parent ?? null;
    }
    return [];
  }

  /** A person's main team, or the first they belong to. */
  mainTeam(user: string): string | undefined {
    const teams = this.#usersById.get(user)?.teams ?? [];
    return (teams.find((membership) => membership.main) ?? teams[0])?.team;
  }

  /** Whose word counts for a person: leaders of their main team, or of the teams above. */
  managersOf(user: string): readonly RosterUser[] {
    const team = this.mainTeam(user);
    return team === undefined ? [] : this.leaders(team, user);
  }

  /** Active holders of a role. */
  withRole(role: string): readonly RosterUser[] {
    return this.users.filter((user) => user.active && user.roles.includes(role));
  }

  /** Active administrators. */
  admins(): readonly RosterUser[] {
    return this.users.filter((user) => user.active && user.admin);
  }

  #leadersOf(team: string): readonly RosterUser[] {
    return this.members(team).filter(
      (user) => user.active && user.teams.some((membership) => membership.team === team && membership.leader),
    );
  }
}
