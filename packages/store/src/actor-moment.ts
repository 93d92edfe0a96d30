import type { RecordEnvironmentOptions, WorkCalendar } from "@mortise/expression";
import type { Actor } from "./actor.ts";

/** What expressions know of who acts and when: `$user`, `$teams`, `$ownTeams`, `$now`, `$today` and working days. */
export function actorMoment(
  { userId, teams, ownTeams, timeZone }: Actor,
  { now, calendar }: { readonly now: Date; readonly calendar: WorkCalendar },
): RecordEnvironmentOptions {
  return { now, timeZone, calendar, teams, ownTeams, ...(userId === null ? {} : { user: userId }) };
}
