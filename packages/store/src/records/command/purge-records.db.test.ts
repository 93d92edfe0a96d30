import { newId } from "@mortise/kit";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { refusal } from "../fixtures/refusal.ts";
import { actors, byUser, people, useSampleGateway } from "../fixtures/sample-gateway.ts";
import type { Command } from "../record-command.ts";

const sample = useSampleGateway();

const run = (actor: keyof typeof actors, command: Command) =>
  sample.gateway.execute(actors[actor], "sample", [command], byUser);

const purge = (
  entity: string,
  ids: readonly string[],
  references: "refuse" | "clear" = "refuse",
): Command => ({
  type: "purge",
  entity,
  ids,
  references,
});

const bin = (entity: string, ids: readonly string[]): Command => ({ type: "delete", entity, ids });

async function rowsAbout(id: string) {
  const { rows } = await sql<{ t: string }>`
    select 'row' as t from app_sample.quote where id = ${id} union all
    select 'line' from app_sample.quote_line where parent = ${id} union all
    select 'history' from mortise.record_history where record = ${id} and type <> 'purged'`.execute(
    sample.db,
  );
  return rows.map((row) => row.t);
}

test("a record leaves the bin for good with its rows and history; the audit says who did it", async () => {
  const [id = ""] = await sample.given("quote", { name: "q", lines: [{ name: "a" }] });
  expect((await refusal(run("admin", purge("quote", [id])))).code).toBe("STORE_RECORD_NOT_FOUND");
  await run("admin", bin("quote", [id]));
  const { changeSet } = await run("admin", purge("quote", [id]));
  expect(await rowsAbout(id)).toEqual([]);
  const audit = await sql<{ kind: string; actor: string; record: string }>`
    select kind, actor, record from mortise.audit_entry`.execute(sample.db);
  expect(audit.rows).toEqual([{ kind: "purge", actor: people.zhao, record: id }]);
  const sets = await sample.gateway.changeSets(actors.admin, "sample", {});
  expect(sets.items.find((item) => item.id === changeSet)?.counts).toContainEqual({
    entity: "quote",
    type: "purged",
    records: 1,
  });
  expect(await sample.gateway.undoChangeSet(actors.admin, "sample", changeSet)).toMatchObject({ undone: 0 });
});

test("only those with the right may, and deleting is not it", async () => {
  const [id = ""] = await sample.given("quote", { name: "q", owner: people.wang });
  await run("wang", bin("quote", [id]));
  expect((await refusal(run("wang", purge("quote", [id])))).code).toBe("STORE_NOT_ALLOWED");
});

test("references refuse the purge with what refers, or are cleared", async () => {
  const [id = ""] = await sample.given("customer", { name: "海尔" });
  const [lead = ""] = await sample.given("lead", { name: "a", customer: id });
  // A record that went into the bin before keeps its reference there.
  await run("admin", bin("lead", [lead]));
  await run("admin", bin("customer", [id]));
  const error = await refusal(run("admin", purge("customer", [id])));
  expect([error.code, error.details.map((detail) => detail.path)]).toEqual([
    "STORE_RECORD_IN_USE",
    ["lead.customer"],
  ]);
  await run("admin", purge("customer", [id], "clear"));
  expect((await sample.gateway.get(actors.system, "sample", "lead", lead)).record["customer"]).toBeNull();
});

test("files that nothing else holds go along", async () => {
  const file = async () => {
    const id = newId();
    await sql`insert into mortise.file (id, name, size, type) values (${id}, 'a', 1, 'text/plain')`.execute(
      sample.db,
    );
    return { id, name: "a", size: 1, type: "text/plain" };
  };
  const [only, shared] = [await file(), await file()];
  const [id = ""] = await sample.given(
    "lead",
    { name: "a", papers: [only, shared] },
    { name: "b", papers: [shared] },
  );
  await run("admin", bin("lead", [id]));
  const { results } = await run("admin", purge("lead", [id]));
  expect(results[0]?.files).toEqual([only.id]);
});
