import { sql } from "kysely";
import { expect, test } from "vitest";
import { refusal } from "../fixtures/refusal.ts";
import { actors, byUser, people, useSampleGateway } from "../fixtures/sample-gateway.ts";
import type { Command, RecordSelection } from "../record-command.ts";

const sample = useSampleGateway();

async function run(actor: keyof typeof actors, command: Command) {
  return sample.gateway.execute(actors[actor], "sample", [command], byUser);
}

function set(selection: RecordSelection, values: Readonly<Record<string, unknown>>): Command {
  return { type: "update-matching", entity: "lead", selection, values };
}

const web = { filter: { "==": [{ var: "source" }, "web"] } };

async function names(filter: NonNullable<RecordSelection["filter"]>) {
  const query = { entity: "lead", filter, sort: [{ field: "name" }] };
  return (await sample.gateway.query(actors.system, "sample", query)).items.map((item) => item["name"]);
}

test("all records that match and may be changed are changed as one, the count is known before, undo takes all back", async () => {
  await sample.given(
    "lead",
    { name: "own", owner: people.wang },
    { name: "own too", owner: people.wang },
    { name: "call", source: "call", owner: people.wang },
    { name: "pooled" },
    { name: "foreign", owner: people.li },
  );
  const target = { entity: "lead", selection: web, operation: "update" } as const;
  expect(await sample.gateway.countMatching(actors.wang, "sample", target)).toEqual({
    matching: 3,
    allowed: 2,
  });
  const { changeSet, results } = await run("wang", set(web, { amount: 7 }));
  expect(results[0]).toMatchObject({ count: 2, ids: [] });
  expect(await names({ "==": [{ var: "amount" }, 7] })).toEqual(["own", "own too"]);
  await sample.gateway.undoChangeSet(actors.wang, "sample", changeSet);
  expect(await names({ "==": [{ var: "amount" }, 7] })).toEqual([]);
});

test("the write may take records out of the filter, and flows see every one of thousands", async () => {
  await sample.given("lead", ...Array.from({ length: 4_500 }, (_, index) => ({ name: `n${index}` })));
  let seen = 0;
  sample.gateway.react(async (_transaction, batch) => {
    seen += batch.records.length;
  });
  const { results } = await run("admin", set(web, { source: "expo" }));
  expect([results[0]?.count, seen]).toEqual([4_500, 4_500]);
  expect(await names(web.filter)).toEqual([]);
  const history = await sql<{ n: number }>`
    select count(*)::int as n from mortise.record_history where type = 'updated'`.execute(sample.db);
  expect(history.rows[0]?.n).toBe(4_500);
});

test("values that do not fit are told once, and hidden fields cannot choose records", async () => {
  await sample.given("lead", { name: "a", owner: people.wang }, { name: "b", owner: people.wang });
  const error = await refusal(run("wang", set({}, { amount: "much" })));
  expect(error.details.map((detail) => detail.path)).toEqual(["amount"]);
  const peek = { filter: { ">": [{ var: "margin" }, 0] } };
  expect((await refusal(run("wang", set(peek, { amount: 1 })))).code).toBe("STORE_FIELD_NOT_ALLOWED");
  expect((await refusal(run("wang", { type: "delete-matching", entity: "lead", selection: {} }))).code).toBe(
    "STORE_NOT_ALLOWED",
  );
});

test("deleting by filter puts what matches into the bin", async () => {
  await sample.given("lead", { name: "a" }, { name: "b", source: "call" });
  const { results } = await run("admin", { type: "delete-matching", entity: "lead", selection: web });
  expect(results[0]?.count).toBe(1);
  expect(await names({ "!": [{ empty: [{ var: "name" }] }] })).toEqual(["b"]);
});
