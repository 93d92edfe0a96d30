import { expect, test } from "vitest";
import { refusal } from "../fixtures/refusal.ts";
import { actors, byUser, people, useSampleGateway } from "../fixtures/sample-gateway.ts";
import type { AggregateQuery, RecordQuery } from "../record-query.ts";

const sample = useSampleGateway();

const CANARY = "91827364";

async function leads() {
  const [own = "", foreign = "", pooled = "", called = ""] = await sample.given(
    "lead",
    {
      name: "own",
      owner: people.wang,
      mobile: "13800138001",
      margin: CANARY,
      internal_note: "canarynote",
      amount: 1,
    },
    { name: "foreign", owner: people.li, mobile: "13800138002", amount: 10 },
    { name: "pooled", mobile: "13800138003", amount: 100 },
    { name: "called", owner: people.li, source: "call", amount: 1000 },
  );
  return { own, foreign, pooled, called };
}

async function seen(actor: keyof typeof actors, query: Partial<RecordQuery> = {}) {
  const page = await sample.gateway.query(actors[actor], "sample", {
    entity: "lead",
    sort: [{ field: "name" }],
    ...query,
  });
  return page.items.map((item) => item["name"]);
}

test("row rules decide what a list shows: own, team, pool, all, and the role's condition", async () => {
  await leads();
  expect(await seen("wang")).toEqual(["own", "pooled"]);
  expect(await seen("li")).toEqual(["called", "foreign", "pooled"]);
  expect(await seen("zhao")).toEqual(["own", "pooled"]);
  expect(await seen("auditor")).toEqual(["foreign", "own", "pooled"]);
  expect(await seen("admin")).toEqual(["called", "foreign", "own", "pooled"]);
  expect((await refusal(seen("stranger"))).code).toBe("STORE_NOT_ALLOWED");
});

test("no filter widens the row rule", async () => {
  await leads();
  const always = { or: [{ "==": [1, 1] }, { "!": [{ "==": [{ var: "owner" }, { var: "$user" }] }] }] };
  expect(await seen("wang", { filter: always })).toEqual(["own", "pooled"]);
  expect(await seen("wang", { search: "foreign" })).toEqual([]);
});

test("counts, aggregates, funnels, history and search see the same rows", async () => {
  const { foreign } = await leads();
  const page = await sample.gateway.query(actors.wang, "sample", { entity: "lead", count: "exact" });
  expect(page.count?.value).toBe(2);
  const sum = await sample.gateway.aggregate(actors.wang, "sample", {
    entity: "lead",
    dimensions: [],
    measures: [{ id: "sum", function: "sum", field: "amount" }],
  });
  expect(sum.rows[0]?.values).toEqual({ sum: "101.00" });
  const funnel = await sample.gateway.stageFunnel(actors.wang, "sample", { entity: "lead", field: "stage" });
  expect(funnel[0]).toMatchObject({ option: "new", current: 2, reached: 2 });
  const calls = [
    () => sample.gateway.get(actors.wang, "sample", "lead", foreign),
    () => sample.gateway.history(actors.wang, "sample", { entity: "lead", id: foreign }),
    () => sample.gateway.get(actors.wang, "sample", "lead", people.wang),
    () => sample.gateway.get(actors.wang, "sample", "lead", "no id"),
  ];
  for (const call of calls) expect((await refusal(call())).code).toBe("STORE_RECORD_NOT_FOUND");
});

test("several roles add up, for rows and for fields", async () => {
  await leads();
  const both = { ...actors.wang, roles: { sample: ["sales", "auditor"] } };
  const page = await sample.gateway.query(both, "sample", { entity: "lead", sort: [{ field: "margin" }] });
  expect(page.items.map((item) => item["name"])).toContain("foreign");
  expect(page.items[0]?.["mobile"]).toBe("+8613800138001");
  const permission = sample.gateway.permissionSummary(both, "sample", "lead");
  expect(permission).toMatchObject({ create: true, read: true, update: true, delete: false });
  expect(permission.fields["margin"]).toBeUndefined();
});

test("a hidden field cannot be observed by any path", async () => {
  const { own } = await leads();
  const margin = { var: "margin" };
  const queries: readonly Partial<RecordQuery>[] = [
    { filter: { "==": [margin, CANARY] } },
    { filter: { or: [true, { "!!": [margin] }] } },
    { filter: { "==": [{ if: [{ ">": [margin, 1] }, "own", "x"] }, { var: "name" }] } },
    { filter: { ">": [{ var: "doubled_margin" }, 0] } },
    { sort: [{ field: "margin" }] },
    { sort: [{ field: "doubled_margin" }] },
    { fields: ["name", "margin"] },
    { fields: ["doubled_margin"] },
  ];
  for (const query of queries) {
    const error = await refusal(seen("wang", query));
    expect([query, error.code]).toEqual([query, "STORE_FIELD_NOT_ALLOWED"]);
    expect(error.text.en).toMatch(/margin/);
  }
  const figure = { id: "m", function: "count" } as const;
  const aggregates: readonly Omit<AggregateQuery, "entity">[] = [
    { dimensions: [{ field: "margin" }], measures: [figure] },
    { dimensions: [], measures: [{ id: "m", function: "max", field: "margin" }] },
    { dimensions: [], measures: [{ id: "m", function: "countDistinct", field: "doubled_margin" }] },
    { dimensions: [], measures: [{ ...figure, filter: { ">": [margin, 0] } }] },
    { dimensions: [], measures: [figure], filter: { ">": [margin, 0] } },
  ];
  for (const query of aggregates) {
    const error = await refusal(
      sample.gateway.aggregate(actors.wang, "sample", { entity: "lead", ...query }),
    );
    expect([query, error.code]).toEqual([query, "STORE_FIELD_NOT_ALLOWED"]);
  }
  await sample.gateway.execute(
    actors.system,
    "sample",
    [{ type: "update", entity: "lead", changes: [{ id: own, values: { margin: "1", name: "renamed" } }] }],
    byUser,
  );
  const answers = [
    await sample.gateway.query(actors.wang, "sample", { entity: "lead" }),
    await sample.gateway.get(actors.wang, "sample", "lead", own),
    await sample.gateway.history(actors.wang, "sample", { entity: "lead", id: own }),
    await sample.gateway.search(actors.wang, "sample", "renamed"),
  ];
  expect(JSON.stringify(answers)).toContain("renamed");
  expect(JSON.stringify(answers)).not.toMatch(/margin|canarynote|91827364|182734728/);
});

test("search does not match on withheld fields, whoever the row belongs to", async () => {
  await leads();
  expect(await seen("admin", { search: "canarynote" })).toEqual(["own"]);
  expect(await seen("wang", { search: "canarynote" })).toEqual([]);
  expect(await seen("wang", { search: "own" })).toEqual(["own"]);
  expect(await seen("auditor", { search: "13800138001" })).toEqual([]);
});

test("a masked field is shown shortened and cannot be filtered, sorted, grouped or searched", async () => {
  const { own } = await leads();
  const { record } = await sample.gateway.get(actors.auditor, "sample", "lead", own);
  expect(record["mobile"]).toMatch(/\*{2,}/);
  expect(record["mobile"]).not.toContain("38001380");
  const tries: readonly Partial<RecordQuery>[] = [
    { filter: { "==": [{ var: "mobile" }, "+8613800138001"] } },
    { filter: { startsWith: [{ var: "mobile" }, "+86138"] } },
    { sort: [{ field: "mobile" }] },
  ];
  for (const query of tries) {
    expect((await refusal(seen("auditor", query))).code).toBe("STORE_FIELD_NOT_ALLOWED");
  }
});

test("rows that may be read but not changed are refused, invisible ones look missing, and nothing is written", async () => {
  const { own, foreign, pooled } = await leads();
  const rename = (...ids: string[]) =>
    sample.gateway.execute(
      actors.wang,
      "sample",
      [{ type: "update", entity: "lead", changes: ids.map((id) => ({ id, values: { name: "mine" } })) }],
      byUser,
    );
  const invisible = await refusal(rename(own, foreign));
  expect([invisible.code, invisible.details[0]?.path]).toEqual(["STORE_RECORD_NOT_FOUND", "rows.1"]);
  const visible = await refusal(rename(own, pooled));
  expect([visible.code, visible.details[0]?.path]).toEqual(["STORE_NOT_ALLOWED", "rows.1"]);
  expect(await seen("wang")).toEqual(["own", "pooled"]);
  const remove = { type: "delete", entity: "lead", ids: [own] } as const;
  const removal = sample.gateway.execute(actors.wang, "sample", [remove], byUser);
  expect((await refusal(removal)).code).toBe("STORE_NOT_ALLOWED");
});

test("child rows follow their parent", async () => {
  await sample.given("quote", { name: "q1", owner: people.wang, lines: [{ name: "a" }] });
  await sample.given("quote", { name: "q2", owner: people.li, lines: [{ name: "b" }] });
  const lines = await sample.gateway.query(actors.wang, "sample", { entity: "quote_line" });
  expect(lines.items.map((item) => item["name"])).toEqual(["a"]);
  const none = sample.gateway.query(actors.auditor, "sample", { entity: "quote_line" });
  expect((await refusal(none)).code).toBe("STORE_NOT_ALLOWED");
});
