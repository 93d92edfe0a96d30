import { expect, test } from "vitest";
import { refusal } from "../fixtures/refusal.ts";
import { actors, byUser, people, useSampleGateway } from "../fixtures/sample-gateway.ts";
import type { Cause, Command } from "../record-command.ts";
import type { ChangeBatch } from "../change.ts";

const sample = useSampleGateway();

function run(actor: keyof typeof actors, command: Command, cause: Cause = byUser) {
  return sample.gateway.execute(actors[actor], "sample", [command], cause);
}

function change(id: string, values: Record<string, unknown>, revision?: number): Command {
  return {
    type: "update",
    entity: "lead",
    changes: [{ id, values, ...(revision === undefined ? {} : { revision }) }],
  };
}

async function lead(id: string, actor: keyof typeof actors = "system") {
  return (await sample.gateway.get(actors[actor], "sample", "lead", id)).record;
}

test("an update writes what differs, and nothing when nothing differs", async () => {
  const [id = ""] = await sample.given("lead", { name: "a", amount: 1, owner: people.wang });
  sample.clock.advance(1000);
  const first = await run("wang", change(id, { amount: "2", name: "a" }));
  expect(first.results[0]?.revisions).toEqual([2]);
  expect(await lead(id)).toMatchObject({
    amount: "2.00",
    revision: 2,
    updated_by: people.wang,
    updated_at: "2026-11-22T02:00:01.000Z",
  });
  const second = await run("wang", change(id, { amount: "2.00" }));
  expect(second.results[0]?.revisions).toEqual([2]);
});

test("a write on an older revision is refused, naming what others changed", async () => {
  const [id = ""] = await sample.given("lead", { name: "a", owner: people.wang });
  await run("wang", change(id, { amount: 5 }, 1));
  const error = await refusal(run("wang", change(id, { name: "b" }, 1)));
  expect([error.code, error.status, error.details.map((detail) => detail.path)]).toEqual([
    "STORE_CONFLICT",
    409,
    ["amount"],
  ]);
  expect((await lead(id))["name"]).toBe("a");
});

test("of parallel writers on one revision exactly one wins", async () => {
  const [id = ""] = await sample.given("lead", { name: "a", owner: people.wang });
  const outcomes = await Promise.allSettled(
    Array.from({ length: 10 }, (_, index) => run("wang", change(id, { name: `w${index}` }, 1))),
  );
  expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
  expect((await lead(id))["revision"]).toBe(2);
});

test("a new owner brings the record to their main team", async () => {
  const [id = ""] = await sample.given("lead", { name: "a", owner: people.wang });
  await run("admin", change(id, { owner: people.li }));
  expect(await lead(id)).toMatchObject({ owner: people.li, team: people.teamB });
});

test("child rows are kept by id, added, removed, and their sums follow", async () => {
  const [id = ""] = await sample.given("quote", {
    name: "q",
    owner: people.wang,
    lines: [
      { name: "a", quantity: 1, price: 10 },
      { name: "b", quantity: 1, price: 20 },
    ],
  });
  const before = (await sample.gateway.get(actors.wang, "sample", "quote", id)).record["lines"];
  const rows = Array.isArray(before) ? before.filter((row) => typeof row === "object") : [];
  const lines = [
    { ...rows[1], price: 25 },
    { name: "c", quantity: 2, price: "5" },
  ];
  await run("wang", { type: "update", entity: "quote", changes: [{ id, values: { lines } }] });
  const { record } = await sample.gateway.get(actors.wang, "sample", "quote", id);
  expect(record).toMatchObject({ total: "35.00", revision: 2 });
  expect(record["lines"]).toMatchObject([
    { id: rows[1]?.["id"], name: "b", amount: "25.00", position: 0 },
    { name: "c", amount: "10.00", position: 1 },
  ]);
  const history = await sample.gateway.history(actors.wang, "sample", { entity: "quote", id: id });
  const noted = history.items[0]?.changes.find((one) => one.field === "lines");
  expect(noted?.rows).toEqual({ created: 1, updated: 1, deleted: 1 });
});

test("a child row written by itself brings its parent's sum up to date", async () => {
  const [id = ""] = await sample.given("quote", {
    name: "q",
    lines: [{ name: "a", quantity: 1, price: 10 }],
  });
  await run("system", {
    type: "create",
    entity: "quote_line",
    rows: [{ parent: id, name: "b", quantity: 3, price: 5 }],
  });
  expect((await sample.gateway.get(actors.system, "sample", "quote", id)).record["total"]).toBe("25.00");
});

test("deleted records free their unique values, and coming back checks them again", async () => {
  const [id = ""] = await sample.given("lead", { name: "a", mobile: "13800138000" });
  await run("system", { type: "delete", entity: "lead", ids: [id] });
  await sample.given("lead", { name: "b", mobile: "13800138000" });
  const error = await refusal(run("system", { type: "restore", entity: "lead", ids: [id] }));
  expect([error.code, error.details[0]?.path]).toEqual(["STORE_VALUE_TAKEN", "mobile"]);
  const [quote = ""] = await sample.given("quote", { name: "q", lines: [{ name: "l" }] });
  const count = async () =>
    (await sample.gateway.query(actors.system, "sample", { entity: "quote_line" })).items.length;
  await run("system", { type: "delete", entity: "quote", ids: [quote] });
  expect(await count()).toBe(0);
  await run("system", { type: "restore", entity: "quote", ids: [quote] });
  expect(await count()).toBe(1);
});

test("of fifty parallel claimants exactly one gets the record", async () => {
  const [id = ""] = await sample.given("lead", { name: "pooled" });
  const claims = Array.from({ length: 50 }, (_, index) =>
    run(index % 2 === 0 ? "wang" : "li", { type: "claim", entity: "lead", ids: [id] }),
  );
  const outcomes = await Promise.allSettled(claims);
  expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
  const reasons = outcomes.flatMap((outcome) =>
    outcome.status === "rejected" ? [outcome.reason as unknown] : [],
  );
  for (const reason of reasons) expect(reason).toMatchObject({ code: "STORE_ALREADY_CLAIMED" });
  const record = await lead(id);
  expect([people.wang, people.li]).toContain(record["owner"]);
  expect(record["team"]).toBe(record["owner"] === people.wang ? people.teamA : people.teamB);
});

test("claims stop at the daily limit and at what a person may hold, in parallel too", async () => {
  const ids = await sample.given("lead", ...Array.from({ length: 8 }, (_, index) => ({ name: `p${index}` })));
  const claims = ids.map((id) => run("wang", { type: "claim", entity: "lead", ids: [id] }));
  const outcomes = await Promise.allSettled(claims);
  expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(3);
  const rejected = outcomes.find((outcome) => outcome.status === "rejected");
  expect(rejected?.reason).toMatchObject({ code: "STORE_CLAIM_LIMIT" });
  sample.clock.advance(24 * 3_600_000);
  const rest = (await sample.gateway.query(actors.wang, "sample", { entity: "lead" })).items.filter(
    (item) => item["owner"] === null,
  );
  const two = rest.slice(0, 2).map((item) => item.id);
  expect((await refusal(run("wang", { type: "claim", entity: "lead", ids: two }))).code).toBe(
    "STORE_CLAIM_LIMIT",
  );
  await run("wang", { type: "claim", entity: "lead", ids: two.slice(0, 1) });
});

test("a record that is not in the pool, or not there, answers like one already claimed; released ones are free again", async () => {
  const [owned = ""] = await sample.given("lead", { name: "o", owner: people.li });
  for (const id of [owned, people.wang, "no id"]) {
    const error = await refusal(run("wang", { type: "claim", entity: "lead", ids: [id] }));
    expect([error.code, error.status]).toEqual(["STORE_ALREADY_CLAIMED", 409]);
  }
  await run("li", { type: "release", entity: "lead", ids: [owned], reason: "联系不上" });
  expect(await lead(owned, "wang")).toMatchObject({ owner: null, team: people.teamB });
  const { items } = await sample.gateway.history(actors.wang, "sample", { entity: "lead", id: owned });
  expect(items[0]).toMatchObject({ action: "released", note: "联系不上", actor: people.li });
});

test("parallel calls with one idempotency key write once and get the same answer", async () => {
  const command: Command = { type: "create", entity: "lead", rows: [{ name: "once" }] };
  const cause: Cause = { type: "api", idempotencyKey: "k1" };
  const answers = await Promise.all(Array.from({ length: 20 }, () => run("wang", command, cause)));
  expect(new Set(answers.map((answer) => answer.results[0]?.ids[0])).size).toBe(1);
  expect(answers.filter((answer) => answer.repeated !== true)).toHaveLength(1);
  const other: Command = { type: "create", entity: "lead", rows: [{ name: "other" }] };
  expect((await refusal(run("wang", other, cause))).code).toBe("STORE_IDEMPOTENCY_MISMATCH");
  await run("li", other, cause);
  const page = await sample.gateway.query(actors.system, "sample", { entity: "lead" });
  expect(page.items).toHaveLength(2);
});

test("reactions write inside the same transaction and change-set, one level deeper", async () => {
  const batches: ChangeBatch[] = [];
  sample.gateway.react(async (transaction, batch) => {
    batches.push(batch);
    if (batch.depth > 0 || batch.type !== "created") return;
    const changes = batch.records.map((record) => ({ id: record.id, values: { owner: people.li } }));
    const cause: Cause = { type: "flow", id: "f1", label: "分配" };
    await transaction.execute(actors.system, "sample", [{ type: "update", entity: "lead", changes }], cause);
  });
  const result = await run("wang", { type: "create", entity: "lead", rows: [{ name: "a" }] });
  const id = result.results[0]?.ids[0] ?? "";
  expect(batches.map((batch) => [batch.type, batch.depth, batch.changeSet])).toEqual([
    ["created", 0, result.changeSet],
    ["updated", 1, result.changeSet],
  ]);
  expect(batches[1]?.records[0]).toMatchObject({ id, changed: ["owner", "team"] });
  const { items } = await sample.gateway.history(actors.li, "sample", { entity: "lead", id: id });
  expect(items.map((item) => [item.action, item.cause.type])).toEqual([
    ["updated", "flow"],
    ["created", "user"],
  ]);
});

test("an error in a reaction undoes the write; reactions that trigger each other are stopped", async () => {
  sample.gateway.react(async (transaction, batch) => {
    const changes = batch.records.map((record) => ({ id: record.id, values: { score: batch.depth + 1 } }));
    await transaction.execute(actors.system, "sample", [{ type: "update", entity: "lead", changes }], byUser);
  });
  const error = await refusal(run("wang", { type: "create", entity: "lead", rows: [{ name: "a" }] }));
  expect(error.code).toBe("STORE_REACTION_LOOP");
  expect((await sample.gateway.query(actors.system, "sample", { entity: "lead" })).items).toEqual([]);
});

test("a transaction shares its change-set, reads its own writes, and leaves nothing when it fails", async () => {
  const work = sample.gateway.transaction(actors.system, byUser, async (transaction) => {
    const create: Command = { type: "create", entity: "lead", rows: [{ name: "t" }] };
    const { changeSet } = await transaction.execute(actors.system, "sample", [create], byUser);
    expect(changeSet).toBe(transaction.changeSet);
    expect((await transaction.query(actors.system, "sample", { entity: "lead" })).items).toHaveLength(1);
    throw new RangeError("stop");
  });
  await expect(work).rejects.toThrow("stop");
  expect((await sample.gateway.query(actors.system, "sample", { entity: "lead" })).items).toEqual([]);
});
