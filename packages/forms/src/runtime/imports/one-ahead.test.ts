import { expect, test } from "vitest";
import { oneAhead } from "./sheet-source.ts";

/** Numbers up to three, with a note when each is made and when the source is closed. */
async function* numbers(notes: string[], failAt = 0): AsyncGenerator<number> {
  try {
    for (let number = 1; number <= 3; number += 1) {
      if (number === failAt) throw new RangeError("no more");
      notes.push(`made ${number}`);
      yield number;
    }
  } finally {
    notes.push("closed");
  }
}

test("the next value is made while the present one is worked on, and no further", async () => {
  const notes: string[] = [];
  for await (const number of oneAhead(numbers(notes))) {
    await Promise.resolve();
    notes.push(`worked on ${number}`);
  }
  expect(notes).toEqual([
    "made 1",
    "made 2",
    "worked on 1",
    "made 3",
    "worked on 2",
    "closed",
    "worked on 3",
  ]);
});

test("leaving early closes the source", async () => {
  const notes: string[] = [];
  for await (const number of oneAhead(numbers(notes))) if (number === 1) break;
  expect(notes.at(-1)).toBe("closed");
});

test("a failure ahead is told when its turn comes", async () => {
  const seen: number[] = [];
  const read = async () => {
    for await (const number of oneAhead(numbers([], 2))) seen.push(number);
  };
  await expect(read()).rejects.toThrow("no more");
  expect(seen).toEqual([1]);
});
