import type { Clock } from "@mortise/kit";

/** A clock that several processes share without asking each other: real time until `since`, and so many times as fast after. */
export function quickClock(since: number, speed: number): Clock {
  return { now: () => new Date(since + (Date.now() - since) * speed) };
}

/** These flows keep nothing that has to be signed. */
export const NO_SECRET = "only-for-flows-that-are-interrupted-0123";
