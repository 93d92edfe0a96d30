import { dayIn, instantOf, isWorkDay, type WorkPlace } from "@mortise/expression";
import { nextDay, weekdayOf } from "@mortise/kit";
import type { Roster, RosterUser } from "./roster.ts";
import type { Shift } from "./shift.ts";

const DAY = 86_400_000;
/** Days looked through for somebody's next hours; shifts repeat every week, and no holiday is as long. */
const MOST_DAYS = 62;

/** The shift of a person: their own, that of their main team or the nearest team above, or the company's hours. */
export function shiftOf(roster: Roster, user: RosterUser, { calendar }: WorkPlace): Shift {
  const main = roster.mainTeam(user.id);
  const teams = main === undefined ? [] : [main, ...roster.above(main)];
  const ofTeam = teams.map((id) => roster.team(id)?.shift).find((shift) => shift);
  return user.shift ?? ofTeam ?? { hours: calendar.hours };
}

/** Until when somebody is on leave at a moment: null without an end, undefined when they are not. */
export function leaveAt({ leaves = [] }: RosterUser, at: number): string | null | undefined {
  const now = leaves.filter(
    ({ from, until }) => Date.parse(from) <= at && (until === null || Date.parse(until) > at),
  );
  if (now.length === 0) return undefined;
  const ends = now.map(({ until }) => until);
  return ends.includes(null)
    ? null
    : (ends.toSorted((a, b) => Date.parse(b ?? "") - Date.parse(a ?? ""))[0] ?? null);
}

/** The first moment from one on at which somebody is not on leave; undefined when nobody knows. */
export function backFromLeave(user: RosterUser, from: number): number | undefined {
  for (let at = from; ;) {
    const until = leaveAt(user, at);
    if (until === undefined) return at;
    if (until === null) return undefined;
    at = Date.parse(until);
  }
}

/** Stretches of duty by a shift that have not ended at a moment, in their order. */
function* stretches(shift: Shift, from: number, place: WorkPlace): Iterable<readonly [number, number]> {
  // Hours of the day before may go on into this one.
  let day = dayIn(from - DAY, place.timeZone);
  for (let passed = 0; passed < MOST_DAYS; passed += 1, day = nextDay(day)) {
    if (!isDutyDay(shift, day, place)) continue;
    for (const [begins, ends] of shift.hours) {
      const next = ends <= begins ? nextDay(day) : day;
      const stretch = [moment(day, begins, place), moment(next, ends, place)] as const;
      if (stretch[1] > from) yield stretch;
    }
  }
}

/** Whether a moment lies within a shift. */
export function isOnShift(shift: Shift, at: number, place: WorkPlace): boolean {
  const [first] = stretches(shift, at, place);
  return first !== undefined && first[0] <= at;
}

/** The first moment from one on at which somebody is on duty and not on leave; undefined when none is near. */
export function nextOnDuty(
  { user, shift }: { readonly user: RosterUser; readonly shift: Shift },
  from: number,
  place: WorkPlace,
): number | undefined {
  for (const [begins, ends] of stretches(shift, from, place)) {
    const at = backFromLeave(user, Math.max(begins, from));
    if (at === undefined) return undefined;
    if (at < ends) return at;
  }
  return undefined;
}

function isDutyDay({ days }: Shift, day: string, { calendar }: WorkPlace): boolean {
  return days ? days.includes(weekdayOf(day)) : isWorkDay(day, calendar);
}

function moment(day: string, time: string, { timeZone }: WorkPlace): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return instantOf(Date.parse(`${day}T00:00:00Z`) + (hours * 60 + minutes) * 60_000, timeZone);
}
