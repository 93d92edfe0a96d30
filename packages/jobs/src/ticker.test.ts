import { silentLogger } from "@mortise/kit";
import { expect, test } from "vitest";
import { restAfter, startTicker } from "./ticker.ts";

test("a round that found work is followed at once, and a failed one does not end the loop", async () => {
  const answers: (() => number)[] = [
    () => 5,
    () => {
      throw new TypeError("once");
    },
    () => 3,
  ];
  const { promise, resolve } = Promise.withResolvers<void>();
  let rounds = 0;
  const ticker = startTicker({
    name: "test",
    logger: silentLogger,
    intervalMs: 1,
    tick: async () => {
      rounds += 1;
      if (rounds === 4) resolve();
      return answers[rounds - 1]?.() ?? 0;
    },
  });
  await promise;
  await ticker.stop();
  expect(rounds).toBeGreaterThanOrEqual(4);
});

test("waking starts the next round without waiting for the pause", async () => {
  const second = Promise.withResolvers<void>();
  let rounds = 0;
  const ticker = startTicker({
    name: "test",
    logger: silentLogger,
    intervalMs: 3_600_000,
    tick: async () => {
      rounds += 1;
      if (rounds === 2) second.resolve();
      return 0;
    },
  });
  ticker.wake();
  await second.promise;
  await ticker.stop();
  expect(rounds).toBe(2);
});

test("what fails again and again is tried less and less often, up to five minutes", () => {
  const rests = [0, 1, 2, 3, 20].map((failures) => restAfter(failures, 20_000));
  expect(rests).toEqual([20_000, 40_000, 80_000, 160_000, 300_000]);
  expect(restAfter(9, 3_600_000)).toBe(3_600_000);
});
