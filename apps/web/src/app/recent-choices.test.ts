import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { RecentChoices } from "./recent-choices.ts";

const kept = new Map<string, string>();
beforeEach(() => {
  kept.clear();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
});
afterEach(() => vi.unstubAllGlobals());

test("the last chosen stands first, once, and eight are kept for each person and entity", () => {
  const mine = new RecentChoices("me", "crm");
  for (let n = 0; n < 10; n += 1) mine.add("customer", `c${n}`);
  mine.add("customer", "c5");
  expect(mine.of("customer")).toEqual(["c5", "c9", "c8", "c7", "c6", "c4", "c3", "c2"]);
  expect(mine.of("lead")).toEqual([]);
  expect(new RecentChoices("you", "crm").of("customer")).toEqual([]);
});

test("what another program left there is ignored", () => {
  kept.set("mortise.recent/me/crm/lead", "{broken");
  expect(new RecentChoices("me", "crm").of("lead")).toEqual([]);
});
