import { seededNumbers } from "@mortise/kit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Chaos, openChaos } from "./open-chaos.ts";
import { playRound } from "./play-round.ts";

const WORKERS = 2;
const FLOWS = 200;
const NO_FAULTS = { lost: 0, doubled: 0, stuck: 0, unfinished: 0 };

let chaos: Chaos;
beforeAll(async () => {
  chaos = await openChaos(WORKERS);
});
afterAll(() => chaos.stop());

test("workers that are killed leave no flow undone, and nothing done twice", async () => {
  const result = await playRound({
    ...chaos,
    name: "worker",
    flows: FLOWS,
    random: seededNumbers(1),
    kill: "worker",
    kills: 2,
  });
  expect(result).toMatchObject(NO_FAULTS);
  expect(result.spread).toBeLessThanOrEqual(1);
  expect(result.kills).toBeGreaterThanOrEqual(2);
});

test("a database that is killed comes back with everything it acknowledged, and the workers with it", async () => {
  const result = await playRound({
    ...chaos,
    name: "database",
    flows: FLOWS,
    random: seededNumbers(2),
    kill: () => chaos.crashDatabase(),
    kills: 1,
  });
  expect(result).toMatchObject(NO_FAULTS);
  expect(result.spread).toBeLessThanOrEqual(1);
});
