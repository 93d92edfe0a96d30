import { seededNumbers } from "@mortise/kit";

/** A repeatable source of chance: the same seed gives the same expressions and rows everywhere. */
export class Random {
  /** A number from 0 up to but not including 1. */
  readonly next: () => number;

  constructor(seed: number) {
    this.next = seededNumbers(seed);
  }

  /** A whole number from 0 up to but not including the limit. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  /** One of the items. */
  pick<T>(items: readonly T[]): T {
    // Callers hand in lists that are not empty.
    return items[this.below(items.length)] as T;
  }

  /** True with the given probability. */
  chance(probability: number): boolean {
    return this.next() < probability;
  }
}
