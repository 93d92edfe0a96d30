import { expect, test } from "vitest";
import { refusal } from "../fixtures/refusal.ts";
import { actors, people, useSampleGateway } from "../fixtures/sample-gateway.ts";
import type { RecordQuery } from "../record-query.ts";

const sample = useSampleGateway();

type Query = Omit<RecordQuery, "entity">;

async function names(actor: keyof typeof actors, query: Query = {}): Promise<readonly unknown[]> {
  const page = await sample.gateway.query(actors[actor], "sample", { entity: "lead", ...query });
  return page.items.map((item) => item["name"]);
}

async function allPages(query: Query): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  let after: string | undefined;
  do {
    const page = await sample.gateway.query(actors.system, "sample", {
      entity: "lead",
      ...query,
      ...(after ? { after } : {}),
    });
    found.push(...page.items.map((item) => item["name"]));
    after = page.next;
  } while (after);
  return found;
}

test("pages follow each other through ties and empty values in every direction", async () => {
  const amounts = ["5", null, "5", "7", null, "1", "5"];
  const sources = ["web", "expo", "call", "web", "web", "call", "web"];
  await sample.given(
    "lead",
    ...amounts.map((amount, index) => ({ name: `n${index}`, amount, source: sources[index] ?? "web" })),
  );
  for (const first of [false, true]) {
    for (const second of [false, true]) {
      const sort = [
        { field: "amount", descending: first },
        { field: "source", descending: second },
      ];
      const whole = await allPages({ sort, limit: 500 });
      expect(whole).toHaveLength(amounts.length);
      for (const limit of [1, 2, 3]) expect(await allPages({ sort, limit })).toEqual(whole);
      expect(new Set(whole.slice(-2))).toEqual(new Set(["n1", "n4"]));
    }
  }
  const bySource = await allPages({ sort: [{ field: "source" }], limit: 2 });
  expect(bySource.indexOf("n1")).toBe(4);
});

test("an offset skips rows, from the beginning or from a cursor, in every order and with a keyword", async () => {
  const rows = Array.from({ length: 12 }, (_, index) => ({
    name: `客户${index}`,
    amount: index % 5 === 0 ? null : String(index % 4),
  }));
  await sample.given("lead", ...rows);
  for (const query of [
    {},
    { sort: [{ field: "amount", descending: true }, { field: "name" }] },
    { search: "客户", sort: [{ field: "amount" }] },
    { filter: { ">": [{ var: "amount" }, "0"] } },
  ]) {
    const whole = await allPages({ ...query, limit: 500 });
    const first = await sample.gateway.query(actors.system, "sample", { entity: "lead", ...query, limit: 2 });
    expect(await names("system", { ...query, offset: 3, limit: 2 })).toEqual(whole.slice(3, 5));
    expect(await names("system", { ...query, after: first.next ?? "", offset: 1, limit: 3 })).toEqual(
      whole.slice(3, 6),
    );
    expect(await names("system", { ...query, offset: 100 })).toEqual([]);
  }
});

test("a page reached by an offset counts all rows and goes on by its cursor", async () => {
  await sample.given("lead", ...Array.from({ length: 6 }, (_, index) => ({ name: `n${index}` })));
  const query = { entity: "lead", sort: [{ field: "name" }], limit: 2 };
  const page = await sample.gateway.query(actors.system, "sample", { ...query, offset: 3, count: "exact" });
  expect(page.count).toEqual({ value: 6, capped: false });
  expect(await names("system", { ...query, after: page.next ?? "" })).toEqual(["n5"]);
});

test("skips only rows the actor may read, and no more than the limit", async () => {
  await sample.given(
    "lead",
    { name: "a", owner: people.li },
    { name: "b", owner: people.wang },
    { name: "c" },
  );
  expect(await names("wang", { sort: [{ field: "name" }], offset: 1 })).toEqual(["c"]);
  for (const offset of [-1, 1.5, 200_001]) {
    expect((await refusal(names("system", { offset }))).code).toBe("STORE_QUERY_INVALID");
  }
});

test("newest first is the order when none is asked for, and pages hold it", async () => {
  for (const name of ["old", "middle", "new"]) {
    await sample.given("lead", { name });
    sample.clock.advance(1);
  }
  expect(await allPages({ limit: 1 })).toEqual(["new", "middle", "old"]);
});

test("a made-up or foreign cursor is refused", async () => {
  await sample.given("lead", { name: "a" }, { name: "b" });
  const page = await sample.gateway.query(actors.system, "sample", { entity: "lead", limit: 1 });
  const bad = Buffer.from(JSON.stringify(["-created_at,-id", "no time", "no id"])).toString("base64url");
  for (const after of ["", "x", "W10", bad]) {
    expect((await refusal(names("system", { after }))).code).toBe("STORE_CURSOR_INVALID");
  }
  const other = names("system", { sort: [{ field: "name" }], ...(page.next ? { after: page.next } : {}) });
  expect((await refusal(other)).code).toBe("STORE_CURSOR_INVALID");
});

test("counts are exact up to the page and can be capped", async () => {
  await sample.given("lead", { name: "a" }, { name: "b" }, { name: "c" });
  const page = await sample.gateway.query(actors.system, "sample", {
    entity: "lead",
    limit: 2,
    count: "exact",
  });
  expect(page.count).toEqual({ value: 3, capped: false });
});

test("only asked fields come back, with id and revision", async () => {
  await sample.given("lead", { name: "a" });
  const page = await sample.gateway.query(actors.system, "sample", { entity: "lead", fields: ["name"] });
  expect(Object.keys(page.items[0] ?? {}).toSorted()).toEqual(["id", "name", "revision"]);
});

test("filters combine, and values stay values", async () => {
  await sample.given("lead", { name: "a' or 1=1 --", amount: 5 }, { name: "b", amount: 500 });
  const equals = (name: string) => ({ filter: { "==": [{ var: "name" }, name] } });
  expect(await names("system", equals("a' or 1=1 --"))).toEqual(["a' or 1=1 --"]);
  expect(await names("system", equals("' or 1=1 --"))).toEqual([]);
  const nested = {
    or: [{ and: [{ ">": [{ var: "amount" }, 100] }, { "==": [{ var: "stage" }, "new"] }] }, false],
  };
  expect(await names("system", { filter: nested })).toEqual(["b"]);
});

test("unknown names anywhere are clear refusals and never reach SQL", async () => {
  const evil = `name" or 1=1; --`;
  const tries: readonly [Query, string][] = [
    [{ filter: { "==": [{ var: evil }, 1] } }, "STORE_FILTER_INVALID"],
    [{ filter: { evil: [1] } }, "STORE_FILTER_INVALID"],
    [{ filter: { "+": [1, 2] } }, "STORE_FILTER_INVALID"],
    [{ sort: [{ field: evil }] }, "STORE_FIELD_UNKNOWN"],
    [{ fields: [evil] }, "STORE_FIELD_UNKNOWN"],
    [{ fields: ["__proto__"] }, "STORE_FIELD_UNKNOWN"],
    [{ children: ["name"] }, "STORE_QUERY_INVALID"],
    [{ limit: Number.NaN }, "STORE_QUERY_INVALID"],
    [{ sort: [{ field: "tags" }] }, "STORE_FIELD_UNSUITABLE"],
  ];
  for (const [query, code] of tries)
    expect([query, (await refusal(names("system", query))).code]).toEqual([query, code]);
  const entity = sample.gateway.query(actors.system, "sample", { entity: "lead; drop table x" });
  expect((await refusal(entity)).code).toBe("STORE_ENTITY_NOT_FOUND");
});

test("search finds from one Chinese character on, several words, and signs as they are", async () => {
  await sample.given(
    "lead",
    { name: "青岛海尔智家", mobile: "13800138000" },
    { name: "海信集团" },
    { name: "100%_棉" },
    { name: "Haier Europe" },
  );
  expect(await names("system", { search: "海", sort: [{ field: "name" }] })).toEqual([
    "海信集团",
    "青岛海尔智家",
  ]);
  expect(await names("system", { search: "海尔" })).toEqual(["青岛海尔智家"]);
  expect(await names("system", { search: "智家 青岛" })).toEqual(["青岛海尔智家"]);
  expect(await names("system", { search: "haier" })).toEqual(["Haier Europe"]);
  expect(await names("system", { search: "%_" })).toEqual(["100%_棉"]);
  expect(await names("system", { search: "0138000" })).toEqual(["青岛海尔智家"]);
  expect(await names("system", { search: "' or 1=1" })).toEqual([]);
});

test("the recycle bin shows deleted records, and only it", async () => {
  const [id = ""] = await sample.given("lead", { name: "gone" }, { name: "here" });
  const command = { type: "delete", entity: "lead", ids: [id] } as const;
  await sample.gateway.execute(actors.system, "sample", [command], { type: "user" });
  expect(await names("system")).toEqual(["here"]);
  expect(await names("system", { state: "deleted" })).toEqual(["gone"]);
});

test("titles of referenced records come with the page when those records may be read, and never otherwise", async () => {
  const [customer = ""] = await sample.given("customer", { name: "海尔", owner: people.wang });
  await sample.given(
    "lead",
    { name: "a", customer, owner: people.wang },
    { name: "b", customer, owner: people.li },
  );
  const label = async (actor: keyof typeof actors) =>
    (await sample.gateway.query(actors[actor], "sample", { entity: "lead" })).labels[customer];
  expect(await label("wang")).toBe("海尔");
  expect(await label("auditor")).toBeUndefined();
  // 李娜 sees the lead, but not the customer it points at.
  expect(await label("li")).toBeUndefined();
});

test("filters by totals over child rows", async () => {
  await sample.given(
    "quote",
    { name: "two", lines: [{ name: "a", quantity: 2 }, { name: "b", quantity: 3 }, { name: "c" }] },
    { name: "one", lines: [{ name: "a", quantity: 1 }] },
    { name: "none" },
  );
  const found = async (filter: RecordQuery["filter"], actor: keyof typeof actors = "system") => {
    const page = await sample.gateway.query(actors[actor], "sample", {
      entity: "quote",
      sort: [{ field: "name" }],
      ...(filter === undefined ? {} : { filter }),
    });
    return page.items.map((item) => item["name"]);
  };
  const lines = { var: "lines" };
  const quantity = { var: "quantity" };
  expect(await found({ ">=": [{ sum: [lines, quantity] }, 1] })).toEqual(["one", "two"]);
  expect(await found({ "==": [{ count: [lines, { ">": [quantity, 2] }] }, 1] })).toEqual(["two"]);
  expect(await found({ empty: [lines] })).toEqual(["none"]);
  expect(await found({ "==": [{ maxOf: [lines, quantity] }, 3] })).toEqual(["two"]);
  expect(await found({ "<": [{ avg: [lines, quantity] }, 2] })).toEqual(["one"]);
});
