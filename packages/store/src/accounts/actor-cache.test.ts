import { describe, expect, test } from "vitest";
import { systemActor } from "../actor.ts";
import { ActorCache, type SessionActor } from "./actor-cache.ts";

const START = Date.UTC(2026, 10, 22);

/** A cache over a database in which everybody is signed in; `reads` says how often it was asked. */
function aCache(expiresAt = new Date(START + 3_600_000).toISOString()) {
  let now = START;
  let reads = 0;
  const cache = new ActorCache({ now: () => new Date(now) });
  const entry = (userId: string): SessionActor => ({
    actor: { ...systemActor, kind: "user", userId },
    expiresAt,
  });
  const ask = (session: string, userId = "anna") =>
    cache.of(session, async () => {
      reads += 1;
      return entry(userId);
    });
  return { cache, ask, pass: (ms: number) => (now += ms), reads: () => reads };
}

describe("actors of sessions", () => {
  test("are read once while nothing changes", async () => {
    const { ask, reads } = aCache();
    const first = await ask("s1");
    expect(await ask("s1")).toBe(first);
    expect(reads()).toBe(1);
  });

  test("are read again when the account is forgotten, and only then", async () => {
    const { cache, ask, reads } = aCache();
    await ask("s1", "anna");
    await ask("s2", "bert");
    cache.forget("anna");
    await ask("s2", "bert");
    expect(reads()).toBe(2);
    await ask("s1", "anna");
    expect(reads()).toBe(3);
    cache.forget(null);
    await ask("s2", "bert");
    expect(reads()).toBe(4);
  });

  test("are read again after five seconds without any notice", async () => {
    const { ask, pass, reads } = aCache();
    await ask("s1");
    pass(4_999);
    await ask("s1");
    expect(reads()).toBe(1);
    pass(1);
    await ask("s1");
    expect(reads()).toBe(2);
  });

  test("end with their session", async () => {
    const { ask, pass, reads } = aCache(new Date(START + 1_000).toISOString());
    await ask("s1");
    pass(1_000);
    await ask("s1");
    expect(reads()).toBe(2);
  });

  test("are not kept when rights change while they are read", async () => {
    const { cache, ask, reads } = aCache();
    await cache.of("s1", async () => {
      cache.forget("anna");
      return { actor: { ...systemActor, userId: "anna" }, expiresAt: "2027-01-01T00:00:00.000Z" };
    });
    await ask("s1");
    expect(reads()).toBe(1);
  });
});
