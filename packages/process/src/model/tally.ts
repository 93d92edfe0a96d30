import { dayIn } from "@mortise/expression";

/** What somebody was given by flows, of the records of one entity. */
export interface Tally {
  /** The last day on which they were given something, by the company's clock: `2026-11-22`. */
  readonly day: string;
  /** How many on that day. */
  readonly given: number;
  /** When they were given the last one. */
  readonly last: string | null;
  /** The greater, the later they were given it. */
  readonly turn: number;
}

/** What people were given, by person; whoever never got anything is not there. */
export type Tallies = Readonly<Record<string, Tally>>;

/** How much each person holds. */
export type Held = Readonly<Record<string, number>>;

/** The company's day of a moment. */
export function dayOf({ now, timeZone }: { readonly now: Date; readonly timeZone: string }): string {
  return dayIn(now.getTime(), timeZone);
}

/** How many somebody was given on a day. */
export function givenOn(tally: Tally | undefined, day: string): number {
  return tally?.day === day ? tally.given : 0;
}

/** Somebody is given one more, or with `by` −1 gives one back. */
export function tallied(
  tallies: Tallies,
  {
    user,
    day,
    at,
    by,
  }: { readonly user: string; readonly day: string; readonly at: string; readonly by: 1 | -1 },
): Tallies {
  const old = tallies[user];
  if (by < 0) {
    if (old?.day !== day) return tallies;
    return { ...tallies, [user]: { ...old, given: Math.max(0, old.given - 1) } };
  }
  const turn = 1 + Object.values(tallies).reduce((most, one) => Math.max(most, one.turn), 0);
  return { ...tallies, [user]: { day, given: givenOn(old, day) + 1, last: at, turn } };
}
