import type { SendPolicy } from "@mortise/store";

/** Failures in a row after which a target is left alone for a while. */
export const FAILURES_TO_REST = 5;
const FIRST_REST_MS = 15_000;
const LONGEST_REST_MS = 10 * 60_000;

/**
 * How long to wait after the nth failure: twice as long each time, up to the longest pause, and somewhere in the upper half of that,
 * so that what failed together does not come back together. `random` is within [0, 1).
 */
export function pauseAfter(
  { firstPause, longestPause }: SendPolicy,
  failures: number,
  random: number,
): number {
  const doubled = firstPause * 2 ** Math.min(failures - 1, 30);
  const whole = Math.min(doubled, longestPause) * 1_000;
  return Math.round(whole / 2 + (whole / 2) * random);
}

/** How long a target is left alone after so many failures in a row; 0 while they are few. */
export function restAfterFailures(failures: number): number {
  if (failures < FAILURES_TO_REST) return 0;
  return Math.min(FIRST_REST_MS * 2 ** Math.min(failures - FAILURES_TO_REST, 30), LONGEST_REST_MS);
}
