import { sql } from "kysely";
import { expect, test } from "vitest";
import { refusal } from "../fixtures/refusal.ts";
import { actors, byUser, people, useSampleGateway } from "../fixtures/sample-gateway.ts";
import type { Cause, Command } from "../record-command.ts";

const sample = useSampleGateway();

function run(actor: keyof typeof actors, commands: readonly Command[], cause: Cause = byUser) {
  return sample.gateway.execute(actors[actor], "sample", commands, cause);
}

function change(id: string, values: Record<string, unknown>): Command {
  return { type: "update", entity: "lead", changes: [{ id, values }] };
}

async function lead(id: string) {
  return (await sample.gateway.get(actors.system, "sample", "lead", id)).record;
}

test("one undo takes back creates, updates and deletes of a change-set, and can itself be undone", async () => {
  const [a = "", b = ""] = await sample.given("lead", { name: "a", amount: 1 }, { name: "b" });
  const { changeSet, results } = await run("admin", [
    change(a, { name: "a2", amount: 2, margin: 5 }),
    { type: "delete", entity: "lead", ids: [b] },
    { type: "create", entity: "lead", rows: [{ name: "c" }] },
  ]);
  const created = results[2]?.ids[0] ?? "";
  const undo = await sample.gateway.undoChangeSet(actors.admin, "sample", changeSet);
  expect(undo).toMatchObject({ undone: 3, conflicts: [] });
  expect(await lead(a)).toMatchObject({
    name: "a",
    amount: "1.00",
    margin: null,
    doubled_margin: null,
    revision: 3,
  });
  expect((await lead(b))["deleted_at"]).toBeNull();
  expect((await lead(created))["deleted_at"]).not.toBeNull();
  expect((await refusal(sample.gateway.undoChangeSet(actors.admin, "sample", changeSet))).code).toBe(
    "STORE_ALREADY_UNDONE",
  );
  await sample.gateway.undoChangeSet(actors.admin, "sample", undo.changeSet);
  expect(await lead(a)).toMatchObject({ name: "a2", amount: "2.00", margin: "5" });
  expect((await lead(created))["deleted_at"]).toBeNull();
});

test("records that were changed since are left alone and reported", async () => {
  const [a = "", b = ""] = await sample.given("lead", { name: "a" }, { name: "b" });
  const { changeSet } = await run("admin", [change(a, { name: "a2" }), change(b, { name: "b2" })]);
  await run("admin", [change(a, { name: "a3" })]);
  const undo = await sample.gateway.undoChangeSet(actors.admin, "sample", changeSet);
  expect(undo).toMatchObject({
    undone: 1,
    conflicts: [{ entity: "lead", id: a, reason: "changed", fields: ["name"] }],
  });
  expect([(await lead(a))["name"], (await lead(b))["name"]]).toEqual(["a3", "b"]);
});

test("only its maker or an administrator may undo a change-set", async () => {
  const [a = ""] = await sample.given("lead", { name: "a", owner: people.wang });
  const { changeSet } = await run("wang", [change(a, { name: "a2" })]);
  for (const id of [changeSet, people.wang, "no id"]) {
    const error = await refusal(sample.gateway.undoChangeSet(actors.li, "sample", id));
    expect(error.code).toBe("STORE_CHANGE_SET_NOT_FOUND");
  }
  expect(await sample.gateway.undoChangeSet(actors.wang, "sample", changeSet)).toMatchObject({ undone: 1 });
});

test("a whole import is taken back, except rows that people have worked on", async () => {
  const cause: Cause = { type: "import", id: "imp1", label: "名单.xlsx" };
  const chunk = (start: number): Command => ({
    type: "create",
    entity: "lead",
    rows: Array.from({ length: 1_500 }, (_, index) => ({ name: `i${start + index}` })),
  });
  const first = await run("admin", [chunk(0)], cause);
  await run("admin", [chunk(1_500)], cause);
  await sample.given("lead", { name: "other" });
  const worked = first.results[0]?.ids[0] ?? "";
  await run("admin", [change(worked, { amount: 9 })]);
  const undo = await sample.gateway.undoImport(actors.admin, "sample", "imp1");
  expect(undo.undone).toBe(2_999);
  expect(undo.conflicts.map((conflict) => conflict.id)).toEqual([worked]);
  const page = await sample.gateway.query(actors.admin, "sample", {
    entity: "lead",
    sort: [{ field: "name" }],
  });
  expect(page.items.map((item) => item["name"])).toEqual(["i0", "other"]);
});

test("child rows and sums come back with their parent", async () => {
  const [id = ""] = await sample.given("quote", {
    name: "q",
    lines: [{ name: "a", quantity: 1, price: 10 }],
  });
  const edit: Command = {
    type: "update",
    entity: "quote",
    changes: [{ id, values: { lines: [{ name: "b", quantity: 1, price: 99 }] } }],
  };
  const { changeSet } = await run("admin", [edit]);
  await sample.gateway.undoChangeSet(actors.admin, "sample", changeSet);
  const { record } = await sample.gateway.get(actors.system, "sample", "quote", id);
  expect(record).toMatchObject({ total: "10.00", lines: [{ name: "a", amount: "10.00" }] });
});

test("stages are logged with the time spent in the one before, and forgotten by an undo", async () => {
  const [id = ""] = await sample.given("lead", { name: "a" });
  sample.clock.advance(3_600_000);
  await run("admin", [change(id, { stage: "contact" })]);
  sample.clock.advance(60_000);
  const { changeSet } = await run("admin", [change(id, { stage: "won" })]);
  const log = async () =>
    (
      await sql<{ from_key: string; to_key: string; seconds: number }>`
        select from_key, to_key, seconds from mortise.stage_log where record = ${id}::uuid order by sequence`.execute(
        sample.db,
      )
    ).rows;
  expect(await log()).toEqual([
    { from_key: null, to_key: "new", seconds: null },
    { from_key: "new", to_key: "contact", seconds: 3600 },
    { from_key: "contact", to_key: "won", seconds: 60 },
  ]);
  const funnel = async () =>
    (await sample.gateway.stageFunnel(actors.system, "sample", { entity: "lead", field: "stage" })).map(
      (step) => step.reached,
    );
  expect(await funnel()).toEqual([1, 1, 1, 1, 0]);
  await sample.gateway.undoChangeSet(actors.admin, "sample", changeSet);
  expect(await funnel()).toEqual([1, 1, 0, 0, 0]);
});
