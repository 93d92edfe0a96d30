import { ManualClock } from "@mortise/kit";
import { expect, test } from "vitest";
import { Guesses } from "./guesses.ts";

const wrong = () => Promise.reject(new TypeError("wrong"));
const right = () => Promise.resolve("in");
const tooMany = { code: "SERVER_TOO_MANY_REQUESTS" };

async function fail(
  guesses: Guesses,
  times: number,
  at: (round: number) => [address: string, subject: string],
) {
  for (let round = 0; round < times; round += 1)
    await expect(guesses.attempt(...at(round), wrong)).rejects.toThrow("wrong");
}

test("right answers are free", async () => {
  const guesses = new Guesses(new ManualClock("2026-01-01T00:00:00Z"));
  for (let round = 0; round < 200; round += 1)
    expect(await guesses.attempt("1.1.1.1", "a", right)).toBe("in");
});

test("ten wrong guesses close a subject for ten minutes, from every address", async () => {
  const clock = new ManualClock("2026-01-01T00:00:00Z");
  const guesses = new Guesses(clock);
  await fail(guesses, 10, (round) => [`1.1.1.${round}`, "boss@example.com"]);
  await expect(guesses.attempt("9.9.9.9", "BOSS@example.com ", right)).rejects.toMatchObject(tooMany);
  expect(await guesses.attempt("9.9.9.9", "other", right)).toBe("in");
  clock.advance(10 * 60_000);
  expect(await guesses.attempt("9.9.9.9", "boss@example.com", right)).toBe("in");
});

test("fifty wrong guesses close an address, whatever they were about", async () => {
  const guesses = new Guesses(new ManualClock("2026-01-01T00:00:00Z"));
  await fail(guesses, 50, (round) => ["6.6.6.6", `login${round}`]);
  await expect(guesses.attempt("6.6.6.6", "a", right)).rejects.toMatchObject(tooMany);
  expect(await guesses.attempt("7.7.7.7", "a", right)).toBe("in");
});

test("guesses made at the same moment count too", async () => {
  const guesses = new Guesses(new ManualClock("2026-01-01T00:00:00Z"));
  const all = Array.from({ length: 40 }, () =>
    guesses.attempt("1.1.1.1", "a", wrong).catch((error: Error) => error.message),
  );
  expect((await Promise.all(all)).filter((message) => message === "wrong")).toHaveLength(10);
});
