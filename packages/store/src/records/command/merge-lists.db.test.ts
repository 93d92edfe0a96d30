import { ManualClock, silentLogger } from "@mortise/kit";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Actor, systemActor } from "../../actor.ts";
import { openStore, type Store } from "../../database.ts";
import { aField, anApp, anEntity, to } from "../../testing/shop-app.ts";
import { refusal } from "../fixtures/refusal.ts";
import type { MergeChoice, RecordValues } from "../record-command.ts";

const database = useDatabase();
const clock = new ManualClock("2026-11-22T02:00:00Z");
const admin: Actor = { ...systemActor, kind: "user", userId: "01890000-0000-7000-8000-000000000001" };
const clerk: Actor = { ...admin, admin: false, roles: { shop: ["clerk"] } };
let store: Store;

beforeAll(async () => {
  store = await openStore({ url: database.url, clock, logger: silentLogger });
  await database.pool.query("insert into mortise.account (id, name) values ($1, '王伟')", [admin.userId]);
  const OPTIONS = ["a", "b", "c"].map((key) => ({ key, name: { zh: key, en: key } }));
  const all = { create: true, read: ["all"], update: ["all"], delete: ["all"] } as const;
  await store.releases.createApp(
    [
      ...anApp("shop", [
        anEntity("tag"),
        anEntity("client", [
          aField("tags", "references", to("tag")),
          aField("friends", "references", to("client")),
          aField("tag_count", "rollup", { settings: { list: "tags", function: "count", stored: true } }),
          aField("picks", "multi-select", { settings: { options: OPTIONS } }),
          aField("lines", "sub-table", to("line")),
          aField("total", "formula", {
            settings: {
              expression: { sum: [{ var: "lines" }, { var: "price" }] },
              resultKind: "number",
              decimals: 0,
            },
          }),
        ]),
        anEntity("line", [aField("price", "number")], {
          owned: false,
          parent: { entity: "client", field: "lines" },
        }),
      ]),
      {
        kind: "role",
        id: "clerk",
        version: 1,
        name: { zh: "职员", en: "Clerk" },
        builder: false,
        grants: { client: { ...all, fields: { tags: "read", picks: "hidden" } }, tag: all },
      },
    ],
    systemActor,
  );
});
afterAll(() => store.close());

async function make(entity: string, ...rows: readonly RecordValues[]): Promise<readonly string[]> {
  const command = { type: "create", entity, rows } as const;
  const { results } = await store.records.execute(systemActor, "shop", [command], { type: "seed" });
  return results[0]?.ids ?? [];
}

async function pair() {
  const [red = "", green = "", blue = ""] = await make(
    "tag",
    { name: "red" },
    { name: "green" },
    { name: "blue" },
  );
  const [loser = ""] = await make("client", {
    name: "loser",
    tags: [green, blue],
    picks: ["b", "c"],
    lines: [
      { name: "y", price: 2 },
      { name: "z", price: 3 },
    ],
  });
  const [survivor = ""] = await make("client", {
    name: "survivor",
    tags: [red, green],
    friends: [loser],
    picks: ["a", "b"],
    lines: [{ name: "x", price: 1 }],
  });
  const before = [await read(survivor), await read(loser)];
  return { red, green, blue, survivor, loser, before };
}

async function read(id: string) {
  const { record } = await store.records.get(systemActor, "shop", "client", id);
  const lines = (record["lines"] ?? []) as readonly { readonly name: string }[]; // what sub-tables hold
  const { tags, picks, friends, total, tag_count: count, deleted_at: gone } = record;
  return { tags, picks, friends, total, count, isGone: gone !== null, lines: lines.map(({ name }) => name) };
}

async function merge(
  { survivor, loser }: { readonly survivor: string; readonly loser: string },
  lists?: Readonly<Record<string, MergeChoice>>,
  actor = admin,
) {
  clock.advance(1_000);
  const command = {
    type: "merge",
    entity: "client",
    survivor,
    loser,
    values: {},
    ...(lists ? { lists } : {}),
  } as const;
  return store.records.execute(actor, "shop", [command], { type: "user" });
}

test("left to itself a merge unites references and rows, and keeps other lists", async () => {
  const two = await pair();
  const { results } = await merge(two);
  const { red, green, blue } = two;
  expect(await read(two.survivor)).toMatchObject({
    tags: [red, green, blue],
    friends: null,
    count: "3",
    picks: ["a", "b"],
    lines: ["x", "y", "z"],
    total: "6",
  });
  const { record } = await store.records.get(systemActor, "shop", "client", two.survivor);
  expect(results[0]?.revisions).toEqual([record.revision]);
});

test.each([
  ["keep", { tags: ["red", "green"], picks: ["a", "b"], lines: ["x"], total: "1", count: "2" }],
  ["take", { tags: ["green", "blue"], picks: ["b", "c"], lines: ["y", "z"], total: "5", count: "2" }],
  [
    "both",
    {
      tags: ["red", "green", "blue"],
      picks: ["a", "b", "c"],
      lines: ["x", "y", "z"],
      total: "6",
      count: "3",
    },
  ],
] as const)(
  "each list is as chosen (%s), and an undo brings both records back whole",
  async (choice, expected) => {
    const two = await pair();
    const ids: Readonly<Record<string, string>> = two as never; // its tags are looked up by name below
    const { changeSet } = await merge(two, { tags: choice, picks: choice, lines: choice });
    expect(await read(two.survivor)).toMatchObject({
      ...expected,
      tags: expected.tags.map((name) => ids[name]),
    });
    expect((await read(two.loser)).isGone).toBe(true);
    const undone = await store.records.undoChangeSet(admin, "shop", changeSet);
    expect(undone.conflicts).toEqual([]);
    expect([await read(two.survivor), await read(two.loser)]).toEqual(two.before);
  },
);

test("choices name lists that one may write; uniting references needs no more than the merge", async () => {
  const two = await pair();
  const codes = async (lists: Readonly<Record<string, MergeChoice>>, actor = admin) =>
    (await refusal(merge(two, lists, actor))).code;
  expect(await codes({ name: "both" })).toBe("STORE_FIELD_UNSUITABLE");
  expect(await codes({ nothing: "both" })).toBe("STORE_FIELD_UNKNOWN");
  expect(await codes({ tags: "all" as MergeChoice })).toBe("STORE_QUERY_INVALID"); // from outside
  expect(await codes({ tags: "take" }, clerk)).toBe("STORE_FIELD_NOT_ALLOWED");
  expect(await codes({ picks: "take" }, clerk)).toBe("STORE_FIELD_NOT_ALLOWED");
  expect(await read(two.survivor)).toEqual(two.before[0]);
  await merge(two, {}, clerk);
  expect((await read(two.survivor)).tags).toEqual([two.red, two.green, two.blue]);
});
