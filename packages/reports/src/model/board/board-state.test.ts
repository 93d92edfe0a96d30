import { expect, test } from "vitest";
import { type BoardState, FIRST_STATE, readBoardState, writeBoardState } from "./board-state.ts";

const STATE: BoardState = {
  tab: "two",
  filters: { since: ["last-n-months", 3], people: ["$user"], city: null },
  steps: {
    card_a: [
      {
        label: "山东",
        filter: { within: [{ var: "region" }, "37"] },
        dimensions: [{ field: "region", level: 4 }],
      },
    ],
  },
  cross: { card: "card_b", label: "官网", filters: { lead: { "==": [{ var: "source" }, "web"] } } },
  rows: { entity: "lead", title: "线索 · 官网", filter: true },
  compare: {
    card: "card_a",
    title: "线索",
    measure: "count",
    field: "created_at",
    from: "2026-01-01",
    to: "2026-01-31",
  },
  record: "lead/1",
};

test("a link shows the same as the page it was copied from", () => {
  const address = writeBoardState(STATE).toString();
  expect(readBoardState(new URLSearchParams(address))).toEqual(STATE);
});

test("an address without choices is a dashboard as it opens", () => {
  expect(writeBoardState(FIRST_STATE).toString()).toBe("");
  expect(readBoardState(new URLSearchParams(""))).toEqual(FIRST_STATE);
});

test.each(["at=%%%", "at=e30", "f.since=[1", "at=bnVsbA", "at=eyJzdGVwcyI6eyJhIjpbMV19LCJyb3dzIjp7fX0"])(
  "what is broken in an address is left out: %s",
  (address) => {
    expect(readBoardState(new URLSearchParams(address))).toEqual(FIRST_STATE);
  },
);
