import { expect, test } from "vitest";
import { refusal } from "../fixtures/refusal.ts";
import { actors, byUser, people, useSampleGateway } from "../fixtures/sample-gateway.ts";
import type { RecordValues } from "../record-command.ts";

const sample = useSampleGateway();

async function create(actor: keyof typeof actors, entity: string, ...rows: readonly RecordValues[]) {
  return sample.gateway.execute(actors[actor], "sample", [{ type: "create", entity, rows }], byUser);
}

test("a person's new record has defaults, owner, team, number and system fields", async () => {
  const { results } = await create("wang", "lead", {
    name: "青岛海尔",
    mobile: "138 0013 8000",
    amount: 12.5,
  });
  const id = results[0]?.ids[0] ?? "";
  const { record, labels } = await sample.gateway.get(actors.wang, "sample", "lead", id);
  expect(record).toMatchObject({
    id,
    name: "青岛海尔",
    mobile: "+8613800138000",
    amount: "12.50",
    source: "web",
    stage: "new",
    no: "202611220001",
    owner: people.wang,
    team: people.teamA,
    created_by: people.wang,
    created_at: "2026-11-22T02:00:00.000Z",
    revision: 1,
    deleted_at: null,
  });
  expect(labels[people.wang]).toBe("王伟");
  expect(record).not.toHaveProperty("margin");
});

test("every complaint names its row and field", async () => {
  const error = await refusal(
    create("wang", "lead", { name: "ok" }, { source: "nowhere" }, { name: "x", mobile: "abc", nothing: 1 }),
  );
  expect(error.code).toBe("STORE_RECORD_INVALID");
  expect(error.details.map((detail) => detail.path).toSorted()).toEqual([
    "rows.1.name",
    "rows.1.source",
    "rows.2.mobile",
    "rows.2.nothing",
  ]);
  const single = await refusal(create("wang", "lead", { name: "" }));
  expect(single.details.map((detail) => detail.path)).toEqual(["name"]);
});

test("people set neither kept nor read-only nor computed nor hidden fields; the system sets read-only ones", async () => {
  const tries: RecordValues[] = [
    { id: people.wang },
    { created_by: people.li },
    { revision: 9 },
    { deleted_at: null },
    { score: 5 },
    { no: "A1" },
    { doubled_margin: 4 },
    { margin: 7 },
  ];
  for (const values of tries) {
    const error = await refusal(create("wang", "lead", { name: "x", ...values }));
    expect(error.details.map((detail) => detail.path)).toEqual(Object.keys(values));
  }
  const [id = ""] = await sample.given("lead", { name: "x", score: 5, margin: 7 });
  const { record } = await sample.gateway.get(actors.system, "sample", "lead", id);
  expect(record).toMatchObject({ score: "5", margin: "7", doubled_margin: "14", owner: null, team: null });
});

test("text that looks like SQL is stored as it is", async () => {
  const name = `'; drop table app_sample.lead; -- $1 ? "\\ %`;
  const { results } = await create("wang", "lead", { name });
  const { record } = await sample.gateway.get(actors.wang, "sample", "lead", results[0]?.ids[0] ?? "");
  expect(record["name"]).toBe(name);
});

test("characters that no column can hold are refused by name", async () => {
  const error = await refusal(create("wang", "lead", { name: "a\u0000b" }));
  expect(error.details.map((detail) => detail.path)).toEqual(["name"]);
});

test("a taken unique value is named, in the database and within the write", async () => {
  await sample.given("lead", { name: "first", mobile: "13800138000" });
  const single = await refusal(create("wang", "lead", { name: "x", mobile: "13800138000" }));
  expect([single.code, single.status, single.details[0]?.path]).toEqual(["STORE_VALUE_TAKEN", 409, "mobile"]);
  const many = await refusal(
    create(
      "wang",
      "lead",
      { name: "a", mobile: "13800138001" },
      { name: "b", mobile: "13800138001" },
      { name: "c", mobile: "13800138000" },
    ),
  );
  expect(many.details.map((detail) => detail.path).toSorted()).toEqual(["rows.1.mobile", "rows.2.mobile"]);
});

test("of parallel writers of one unique value exactly one wins, and the others are told the field", async () => {
  const outcomes = await Promise.allSettled(
    Array.from({ length: 20 }, () => create("wang", "lead", { name: "race", mobile: "13900139000" })),
  );
  expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
  for (const outcome of outcomes) {
    if (outcome.status === "fulfilled") continue;
    expect(outcome.reason).toMatchObject({ code: "STORE_VALUE_TAKEN", details: [{ path: "mobile" }] });
  }
});

test("numbers of parallel writers are unique and without gaps", async () => {
  await Promise.all(Array.from({ length: 20 }, (_, index) => create("wang", "lead", { name: `n${index}` })));
  const page = await sample.gateway.query(actors.wang, "sample", { entity: "lead", sort: [{ field: "no" }] });
  const numbers = page.items.map((item) => item["no"]);
  expect(numbers).toEqual(
    Array.from({ length: 20 }, (_, index) => `20261122${String(index + 1).padStart(4, "0")}`),
  );
});

test("references must exist and be visible", async () => {
  const [foreign = ""] = await sample.given("customer", { name: "李娜的客户", owner: people.li });
  for (const customer of [foreign, people.wang]) {
    const error = await refusal(create("wang", "lead", { name: "x", customer }));
    expect(error.details.map((detail) => detail.path)).toEqual(["customer"]);
  }
  await expect(create("zhao", "lead", { name: "x", customer: foreign })).resolves.toBeDefined();
});

test("child rows are created with their parent, and sums and the formulas on them follow", async () => {
  const { results } = await create("wang", "quote", {
    name: "Q1",
    lines: [
      { name: "a", quantity: 2, price: "10.50" },
      { name: "b", quantity: 1, price: "79.00" },
    ],
  });
  const id = results[0]?.ids[0] ?? "";
  const { record } = await sample.gateway.get(actors.wang, "sample", "quote", id);
  expect(record).toMatchObject({ total: "100.00", total_with_tax: "113.00" });
  expect(record["lines"]).toMatchObject([
    { name: "a", amount: "21.00" },
    { name: "b", amount: "79.00" },
  ]);
  const error = await refusal(
    create("wang", "quote", { name: "Q2", lines: [{ name: "a" }, { quantity: "x" }] }),
  );
  expect(error.details.map((detail) => detail.path).toSorted()).toEqual(["lines.1.name", "lines.1.quantity"]);
});

test("imports leave the owner to routing; ten thousand rows are one call", async () => {
  const rows = Array.from({ length: 10_000 }, (_, index) => ({
    name: `线索 ${index}`,
    mobile: `138${String(index).padStart(8, "0")}`,
    tags: ["vip"],
    region: "3701",
  }));
  const cause = { type: "import", id: "imp1", label: "a.xlsx" } as const;
  const result = await sample.gateway.execute(
    actors.admin,
    "sample",
    [{ type: "create", entity: "lead", rows }],
    cause,
  );
  expect(result.results[0]?.ids).toHaveLength(10_000);
  const page = await sample.gateway.query(actors.admin, "sample", {
    entity: "lead",
    count: "capped",
    limit: 1,
  });
  expect(page.count).toEqual({ value: 10_000, capped: false });
  expect(page.items[0]).toMatchObject({ owner: null, tags: ["vip"], region: "3701" });
});

test("a person without the right to create is refused, a visitor only through a public form", async () => {
  expect((await refusal(create("auditor", "lead", { name: "x" }))).code).toBe("STORE_NOT_ALLOWED");
  expect((await refusal(create("stranger", "lead", { name: "x" }))).code).toBe("STORE_NOT_ALLOWED");
  const visitor = { ...actors.system, kind: "public", admin: false } as const;
  const command = { type: "create", entity: "lead", rows: [{ name: "访客" }] } as const;
  const asApi = sample.gateway.execute(visitor, "sample", [command], { type: "api" });
  expect((await refusal(asApi)).code).toBe("STORE_NOT_ALLOWED");
  await sample.gateway.execute(visitor, "sample", [command], { type: "public-form" });
  const reading = sample.gateway.query(visitor, "sample", { entity: "lead" });
  expect((await refusal(reading)).code).toBe("STORE_NOT_ALLOWED");
});
