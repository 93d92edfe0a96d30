import { expect, test } from "vitest";
import { WriteLane } from "./write-lane.ts";

/** A promise that is settled from outside. */
function gate() {
  return Promise.withResolvers<void>();
}

test("the next batch is made ready while one is written; both finish in order", async () => {
  const notes: string[] = [];
  const gates = [gate(), gate()];
  const lane = new WriteLane(2);
  for (const [index, { promise }] of gates.entries()) {
    await lane.room();
    lane.start(
      new Set([`k${index}`]),
      async (turn) => {
        notes.push(`ready ${index}`);
        await turn;
        await promise;
        notes.push(`written ${index}`);
      },
      async () => void notes.push(`finished ${index}`),
    );
  }
  expect(notes).toEqual(["ready 0", "ready 1"]);
  gates[1]?.resolve();
  gates[0]?.resolve();
  await lane.end();
  expect(notes.slice(2)).toEqual(["written 0", "finished 0", "written 1", "finished 1"]);
});

test("room is there when a batch has finished; a key is free when its batch is written", async () => {
  const lane = new WriteLane(2);
  const [first, second] = [gate(), gate()];
  const finish = gate();
  const seen: string[] = [];
  lane.start(
    new Set(["a"]),
    () => first.promise,
    () => finish.promise,
  );
  lane.start(
    new Set(["b"]),
    () => second.promise,
    async () => undefined,
  );
  const room = lane.room().then(() => seen.push("room"));
  const freed = lane.free(["x", "a"]).then(() => seen.push("free"));
  await lane.free(["x"]);
  expect(seen).toEqual([]);
  first.resolve();
  await freed;
  expect(seen).toEqual(["free"]);
  finish.resolve();
  await room;
  second.resolve();
  await lane.end();
});

test("a failure ends what comes after it and is told", async () => {
  const lane = new WriteLane(2);
  const done: number[] = [];
  lane.start(
    new Set(),
    async () => Promise.reject(new RangeError("lost")),
    async () => void done.push(1),
  );
  lane.start(
    new Set(),
    async (turn) => turn,
    async () => void done.push(2),
  );
  await expect(lane.room()).rejects.toThrow("lost");
  await expect(lane.end()).rejects.toThrow("lost");
  expect(done).toEqual([]);
});
