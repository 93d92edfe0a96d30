import { expect, test } from "vitest";
import { type KeptChange, rebuildEvents } from "./rebuild-events.ts";

const NO_PAUSE = { isDue: () => false, take: () => Promise.resolve() };

function aChange(rest: Partial<KeptChange>): KeptChange {
  return {
    record: "l1",
    at: 0,
    type: "updated",
    actor: null,
    startedBy: null,
    skipFlows: false,
    keepsOwner: false,
    changed: Object.keys(rest.values ?? {}),
    values: {},
    ...rest,
  };
}

test("each event has the values of its moment, worked out from today's", async () => {
  const present = new Map([["l1", { owner: "bob", source: "other" }]]);
  const events = await rebuildEvents(
    [
      aChange({ at: 1, type: "created", actor: "ops" }),
      aChange({ at: 1, values: { owner: [null, "amy"] }, startedBy: "ops" }),
      aChange({ at: 2, values: { source: ["website", "other"] } }),
      aChange({ at: 3, type: "linked" }),
      aChange({ at: 4, values: { owner: ["amy", "bob"] } }),
      aChange({ at: 5, record: "out-of-sight" }),
    ],
    present,
    NO_PAUSE,
  );
  expect(events.map(({ type, after }) => [type, after["owner"], after["source"]])).toEqual([
    ["created", null, "website"],
    ["updated", "amy", "website"],
    ["updated", "amy", "other"],
    ["updated", "bob", "other"],
  ]);
  expect(events[0]?.before).toBeUndefined();
  expect(events[1]).toMatchObject({ before: { owner: null }, startedBy: "ops" });
  expect(events[0]?.next).toBe(events[1]);
  expect(events.at(-1)?.next).toBeUndefined();
});
