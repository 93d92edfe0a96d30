import type { dutyRoutes, RouteOutput } from "@mortise/contract";
import { isOnShift, leaveAt, nextOnDuty, shiftOf } from "../../model/duty.ts";
import type { Roster, RosterUser } from "../../model/roster.ts";
import type { ProcessParts } from "../parts.ts";

type OwnDuty = RouteOutput<typeof dutyRoutes.getDuty>["me"];

/** How somebody stands now: on duty, off duty or on leave, and when they are on duty next. */
export function ownDuty({ clock, releases, timeZone }: ProcessParts, roster: Roster, id: string): OwnDuty {
  const user = roster.users.find((one) => one.id === id);
  if (!user) return null;
  const place = { calendar: releases.calendar(), timeZone };
  const now = clock.now().getTime();
  const until = leaveAt(user, now);
  const shift = shiftOf(roster, user, place);
  const next = nextOnDuty({ user, shift }, now, place);
  const isOn = until === undefined && isOnShift(shift, now, place);
  return {
    state: isOn ? "on-duty" : until === undefined ? "off-duty" : "on-leave",
    until: until ?? null,
    next: next === undefined || isOn ? null : new Date(next).toISOString(),
    shift: {
      hours: shift.hours.map(([from, to]): [string, string] => [from, to]),
      ...(shift.days ? { days: [...shift.days] } : {}),
    },
    shiftOf: sourceOf(roster, user),
    skills: [...(user.skills ?? [])],
  };
}

function sourceOf(roster: Roster, user: RosterUser): "own" | "team" | "company" {
  if (user.shift) return "own";
  const main = roster.mainTeam(user.id);
  const teams = main === undefined ? [] : [main, ...roster.above(main)];
  return teams.some((team) => roster.team(team)?.shift) ? "team" : "company";
}
