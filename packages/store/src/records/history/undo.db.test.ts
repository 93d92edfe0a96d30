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

test("a preview says what comes back and who changed what since, and writes nothing", async () => {
  const [a = "", b = ""] = await sample.given("lead", { name: "a", amount: 1 }, { name: "b" });
  const { changeSet } = await run("admin", [change(a, { name: "a2", amount: 2 }), change(b, { name: "b2" })]);
  sample.clock.advance(60_000);
  await run("zhao", [change(a, { name: "a3", owner: people.zhao, team: people.teamA })]).catch(
    () => undefined,
  );
  await run("closer", [change(a, { name: "a3" })]);
  const preview = await sample.gateway.previewUndo(actors.admin, "sample", { changeSet });
  expect(preview).toMatchObject({
    actor: people.zhao,
    records: [{ entity: "lead", count: 1 }],
    conflictCount: 1,
    conflicts: [
      {
        entity: "lead",
        id: a,
        title: "a3",
        reason: "changed",
        fields: ["name"],
        changes: [
          {
            field: "name",
            old: "a",
            written: "a2",
            now: "a3",
            by: people.zhao,
            at: "2026-11-22T02:01:00.000Z",
          },
        ],
      },
    ],
  });
  expect(preview.labels[people.zhao]).toBe("赵经理");
  expect(await lead(a)).toMatchObject({ name: "a3", amount: "2.00" });
  const sets = await sql<{
    n: number;
  }>`select count(*)::int as n from mortise.change_set where cause = 'undo'`.execute(sample.db);
  expect(sets.rows[0]?.n).toBe(0);
});

test("what was changed since is taken back in the untouched fields only, or anyway, as asked", async () => {
  const [a = "", b = ""] = await sample.given("lead", { name: "a", amount: 1 }, { name: "b", amount: 1 });
  const both = async (id: string) => {
    const { changeSet } = await run("admin", [change(id, { name: "new", amount: 2 })]);
    await run("closer", [change(id, { name: "newer" })]);
    return changeSet;
  };
  const [first, second] = [await both(a), await both(b)];
  const untouched = await sample.gateway.undoChangeSet(actors.admin, "sample", first, {
    conflicts: "untouched",
  });
  expect(untouched).toMatchObject({ undone: 1, conflicts: [{ id: a, fields: ["name"] }] });
  expect(await lead(a)).toMatchObject({ name: "newer", amount: "1.00" });
  await sample.gateway.undoChangeSet(actors.admin, "sample", second, { conflicts: "force" });
  expect(await lead(b)).toMatchObject({ name: "b", amount: "1.00" });
});

test("an undo writes no field that its person may not write any more, whatever was asked", async () => {
  const [a = ""] = await sample.given("lead", { name: "a", amount: 1, owner: people.zhao });
  const { changeSet } = await run("closer", [change(a, { name: "a2", amount: 2 })]);
  // Amounts freeze for closers once a lead is won.
  await run("system", [change(a, { stage: "won" })]);
  const preview = await sample.gateway.previewUndo(actors.closer, "sample", { changeSet });
  expect(preview.conflicts).toMatchObject([{ id: a, reason: "not-allowed", fields: ["amount"] }]);
  await sample.gateway.undoChangeSet(actors.closer, "sample", changeSet, { conflicts: "force" });
  expect(await lead(a)).toMatchObject({ name: "a", amount: "2.00" });
});

test("people find their own change-sets, administrators all; an import counts as one", async () => {
  const [a = ""] = await sample.given("lead", { name: "a", owner: people.wang });
  const { changeSet } = await run("wang", [change(a, { name: "a2" })]);
  await run("li", [{ type: "create", entity: "lead", rows: [{ name: "li's" }] }]);
  const cause: Cause = { type: "import", id: "imp2", label: "名单.xlsx" };
  const rows = (n: number) => Array.from({ length: n }, (_, index) => ({ name: `row ${index}` }));
  for (const n of [2, 3]) await run("wang", [{ type: "create", entity: "lead", rows: rows(n) }], cause);
  await sample.gateway.undoChangeSet(actors.wang, "sample", changeSet);
  const own = await sample.gateway.changeSets(actors.wang, "sample", {});
  const shown = own.items.map((item) => [
    item.cause.type,
    item.counts.map((count) => count.records),
    item.undone,
  ]);
  expect(shown.toSorted((x, y) => String(x[0]).localeCompare(String(y[0])))).toEqual([
    ["import", [5], false],
    ["undo", [1], false],
    ["user", [1], true],
  ]);
  const first = await sample.gateway.changeSets(actors.admin, "sample", { limit: 2 });
  const rest = await sample.gateway.changeSets(actors.admin, "sample", {
    limit: 10,
    ...(first.next ? { before: first.next } : {}),
  });
  const all = [...first.items, ...rest.items];
  expect(new Set(all.map((item) => item.id)).size).toBe(all.length);
  expect(all.some((item) => item.actor === people.li)).toBe(true);
});
