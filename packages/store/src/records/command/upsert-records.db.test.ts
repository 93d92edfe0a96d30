import { expect, test } from "vitest";
import { refusal } from "../fixtures/refusal.ts";
import { actors, byUser, people, useSampleGateway } from "../fixtures/sample-gateway.ts";
import type { RecordValues } from "../record-command.ts";

const sample = useSampleGateway();

async function upsert(actor: keyof typeof actors, keys: readonly string[], ...rows: readonly RecordValues[]) {
  const command = { type: "upsert", entity: "lead", keys, rows } as const;
  return (await sample.gateway.execute(actors[actor], "sample", [command], byUser)).results[0];
}

async function leads() {
  const sort = [{ field: "name" }];
  return (await sample.gateway.query(actors.system, "sample", { entity: "lead", sort })).items;
}

test("rows whose key exists change that record, the others are created, in the order of the rows", async () => {
  const [id = ""] = await sample.given("lead", { name: "old", mobile: "13800138001", amount: 5 });
  const result = await upsert(
    "admin",
    ["mobile"],
    { mobile: "13800138002", name: "new" },
    { mobile: "138 0013 8001", name: "changed" },
  );
  expect(result?.created).toEqual([true, false]);
  expect(result?.ids[1]).toBe(id);
  expect(await leads()).toMatchObject([
    { id, name: "changed", mobile: "+8613800138001", amount: "5.00", revision: 2 },
    { id: result?.ids[0], name: "new", mobile: "+8613800138002", revision: 1 },
  ]);
});

test("callers with the same key at the same moment make one record", async () => {
  await Promise.all(
    Array.from({ length: 12 }, (_, index) => upsert("admin", ["name"], { name: "same", amount: index })),
  );
  const all = await leads();
  expect(all).toHaveLength(1);
  expect(all[0]?.["revision"]).toBeGreaterThan(1);
});

test("what does not fit is told at its row; nothing is written", async () => {
  await sample.given("lead", { name: "twice" }, { name: "twice" });
  const tries: readonly (readonly [readonly RecordValues[], string])[] = [
    [[{ name: "a" }, { name: "" }], "rows.1.name"],
    [[{ name: "a" }, { name: "a" }], "rows.1.name"],
    [[{ name: "a" }, { name: "twice" }], "rows.1.name"],
    [[{ name: "a" }, { name: "b", amount: "much" }], "rows.1.amount"],
    [[{ amount: 1 }], "name"],
  ];
  for (const [rows, path] of tries) {
    const error = await refusal(upsert("admin", ["name"], ...rows));
    expect([error.code, error.details[0]?.path]).toEqual(["STORE_RECORD_INVALID", path]);
  }
  expect(await leads()).toHaveLength(2);
  expect((await refusal(upsert("wang", ["margin"], { margin: 1 }))).code).toBe("STORE_FIELD_NOT_ALLOWED");
  expect((await refusal(upsert("admin", ["tags"], { tags: [] }))).code).toBe("STORE_FIELD_UNSUITABLE");
});

test("a record that the actor may not see is not there; one that may only be seen is refused", async () => {
  await sample.given("lead", { name: "li's", owner: people.li }, { name: "pooled" });
  const result = await upsert("wang", ["name"], { name: "li's" });
  expect(result?.created).toEqual([true]);
  expect((await refusal(upsert("wang", ["name"], { name: "pooled", amount: 1 }))).code).toBe(
    "STORE_NOT_ALLOWED",
  );
});
