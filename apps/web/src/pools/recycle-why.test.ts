import type { PoolDocument } from "@mortise/metadata";
import { expect, test } from "vitest";
import { recycleWhy } from "./recycle-why.ts";

const pool: PoolDocument = {
  kind: "pool",
  id: "east",
  version: 1,
  name: { zh: "华东", en: "East" },
  entity: "lead",
  order: 1,
  claiming: "open",
  recycling: {
    enabled: true,
    rules: [
      {
        id: "usual",
        name: { zh: "十天", en: "Ten days" },
        after: "10d",
        renew: "3d",
        longest: "20d",
        to: { kind: "pool" },
      },
    ],
  },
};
const place = { calendar: { hours: [], holidays: [], workdays: [] }, timeZone: "Asia/Shanghai" };
const at = (day: string) => `2026-${day}T02:00:00.000Z`;
const record = {
  owner: "wang",
  pool: "east",
  held_since: at("03-25"),
  recycle_at: at("04-05"),
  recycle_rule: "east__usual",
  renewed_at: at("04-02"),
};
const why = (values: Readonly<Record<string, unknown>>, now = "04-03") =>
  recycleWhy([pool], values, { now: new Date(at(now)), place });

test("says which rule, from when, and what a follow-up now would do", () => {
  const found = why(record);
  expect(found).toMatchObject({ rule: { id: "usual" }, reason: "renewed", since: new Date(at("03-25")) });
  expect(found?.followNow).toEqual(new Date(at("04-06")));
});

test("a follow-up of an earlier owner is none, and one that changes nothing is not promised", () => {
  const early = { ...record, renewed_at: at("03-20"), recycle_at: at("04-04") };
  expect(why(early, "03-26")).toMatchObject({ renewed: null, reason: "after", followNow: undefined });
  const late = { ...record, renewed_at: at("04-13"), recycle_at: at("04-14") };
  expect(why(late, "04-13")).toMatchObject({ reason: "longest", followNow: undefined });
});

test("says nothing of records that are not taken back or whose rule is not there any more", () => {
  expect(why({ ...record, recycle_at: null })).toBeUndefined();
  expect(why({ ...record, recycle_rule: "east__gone" })).toBeUndefined();
});
