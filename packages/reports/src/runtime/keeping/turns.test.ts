import { whileWaited } from "@mortise/store";
import { expect, test } from "vitest";
import { Turns } from "./turns.ts";

/** Work that goes on until it is told to end. */
function job() {
  const end = Promise.withResolvers<void>();
  return { work: () => end.promise, end: () => end.resolve() };
}

const moment = () => new Promise((resolve) => setTimeout(resolve, 0));

test("one person waits for themselves, others do not wait for them", async () => {
  const turns = new Turns({ atOnce: 3, each: 2 });
  const begun: string[] = [];
  const jobs = Array.from({ length: 4 }, job);
  const ask = (person: string, index: number) =>
    turns.take(person, async () => {
      begun.push(`${person}${index}`);
      await jobs[index]?.work();
    });
  const asked = [ask("a", 0), ask("a", 1), ask("a", 2), ask("b", 3)];
  await moment();
  expect(begun).toEqual(["a0", "a1", "b3"]);
  jobs[0]?.end();
  await moment();
  expect(begun).toEqual(["a0", "a1", "b3", "a2"]);
  for (const each of jobs) each.end();
  await Promise.all(asked);
});

test("whoever leaves before their turn gives it up, and a failure frees its place", async () => {
  const turns = new Turns({ atOnce: 1, each: 1 });
  const first = job();
  const asked = turns.take("a", async () => {
    await first.work();
    throw new TypeError("broken");
  });
  const leaving = new AbortController();
  const left = whileWaited(leaving.signal, () => turns.take("b", () => Promise.resolve("late")));
  const last = turns.take("c", () => Promise.resolve("served"));
  leaving.abort();
  await expect(left).rejects.toThrow("The request was cancelled");
  first.end();
  await expect(asked).rejects.toThrow("broken");
  expect(await last).toBe("served");
});
