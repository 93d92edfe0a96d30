import { seededNumbers } from "@mortise/kit";
import type { SampleRow } from "../../template.ts";

/** A sample record. */
export type Row = SampleRow;

/** The same throws for the same seed, so that the sample is the same everywhere. */
export class Dice {
  readonly #next: () => number;

  constructor(seed: number) {
    this.#next = seededNumbers(seed);
  }

  below(limit: number): number {
    return Math.floor(this.#next() * limit);
  }

  pick<T>(items: readonly T[]): T {
    // Lists to pick from are written in this folder and never empty.
    return items[this.below(items.length)] as T;
  }

  chance(share: number): boolean {
    return this.#next() < share;
  }
}

/** The id of a sample record; each kind has two digits of its own. */
export function sampleId(kind: string, number: number): string {
  return `0199f000-0000-7000-8000-0000${kind}${String(number).padStart(6, "0")}`;
}

/** The moment so many days ago; negative for days to come. */
export function daysBack(days: number, hours = 0): string {
  return new Date(Date.now() - (days * 24 - hours) * 3_600_000).toISOString();
}

/** The day so many days ago; negative for days to come. */
export function dayBack(days: number): string {
  return daysBack(days).slice(0, 10);
}
