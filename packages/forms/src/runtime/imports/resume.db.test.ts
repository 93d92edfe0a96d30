import { silentLogger, sameText } from "@mortise/kit";
import type { EntityDocument } from "@mortise/metadata";
import { type Actor, IMPORT_CHANNEL } from "@mortise/store";
import { join } from "node:path";
import { expect, test } from "vitest";
import { admin, APP, setUpImportBench } from "../../fixtures/import-bench.ts";
import { type ImportJob, type ImportPlan, startPlan } from "../../model/import/import-plan.ts";
import { createImports, type Imports } from "../index.ts";

const item: EntityDocument = {
  kind: "entity",
  id: "item",
  version: 1,
  name: sameText("item"),
  icon: "table",
  color: "#2563eb",
  titleField: "name",
  owned: false,
  fields: [
    { id: "name", type: "text", name: sameText("name"), required: true },
    { id: "price", type: "number", name: sameText("price"), settings: { decimals: 0 } },
  ],
};
const bench = setUpImportBench([item]);
const ROWS = 6_500;
const BAD = 7;

const mapping = ["name", "price"].map((id, column) => ({ column, field: id }));
const plan = (changes: Partial<ImportPlan> = {}): ImportPlan => ({
  ...startPlan("item", { sheet: 0, headerRow: 0 }, { mapping, keys: [] }),
  runFlows: false,
  ...changes,
});

/** Rows of which every thousandth is refused. */
async function upload(prefix: string): Promise<ImportJob> {
  const lines = Array.from(
    { length: ROWS },
    (_none, index) => `${prefix}${index},${index % 1000 === 5 ? "x" : index}`,
  );
  return bench.upload(await bench.file(`${prefix}.csv`, ["name,price", ...lines].join("\n")));
}

/** Another process: it knows nothing of what this one is about. */
function anotherProcess(actors: (account: string) => Actor | undefined = () => admin): Imports {
  return createImports({
    store: bench.store,
    clock: { now: () => new Date() },
    logger: silentLogger,
    actors: { ofAccount: async (account) => actors(account) },
    files: bench.files,
    folder: join(bench.folder, "imports"),
  });
}

const namesOf = async (prefix: string) =>
  (await bench.rows("item")).map(({ name }) => String(name)).filter((name) => name.startsWith(prefix));

async function expectWhole(job: ImportJob, prefix: string): Promise<void> {
  expect(job).toMatchObject({
    status: "done",
    processed: ROWS,
    counts: { total: ROWS, create: ROWS - BAD, update: 0, skip: 0, error: BAD },
  });
  expect(job.errors.map(({ row }) => row)).toEqual([7, 1007, 2007, 3007, 4007, 5007, 6007]);
  const names = await namesOf(prefix);
  expect(names).toHaveLength(ROWS - BAD);
  expect(new Set(names).size).toBe(ROWS - BAD);
}

test("a run whose process stops goes on in another one, which writes exactly what is left", async () => {
  const job = await upload("停");
  const first = anotherProcess();
  let stopped: Promise<void> | undefined;
  await bench.store.listen(IMPORT_CHANNEL, (payload) => {
    if (payload?.includes(job.id) === true) stopped ??= first.stop();
  });
  await first.run(admin, APP, job.id, plan());
  await first.settled();
  await stopped;
  const left = await bench.store.db
    .selectFrom("import")
    .select(["status", "settled_row"])
    .where("id", "=", job.id)
    .executeTakeFirst();
  expect(left?.status).toBe("running");
  expect(left?.settled_row ?? 0).toBeLessThan(ROWS);
  await bench.imports.sweep();
  await bench.imports.settled();
  await expectWhole(await bench.imports.get(admin, APP, job.id), "停");
});

test.each([
  ["a batch was written and nobody was told", 2001],
  ["nothing had been told at all", null],
  ["everything was written, and the end was not told", ROWS + 1],
])("no row is written twice when %s", async (_case, settledRow) => {
  const prefix = `断${settledRow}-`;
  const job = await upload(prefix);
  await bench.ran(await bench.checked(job, plan()), plan());
  // What the journal knew when the process was killed.
  const processed = settledRow === null ? 0 : settledRow - 1;
  const errors = settledRow === null ? 0 : Math.ceil((processed - 5) / 1000);
  const counts = { total: ROWS, create: processed - errors, update: 0, skip: 0, error: errors };
  await bench.store.db
    .updateTable("import")
    .set({ status: "running", settled_row: settledRow, processed, counts: JSON.stringify(counts) })
    .where("id", "=", job.id)
    .execute();
  await bench.imports.get(admin, APP, job.id);
  await bench.imports.settled();
  await expectWhole(await bench.imports.get(admin, APP, job.id), prefix);
});

test("a run that was cancelled goes on where it ended; a check that was, does not", async () => {
  const job = await upload("续");
  await bench.imports.check(admin, APP, job.id, plan());
  await bench.imports.cancel(admin, APP, job.id);
  await expect(bench.imports.continue(admin, APP, job.id)).rejects.toMatchObject({
    code: "FORM_IMPORT_NOT_POSSIBLE",
  });
  await bench.checked(job, plan());
  let cancelled: Promise<unknown> | undefined;
  const heard = await bench.store.listen(IMPORT_CHANNEL, (payload) => {
    if (payload?.includes(job.id) === true) cancelled ??= bench.imports.cancel(admin, APP, job.id);
  });
  await bench.imports.run(admin, APP, job.id, plan());
  await bench.imports.settled();
  await cancelled;
  heard();
  const left = await bench.imports.get(admin, APP, job.id);
  expect(left).toMatchObject({ status: "cancelled", canContinue: true });
  expect(left.processed).toBeLessThan(ROWS);
  await bench.imports.continue(admin, APP, job.id);
  await bench.imports.settled();
  await expectWhole(await bench.imports.get(admin, APP, job.id), "续");
  await expect(bench.imports.continue(admin, APP, job.id)).rejects.toMatchObject({
    code: "FORM_IMPORT_NOT_POSSIBLE",
  });
});

test("a check begins anew, and an undo that was done is not done again", async () => {
  const job = await upload("撤");
  const set = async (status: string) =>
    bench.store.db.updateTable("import").set({ status }).where("id", "=", job.id).execute();
  await bench.checked(job, plan());
  await set("checking");
  await bench.imports.sweep();
  await bench.imports.settled();
  expect(await bench.imports.get(admin, APP, job.id)).toMatchObject({ status: "checked", processed: ROWS });
  await bench.ran(job, plan());
  await bench.imports.undo(admin, APP, job.id);
  await bench.imports.settled();
  expect(await namesOf("撤")).toEqual([]);
  await set("undoing");
  await bench.imports.sweep();
  await bench.imports.settled();
  expect((await bench.imports.get(admin, APP, job.id)).status).toBe("undone");
});

test("nobody goes on in the name of a person who is gone, and another machine leaves the file alone", async () => {
  const job = await upload("离");
  await bench.checked(job, plan());
  await bench.store.db.updateTable("import").set({ status: "running" }).where("id", "=", job.id).execute();
  const elsewhere = createImports({
    store: bench.store,
    clock: { now: () => new Date() },
    logger: silentLogger,
    actors: { ofAccount: async () => undefined },
    files: bench.files,
    folder: "elsewhere",
  });
  expect((await elsewhere.get(admin, APP, job.id)).status).toBe("running");
  const found = await anotherProcess(() => undefined).get(admin, APP, job.id);
  expect(found.status).toBe("failed");
  expect(found.error?.zh).toContain("不能登录");
  expect(await namesOf("离")).toEqual([]);
});
