import {
  type Environment,
  recordEnvironment,
  type RecordEnvironmentOptions,
  type WorkCalendar,
} from "@mortise/expression";
import type { Values } from "./effect.ts";
import type { Roster } from "./roster.ts";

/** When, for whom and among which people an expression of a flow is evaluated. */
export interface FlowMoment {
  readonly now: Date;
  readonly timeZone: string;
  readonly calendar: WorkCalendar;
  readonly user: string | null;
  /** The people and teams of the moment; without them nobody belongs to a team. */
  readonly roster?: Roster | undefined;
  /** The record before the change. */
  readonly old?: Values | null | undefined;
}

/** What expressions of flows see: the record, who started it, and what the roster knows of people and teams. */
export function flowEnvironment(record: Values, moment: FlowMoment): Environment {
  const { now, timeZone, calendar, user, roster, old } = moment;
  return recordEnvironment(record, {
    now,
    timeZone,
    calendar,
    ...(user === null ? {} : { user }),
    ...(roster ? people(roster, user, record) : {}),
    ...(old ? { old } : {}),
  });
}

function people(roster: Roster, user: string | null, record: Values): Partial<RecordEnvironmentOptions> {
  return {
    ...teamsAround(roster, user),
    above: (id) => roster.above(id),
    related: (path) => {
      const [field = "", of] = path.split(".");
      const person = record[field];
      return of === "team" && typeof person === "string" ? (roster.mainTeam(person) ?? null) : undefined;
    },
  };
}

interface TeamsAround {
  readonly ownTeams: readonly string[];
  readonly teams: readonly string[];
}

/** Asked at every condition, so found out once for each person and roster. */
const known = new WeakMap<Roster, Map<string | null, TeamsAround>>();

function teamsAround(roster: Roster, user: string | null): TeamsAround {
  const ofRoster = known.get(roster) ?? new Map<string | null, TeamsAround>();
  known.set(roster, ofRoster);
  const found = ofRoster.get(user);
  if (found) return found;
  const ownTeams = user === null ? [] : roster.teamsOf(user);
  const isBelow = (team: string): boolean => roster.above(team).some((up) => ownTeams.includes(up));
  const below = roster.teams.flatMap(({ id }) => (!ownTeams.includes(id) && isBelow(id) ? [id] : []));
  const made = { ownTeams, teams: [...ownTeams, ...below] };
  ofRoster.set(user, made);
  return made;
}
