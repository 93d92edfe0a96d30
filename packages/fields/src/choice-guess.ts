import { foldText, textLength } from "./text-cleaning.ts";

const MOST_OPTIONS = 40;
const LONGEST_NAME = 40;

/**
 * How much a column looks like a choice among few options: short texts that keep coming back.
 * 0 when there are too few samples to tell.
 */
export function choiceShare(samples: readonly string[]): number {
  if (samples.length < 6 || samples.some((sample) => textLength(sample.trim()) > LONGEST_NAME)) return 0;
  const distinct = new Set(samples.map(foldText)).size;
  if (distinct > MOST_OPTIONS || distinct > samples.length / 2) return 0;
  return 0.7 - 0.2 * (distinct / samples.length);
}
