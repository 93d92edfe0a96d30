import { lookUp } from "./look-up.ts";
import type { Environment, Value } from "./types.ts";
import type { WorkCalendar } from "./values/work-calendar.ts";

/** What belongs to an evaluation besides the record. */
export interface RecordEnvironmentOptions {
  readonly now: Date;
  readonly timeZone: string;
  /** Public holidays and the weekend days worked in exchange; without it people work from Monday to Friday. */
  readonly calendar?: WorkCalendar | undefined;
  /** Id of the person acting, read as `$user`. */
  readonly user?: string;
  /** Teams of that person and those below them, read as `$teams`. */
  readonly teams?: readonly string[];
  /** Teams that person belongs to, read as `$ownTeams`. */
  readonly ownTeams?: readonly string[];
  /** What stands above a team or record in its tree: see `Environment.above`. */
  readonly above?: Environment["above"];
  /** Where a telephone number was given out: see `Environment.regionOfPhone`. */
  readonly regionOfPhone?: Environment["regionOfPhone"];
  /** Where an internet address is used: see `Environment.regionOfIp`. */
  readonly regionOfIp?: Environment["regionOfIp"];
  /** The record before the change, read as `$old.<field>`. */
  readonly old?: Readonly<Record<string, unknown>>;
  /**
   * Answers paths through references (`customer.owner.team`) that the record does not hold itself, neither as a property
   * of that name nor as nested records. `CompiledExpression.variables` names the paths to fetch beforehand.
   */
  readonly related?: (path: string) => Value | undefined;
}

/**
 * The environment of one record. Names are looked up among the record's own properties only, so nothing of
 * JavaScript itself (`constructor`, `__proto__`) can be reached.
 */
export function recordEnvironment(
  record: Readonly<Record<string, unknown>>,
  options: RecordEnvironmentOptions,
): Environment {
  const { now, timeZone, calendar, user, teams, ownTeams, above, regionOfPhone, regionOfIp, old, related } =
    options;
  return {
    now,
    timeZone,
    calendar,
    above,
    regionOfPhone,
    regionOfIp,
    get(path) {
      if (!path.startsWith("$")) {
        const own = lookUp(record, path);
        return own === undefined && related && path.includes(".") ? related(path) : own;
      }
      if (path === "$user") return user;
      if (path === "$teams") return teams;
      if (path === "$ownTeams") return ownTeams;
      return path.startsWith("$old.") && old ? lookUp(old, path.slice(5)) : undefined;
    },
  };
}
