import { sql } from "kysely";
import { expect, test } from "vitest";
import { refusal } from "../fixtures/refusal.ts";
import { actors, byUser, people, useSampleGateway } from "../fixtures/sample-gateway.ts";
import type { RecordQuery } from "../record-query.ts";

const sample = useSampleGateway();

async function leads() {
  const [open = "", won = "", lost = ""] = await sample.given(
    "lead",
    { name: "open", stage: "new", amount: 10, margin: 7, mobile: "13800138001", owner: people.wang },
    { name: "won", stage: "won", amount: 20, margin: 8, mobile: "13800138002", owner: people.wang },
    { name: "lost", stage: "lost", amount: 30, margin: 9, mobile: "13800138003", owner: people.wang },
  );
  return { open, won, lost };
}

const page = (query: Partial<RecordQuery> = {}) =>
  sample.gateway.query(actors.closer, "sample", { entity: "lead", sort: [{ field: "name" }], ...query });

async function names(query: Partial<RecordQuery>) {
  return (await page(query)).items.map((item) => item["name"]);
}

function change(id: string, values: Readonly<Record<string, unknown>>) {
  const command = { type: "update", entity: "lead", changes: [{ id, values }] } as const;
  return sample.gateway.execute(actors.closer, "sample", [command], byUser);
}

test("a field is hidden, masked and shown by the state of its record, and what is computed from it goes along", async () => {
  const { open, won, lost } = await leads();
  const { items, limits } = await page();
  const byName = Object.fromEntries(items.map((item) => [String(item["name"]), item]));
  expect(byName["open"]).not.toHaveProperty("margin");
  expect(byName["open"]).not.toHaveProperty("doubled_margin");
  expect(byName["won"]).toMatchObject({ margin: "8", doubled_margin: "16", mobile: "+8613800138002" });
  expect(byName["lost"]?.["mobile"]).toMatch(/\*/);
  expect(limits).toEqual({
    [open]: { margin: "hidden", doubled_margin: "hidden" },
    [won]: { amount: "read" },
    [lost]: { mobile: "masked", customer: "masked" },
  });
  expect((await sample.gateway.get(actors.closer, "sample", "lead", won)).limits).toEqual({
    [won]: { amount: "read" },
  });
});

test("where a field is withheld it is empty to filters, sorts, groups, figures and searches", async () => {
  await leads();
  expect(await names({ filter: { ">": [{ var: "margin" }, 0] } })).toEqual(["lost", "won"]);
  expect(await names({ filter: { empty: [{ var: "margin" }] } })).toEqual(["open"]);
  expect(await names({ filter: { ">": [{ var: "doubled_margin" }, 0] } })).toEqual(["lost", "won"]);
  expect(await names({ filter: { "==": [{ var: "mobile" }, "+8613800138003"] } })).toEqual([]);
  expect(await names({ sort: [{ field: "margin" }] })).toEqual(["won", "lost", "open"]);
  // Found where it is clear, whole or in part; where it is masked neither by itself nor together with what is clear.
  for (const search of ["13800138002", "138002", "won 138002"])
    expect(await names({ search })).toEqual(["won"]);
  for (const search of ["13800138003", "8003", "lost 8003"]) expect(await names({ search })).toEqual([]);
  const found = await sample.gateway.search(actors.closer, "sample", "1380013800");
  expect(found.flatMap(({ hits }) => hits.map(({ title }) => title)).toSorted()).toEqual(["open", "won"]);
  expect(await sample.gateway.search(actors.closer, "sample", "13800138003")).toEqual([]);
  const { rows } = await sample.gateway.aggregate(actors.closer, "sample", {
    entity: "lead",
    dimensions: [],
    measures: [
      { id: "sum", function: "sum", field: "margin" },
      { id: "n", function: "count", field: "mobile" },
    ],
  });
  expect(rows[0]?.values).toEqual({ sum: "17", n: "2" });
});

test("pages follow each other over a field that is empty where it is withheld", async () => {
  await leads();
  const first = await page({ sort: [{ field: "margin", descending: true }], limit: 2 });
  expect(first.items.map((item) => item["name"])).toEqual(["lost", "won"]);
  const rest = await page({
    sort: [{ field: "margin", descending: true }],
    limit: 2,
    ...(first.next ? { after: first.next } : {}),
  });
  expect(rest.items.map((item) => item["name"])).toEqual(["open"]);
});

test("a write is held against the record as it is stored", async () => {
  const { open, won } = await leads();
  const frozen = await refusal(change(won, { amount: 99 }));
  expect([frozen.code, frozen.details[0]?.path]).toEqual(["STORE_RECORD_INVALID", "amount"]);
  const hidden = await refusal(change(open, { margin: 1 }));
  expect(hidden.details[0]).toMatchObject({ path: "margin", message: { en: "There is no such field" } });
  // The same save may set the amount and win the record.
  await change(open, { amount: 11, stage: "won" });
  expect((await refusal(change(open, { amount: 12 }))).code).toBe("STORE_RECORD_INVALID");
});

test("the most generous of several roles holds", async () => {
  const { won } = await leads();
  const both = { ...actors.closer, roles: { sample: ["closer", "manager"] } };
  const command = { type: "update", entity: "lead", changes: [{ id: won, values: { amount: 21 } }] } as const;
  await sample.gateway.execute(both, "sample", [command], byUser);
  const { record } = await sample.gateway.get(both, "sample", "lead", won);
  expect(record["amount"]).toBe("21.00");
});

test("history shows a field as far as the record allows it now", async () => {
  const { won } = await leads();
  await sample.gateway.execute(
    actors.system,
    "sample",
    [
      {
        type: "update",
        entity: "lead",
        changes: [{ id: won, values: { margin: 55, name: "back", stage: "new" } }],
      },
    ],
    byUser,
  );
  const { items } = await sample.gateway.history(actors.closer, "sample", { entity: "lead", id: won });
  // Ids are random, and may hold any digits.
  const changes = JSON.stringify(items.map((item) => item.changes));
  expect(changes).toContain("back");
  expect(changes).not.toContain("55");
  const ofField = (field: string) =>
    sample.gateway.history(actors.closer, "sample", { entity: "lead", id: won, field });
  expect((await ofField("name")).items.flatMap((item) => item.changes)).toMatchObject([
    { field: "name", from: "won", to: "back" },
  ]);
  expect((await refusal(ofField("margin"))).code).toBe("STORE_FIELD_NOT_ALLOWED");
});

test("child rows hidden by the state of their parent are reached by no path", async () => {
  const [sealed = ""] = await sample.given(
    "quote",
    { name: "sealed", lines: [{ name: "secret line", quantity: 1, price: 2 }] },
    { name: "open", lines: [{ name: "open line" }] },
  );
  const { record } = await sample.gateway.get(actors.closer, "sample", "quote", sealed);
  expect(record).not.toHaveProperty("lines");
  // Its total is computed from the lines.
  expect(record).not.toHaveProperty("total");
  const lines = await sample.gateway.query(actors.closer, "sample", { entity: "quote_line" });
  expect(lines.items.map((item) => item["name"])).toEqual(["open line"]);
  const hasLines = { ">": [{ sum: [{ var: "lines" }, { var: "price" }] }, 0] };
  const found = await sample.gateway.query(actors.closer, "sample", { entity: "quote", filter: hasLines });
  expect(found.items).toEqual([]);
  const quotes = await sample.gateway.query(actors.closer, "sample", {
    entity: "quote",
    children: ["lines"],
  });
  expect(JSON.stringify(quotes)).not.toContain("secret line");
});

test("a masked value is revealed to those who may, and each time is written down", async () => {
  const { lost, won } = await leads();
  const reveal = (actor: keyof typeof actors, id: string, field = "mobile") =>
    sample.gateway.reveal(actors[actor], "sample", { entity: "lead", id, field });
  expect((await reveal("closer", lost)).value).toBe("+8613800138003");
  const entries = await sql<{ kind: string; record: string; details: unknown }>`
    select kind, record, details from mortise.audit_entry`.execute(sample.db);
  expect(entries.rows).toEqual([{ kind: "reveal", record: lost, details: { field: "mobile" } }]);
  // Clear anyway: nothing to write down.
  expect((await reveal("closer", won)).value).toBe("+8613800138002");
  expect((await refusal(reveal("closer", lost, "customer"))).code).toBe("STORE_FIELD_NOT_ALLOWED");
  expect((await refusal(reveal("auditor", won))).code).toBe("STORE_FIELD_NOT_ALLOWED");
  expect((await refusal(reveal("wang", won, "margin"))).code).toBe("STORE_FIELD_NOT_ALLOWED");
  const count = await sql<{ n: number }>`select count(*)::int as n from mortise.audit_entry`.execute(
    sample.db,
  );
  expect(count.rows[0]?.n).toBe(1);
});
