import { sql } from "kysely";
import { expect, test } from "vitest";
import { refusal } from "../fixtures/refusal.ts";
import { actors, useSampleGateway } from "../fixtures/sample-gateway.ts";
import { withPatience } from "./patience.ts";

const sample = useSampleGateway();

test("a condition that costs much for each row ends in a clear error; the connection goes on", async () => {
  const model = { field: () => undefined };
  const read = { filter: { matches: [{ var: "name" }, "a"] }, model, patience: 50 };
  const error = await refusal(withPatience(sample.db, read, (db) => sql`select pg_sleep(30)`.execute(db)));
  expect(error.code).toBe("STORE_QUERY_TOO_SLOW");
  const { rows } = await withPatience(sample.db, read, (db) => sql<{ n: number }>`select 1 as n`.execute(db));
  expect(rows).toEqual([{ n: 1 }]);
});

test("plain conditions are not timed, and heavy ones give what they give", async () => {
  const model = { field: () => undefined };
  const plain = { filter: { "==": [{ var: "name" }, "a"] }, model, patience: 1 };
  await withPatience(sample.db, plain, (db) => sql`select pg_sleep(0.05)`.execute(db));
  await sample.given("lead", { name: "a1" }, { name: "b2" });
  const query = { entity: "lead", filter: { matches: [{ var: "name" }, "^a"] } };
  const page = await sample.gateway.query(actors.system, "sample", query);
  expect(page.items.map((item) => item["name"])).toEqual(["a1"]);
});
