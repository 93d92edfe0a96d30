import { expect, test } from "vitest";
import { refusal } from "../fixtures/refusal.ts";
import { actors, byUser, people, useSampleGateway } from "../fixtures/sample-gateway.ts";
import type { Command, RecordValues } from "../record-command.ts";
import type { RecordQuery } from "../record-query.ts";

const sample = useSampleGateway();
const THEN = "2026-11-22T02:30:00.000Z";

const run = (...commands: readonly Command[]) =>
  sample.gateway.execute(actors.system, "sample", commands, byUser);
const change = (entity: string, id: string, values: RecordValues): Command => ({
  type: "update",
  entity,
  changes: [{ id, values }],
});

const past = (query: Partial<RecordQuery> = {}, actor: keyof typeof actors = "admin") =>
  sample.gateway.query(actors[actor], "sample", {
    entity: "lead",
    asOf: THEN,
    sort: [{ field: "name" }],
    ...query,
  });

async function names(query: Partial<RecordQuery> = {}, actor: keyof typeof actors = "admin") {
  return (await past(query, actor)).items.map((item) => item["name"]);
}

/** Four leads before THEN; after it, one changed twice, one deleted, one created. */
async function story() {
  const [same = "", changed = "", deleted = "", binned = ""] = await sample.given(
    "lead",
    { name: "a same", amount: 1, owner: people.wang },
    {
      name: "b before",
      amount: 2,
      tags: ["vip"],
      due: "2026-12-01",
      mobile: "13800138001",
      owner: people.wang,
    },
    { name: "c deleted later", amount: 3, owner: people.li },
    { name: "d deleted before", owner: people.wang },
  );
  await run({ type: "delete", entity: "lead", ids: [binned] });
  sample.clock.set("2026-11-22T03:00:00Z");
  await run(change("lead", changed, { name: "z after", amount: 20, tags: ["urgent"], due: null }));
  await run(change("lead", changed, { name: "zz after", mobile: null, owner: people.li }));
  await run({ type: "delete", entity: "lead", ids: [deleted] });
  await sample.given("lead", { name: "e created later" });
  return { same, changed, deleted };
}

test("a list is what it was at a moment: changed, deleted and new records included", async () => {
  const { changed } = await story();
  const page = await past({ count: "capped" });
  expect(page.items.map((item) => item["name"])).toEqual(["a same", "b before", "c deleted later"]);
  expect(page.count).toEqual({ value: 3, capped: false });
  expect(page.items.find((item) => item.id === changed)).toMatchObject({
    amount: "2.00",
    tags: ["vip"],
    due: "2026-12-01",
    mobile: "+8613800138001",
    owner: people.wang,
    revision: 1,
    updated_at: null,
  });
});

test("filters, sorts and pages look at the values of then", async () => {
  await story();
  expect(await names({ filter: { "==": [{ var: "amount" }, 2] } })).toEqual(["b before"]);
  expect(await names({ filter: { "==": [{ var: "amount" }, 20] } })).toEqual([]);
  const sort = [{ field: "amount", descending: true }];
  const first = await past({ sort, limit: 2 });
  expect(first.items.map((item) => item["name"])).toEqual(["c deleted later", "b before"]);
  expect(await names({ sort, limit: 2, ...(first.next ? { after: first.next } : {}) })).toEqual(["a same"]);
});

test("the permission of now decides, over rows as they are now and fields that are clear now", async () => {
  await story();
  // The changed lead was 王伟's then, and is 李娜's now.
  expect(await names({}, "wang")).toEqual(["a same"]);
  expect(await names({}, "li")).toEqual(["b before", "c deleted later"]);
  expect(JSON.stringify(await past({}, "li"))).not.toContain("margin");
  const peek = { filter: { ">": [{ var: "margin" }, 0] } };
  expect((await refusal(past(peek, "wang"))).code).toBe("STORE_FIELD_NOT_ALLOWED");
  // What a stage hides may be hidden now whatever the stage was then.
  expect((await past({}, "closer")).items[0]).not.toHaveProperty("margin");
});

test("one record comes back with the child rows it had", async () => {
  const line = (name: string) => ({ name, quantity: 1, price: 2 });
  const [id = ""] = await sample.given("quote", { name: "q", lines: [line("kept"), line("gone")] });
  const { record } = await sample.gateway.get(actors.admin, "sample", "quote", id);
  const [kept] = record["lines"] as readonly { readonly id: string }[];
  sample.clock.set("2026-11-22T03:00:00Z");
  await run(change("quote", id, { name: "renamed", lines: [{ ...kept, name: "new name" }, line("added")] }));
  const then = await sample.gateway.getPast(actors.admin, "sample", { entity: "quote", id, asOf: THEN });
  expect(then.record).toMatchObject({
    name: "q",
    total: "4.00",
    lines: [{ name: "kept" }, { name: "gone" }],
  });
  const early = { entity: "quote", id, asOf: "2026-11-22T01:00:00Z" };
  expect((await refusal(sample.gateway.getPast(actors.admin, "sample", early))).code).toBe(
    "STORE_RECORD_NOT_FOUND",
  );
});

test("what cannot be known of the past is refused, and so is the future", async () => {
  await story();
  const tries: readonly Partial<RecordQuery>[] = [
    { search: "a" },
    { state: "deleted" },
    { sort: [{ field: "updated_at" }] },
    { asOf: "2030-01-01T00:00:00Z" },
    { asOf: "gestern" },
  ];
  for (const query of tries) expect((await refusal(past(query))).code).toBe("STORE_QUERY_INVALID");
});
