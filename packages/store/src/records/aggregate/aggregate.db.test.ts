import type { Dimension, RecordMeasure } from "@mortise/metadata";
import { expect, test } from "vitest";
import { refusal } from "../fixtures/refusal.ts";
import { actors, byUser, people, useSampleGateway } from "../fixtures/sample-gateway.ts";
import type { AggregateQuery } from "../record-query.ts";

const sample = useSampleGateway();

const count: RecordMeasure = { id: "n", function: "count" };

async function groups(dimension: Dimension | undefined, query: Partial<AggregateQuery> = {}) {
  const { rows } = await sample.gateway.aggregate(actors.system, "sample", {
    entity: "lead",
    dimensions: dimension ? [dimension] : [],
    measures: [count],
    ...query,
  });
  return rows.map((row) => [row.keys[0] ?? null, row.values["n"]]);
}

test("dates fall into the days, weeks and months of the actor's zone", async () => {
  for (const at of ["2026-10-31T15:59:00Z", "2026-10-31T16:00:00Z", "2026-11-02T00:00:00Z"]) {
    await sample.given("lead", { name: at, created_at: at });
  }
  expect(await groups({ field: "created_at", grain: "month" })).toEqual([
    ["2026-10-01", "1"],
    ["2026-11-01", "2"],
  ]);
  expect(await groups({ field: "created_at", grain: "week" })).toEqual([
    ["2026-10-26", "2"],
    ["2026-11-02", "1"],
  ]);
  expect(await groups({ field: "created_at" })).toHaveLength(3);
});

test("options come in their order, lists count in each of their groups, regions at the asked level", async () => {
  await sample.given(
    "lead",
    { name: "a", stage: "won", tags: ["vip", "urgent"], region: "370102" },
    { name: "b", stage: "new", tags: ["vip"], region: "370202" },
    { name: "c", stage: "new", region: "110101" },
  );
  expect(await groups({ field: "stage" })).toEqual([
    ["new", "2"],
    ["won", "1"],
  ]);
  expect(await groups({ field: "tags" })).toEqual([
    ["urgent", "1"],
    ["vip", "2"],
    [null, "1"],
  ]);
  expect(await groups({ field: "region", level: 2 })).toEqual([
    ["11", "1"],
    ["37", "2"],
  ]);
});

test("measures are exact, may have filters of their own, and can be sorted and cut off", async () => {
  await sample.given(
    "lead",
    { name: "a", source: "web", amount: "0.10" },
    { name: "b", source: "web", amount: "0.20", stage: "won" },
    { name: "c", source: "expo", amount: "5.00", stage: "won" },
    { name: "d", source: "call" },
  );
  const won = { "==": [{ var: "stage" }, "won"] };
  const result = await sample.gateway.aggregate(actors.system, "sample", {
    entity: "lead",
    dimensions: [{ field: "source" }],
    measures: [
      { id: "sum", function: "sum", field: "amount" },
      { id: "avg", function: "avg", field: "amount" },
      { id: "won", function: "sum", field: "amount", filter: won },
      { id: "last", function: "max", field: "created_at" },
    ],
    sort: [{ field: "sum", descending: true }],
    limit: 2,
  });
  expect(result.truncated).toBe(true);
  expect(result.rows.map(({ keys, values }) => ({ keys, values }))).toEqual([
    { keys: ["expo"], values: { sum: "5.00", avg: "5", won: "5.00", last: "2026-11-22T02:00:00.000Z" } },
    { keys: ["web"], values: { sum: "0.30", avg: "0.15", won: "0.20", last: "2026-11-22T02:00:00.000Z" } },
  ]);
});

test("keys that are ids come with names", async () => {
  await sample.given("lead", { name: "a", owner: people.wang }, { name: "b" });
  const result = await sample.gateway.aggregate(actors.system, "sample", {
    entity: "lead",
    dimensions: [{ field: "owner" }],
    measures: [count],
  });
  expect(result.rows.map((row) => row.keys[0])).toEqual([people.wang, null]);
  expect(result.labels).toEqual({ [people.wang]: "王伟" });
});

test("the filter behind each group gives exactly its rows", async () => {
  await sample.given(
    "lead",
    { name: "a", created_at: "2026-10-31T15:59:00Z", due: "2026-12-31", tags: ["vip"], region: "370102" },
    {
      name: "b",
      created_at: "2026-10-31T16:00:00Z",
      due: "2027-01-01",
      tags: ["vip", "urgent"],
      region: "37",
      amount: "-0.01",
    },
    { name: "c", created_at: "2026-11-30T15:59:59Z", owner: people.wang, region: "3701", amount: "100" },
  );
  const dimensions: readonly Dimension[] = [
    { field: "created_at", grain: "month" },
    { field: "created_at", grain: "week" },
    { field: "created_at", grain: "hour" },
    { field: "created_at", part: "hourOfDay" },
    { field: "due", part: "dayOfWeek" },
    { field: "due", grain: "quarter" },
    { field: "due", grain: "halfYear" },
    { field: "tags" },
    { field: "region", level: 4 },
    { field: "region" },
    { field: "owner" },
    { field: "owner.team" },
    { field: "stage" },
    { field: "amount", buckets: { width: "50" } },
    { field: "amount", buckets: { bounds: ["0", "100"] } },
  ];
  for (const dimension of dimensions) {
    const { rows } = await sample.gateway.aggregate(actors.system, "sample", {
      entity: "lead",
      dimensions: [dimension],
      measures: [count],
    });
    for (const row of rows) {
      const page = await sample.gateway.query(actors.system, "sample", {
        entity: "lead",
        filter: row.filters[0] ?? null,
        count: "exact",
      });
      expect([dimension, row.keys, String(page.count?.value)]).toEqual([
        dimension,
        row.keys,
        row.values["n"],
      ]);
    }
  }
});

test("made-up grains, levels, functions, fields and measure names do no harm", async () => {
  const evil = `x"; drop table y; --`;
  const tries: readonly [unknown, string][] = [
    [{ dimensions: [{ field: "created_at", grain: evil }] }, "STORE_QUERY_INVALID"],
    [{ dimensions: [{ field: "region", level: evil }] }, "STORE_QUERY_INVALID"],
    [{ dimensions: [{ field: evil }] }, "STORE_FIELD_UNKNOWN"],
    [{ measures: [{ id: "n", function: evil }] }, "STORE_QUERY_INVALID"],
    [{ measures: [{ id: "n", function: "sum", field: "name" }] }, "STORE_FIELD_UNSUITABLE"],
    [{ measures: [] }, "STORE_QUERY_INVALID"],
    [{ sort: [{ field: evil }] }, "STORE_FIELD_UNKNOWN"],
  ];
  for (const [query, code] of tries) {
    const error = await refusal(groups(undefined, query as Partial<AggregateQuery>));
    expect([query, error.code]).toEqual([query, code]);
  }
  const named = await sample.gateway.aggregate(actors.system, "sample", {
    entity: "lead",
    dimensions: [],
    measures: [{ id: evil, function: "count" }],
  });
  expect(named.rows[0]?.values).toEqual({ [evil]: "0" });
});

test("a funnel counts records now and those that ever came so far", async () => {
  const [a = "", b = ""] = await sample.given(
    "lead",
    { name: "a", amount: 10 },
    { name: "b", amount: 20 },
    { name: "c", amount: 5 },
  );
  const move = (id: string, stage: string) =>
    sample.gateway.execute(
      actors.system,
      "sample",
      [{ type: "update", entity: "lead", changes: [{ id, values: { stage } }] }],
      byUser,
    );
  await move(a, "quote");
  await move(a, "contact");
  await move(b, "contact");
  await move(b, "lost");
  const steps = await sample.gateway.stageFunnel(actors.system, "sample", {
    entity: "lead",
    field: "stage",
    amount: "amount",
  });
  expect(steps).toEqual([
    { option: "new", current: 1, amount: "5.00", reached: 3, reachedAmount: "35" },
    { option: "contact", current: 1, amount: "10.00", reached: 2, reachedAmount: "30" },
    { option: "quote", current: 0, amount: "0", reached: 1, reachedAmount: "10" },
    { option: "won", current: 0, amount: "0", reached: 0, reachedAmount: "0" },
    { option: "lost", current: 1, amount: "20.00", reached: 1, reachedAmount: "20" },
  ]);
});
