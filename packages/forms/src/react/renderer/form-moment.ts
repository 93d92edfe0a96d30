import type { RecordEnvironmentOptions } from "@mortise/expression";
import { CHINA_CALENDAR } from "@mortise/fields";
import type { FieldServices } from "@mortise/fields/react";

/** What formulas and rules on screen know of the moment: the reader, their zone, and which days are worked. */
export function formMoment(
  { timeZone, calendar, user }: Pick<FieldServices, "timeZone" | "calendar" | "user">,
  now: Date,
): RecordEnvironmentOptions {
  return {
    now,
    timeZone,
    calendar: calendar ?? CHINA_CALENDAR,
    ...(user ? { user: user.id, teams: user.teams, ownTeams: user.ownTeams } : {}),
  };
}

/** The same as things stand when it is asked. */
export function presentMoment(services: FieldServices): RecordEnvironmentOptions {
  return formMoment(services, new Date());
}
