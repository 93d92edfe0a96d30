import { expect, test } from "vitest";
import { refusal } from "../fixtures/refusal.ts";
import { actors, byUser, people, useSampleGateway } from "../fixtures/sample-gateway.ts";

const sample = useSampleGateway();

function merge(
  actor: keyof typeof actors,
  entity: string,
  { survivor, loser, values = {} }: { survivor: string; loser: string; values?: Record<string, unknown> },
) {
  const command = { type: "merge", entity, survivor, loser, values } as const;
  return sample.gateway.execute(actors[actor], "sample", [command], byUser);
}

const read = (entity: string, id: string) => sample.gateway.get(actors.system, "sample", entity, id);

test("one record is made of two: chosen values, references and history come along, undone as one", async () => {
  const [keep = "", double = ""] = await sample.given(
    "customer",
    { name: "海尔" },
    { name: "海尔集团", secret: "s" },
  );
  const [lead = ""] = await sample.given("lead", { name: "a", customer: double, mobile: "13800138001" });
  const { changeSet } = await merge("admin", "customer", {
    survivor: keep,
    loser: double,
    values: { name: "海尔集团" },
  });
  expect((await read("customer", keep)).record).toMatchObject({ name: "海尔集团", revision: 2 });
  expect((await read("lead", lead)).record["customer"]).toBe(keep);
  const gone = await read("customer", double);
  expect([gone.record["deleted_at"] === null, gone.mergedInto]).toEqual([false, keep]);
  const { items } = await sample.gateway.history(actors.system, "sample", { entity: "customer", id: keep });
  expect(items.map((item) => item.action).toSorted((a, b) => a.localeCompare(b))).toEqual([
    "created",
    "created",
    "deleted",
    "updated",
  ]);
  await sample.gateway.undoChangeSet(actors.admin, "sample", changeSet);
  expect((await read("customer", keep)).record["name"]).toBe("海尔");
  expect((await read("lead", lead)).record["customer"]).toBe(double);
  const back = await read("customer", double);
  expect([back.record["deleted_at"], back.mergedInto]).toEqual([null, undefined]);
  const own = await sample.gateway.history(actors.system, "sample", { entity: "customer", id: keep });
  expect(own.items.every((item) => item.action !== "deleted")).toBe(true);
});

test("child rows move behind those of the survivor, and its sums follow", async () => {
  const line = (name: string, price: number) => ({ name, quantity: 1, price });
  const [keep = "", double = ""] = await sample.given(
    "quote",
    { name: "a", lines: [line("x", 1)] },
    { name: "b", lines: [line("y", 2), line("z", 3)] },
  );
  const { changeSet } = await merge("admin", "quote", { survivor: keep, loser: double });
  const { record } = await read("quote", keep);
  expect(record).toMatchObject({ total: "6.00", lines: [{ name: "x" }, { name: "y" }, { name: "z" }] });
  await sample.gateway.undoChangeSet(actors.admin, "sample", changeSet);
  expect((await read("quote", keep)).record).toMatchObject({ total: "1.00", lines: [{ name: "x" }] });
  expect((await read("quote", double)).record).toMatchObject({
    total: "5.00",
    lines: [{ name: "y" }, { name: "z" }],
  });
});

test("the survivor may take over a unique value; whoever may not do both halves does neither", async () => {
  const [keep = "", double = ""] = await sample.given(
    "lead",
    { name: "a", owner: people.wang },
    { name: "b", mobile: "13800138001", owner: people.wang },
  );
  const values = { mobile: "13800138001" };
  // Sales may not delete leads.
  expect((await refusal(merge("wang", "lead", { survivor: keep, loser: double, values }))).code).toBe(
    "STORE_NOT_ALLOWED",
  );
  expect((await refusal(merge("admin", "lead", { survivor: keep, loser: keep }))).code).toBe(
    "STORE_NOT_ALLOWED",
  );
  await merge("admin", "lead", { survivor: keep, loser: double, values });
  expect((await read("lead", keep)).record["mobile"]).toBe("+8613800138001");
});
