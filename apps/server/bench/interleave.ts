import { percentile } from "./percentile.ts";

/** One of several ways to do the same thing. */
export interface Way {
  readonly name: string;
  /** Does it once; `round` picks the parameters, the same for all ways. */
  readonly run: (round: number) => Promise<unknown>;
}

/** How long one way took. */
export interface Timing {
  readonly name: string;
  readonly rounds: number;
  readonly p50: number;
  readonly p95: number;
}

/** Rounds that are run before the clock counts: caches, prepared statements, compiled code. */
const WARM_UP = 5;
const FEWEST_ROUNDS = 5;

/**
 * Runs all ways in turn, round by round, so that whatever else the machine does meets each of them alike.
 * The order changes with every round: nobody always finds the pages that the one before has just read.
 */
export async function interleave(ways: readonly Way[], seconds: number): Promise<readonly Timing[]> {
  const times = ways.map(() => [] as number[]);
  const end = () => performance.now() - started > seconds * 1000;
  for (let round = 0; round < WARM_UP; round += 1) for (const way of ways) await way.run(round);
  const started = performance.now();
  for (let round = WARM_UP; round < WARM_UP + FEWEST_ROUNDS || !end(); round += 1) {
    for (let turn = 0; turn < ways.length; turn += 1) {
      const index = (turn + round) % ways.length;
      const before = performance.now();
      await ways[index]?.run(round);
      times[index]?.push(performance.now() - before);
    }
  }
  return ways.map((way, index) => timing(way.name, times[index] ?? []));
}

function timing(name: string, times: readonly number[]): Timing {
  return { name, rounds: times.length, p50: percentile(times, 0.5), p95: percentile(times, 0.95) };
}
