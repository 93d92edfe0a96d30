import { openWorkbook, type SheetRow } from "@mortise/spreadsheet";
import { newId, sameText } from "@mortise/kit";
import type { EntityDocument, RoleDocument } from "@mortise/metadata";
import { type Actor, IMPORT_CHANNEL } from "@mortise/store";
import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { expect, test } from "vitest";
import { admin, APP, setUpImportBench } from "../../fixtures/import-bench.ts";
import { type ImportPlan, startPlan } from "../../model/import/import-plan.ts";
import { createImports } from "../index.ts";

const field = (id: string, type: string, more: object = {}) => ({ id, type, name: sameText(id), ...more });
const options = (...keys: string[]) => ({ options: keys.map((key) => ({ key, name: sameText(key) })) });

const company: EntityDocument = {
  kind: "entity",
  id: "company",
  version: 1,
  name: sameText("company"),
  icon: "table",
  color: "#2563eb",
  titleField: "name",
  owned: false,
  fields: [field("name", "text", { required: true })],
};
const contact: EntityDocument = {
  kind: "entity",
  id: "contact",
  version: 1,
  name: sameText("contact"),
  icon: "table",
  color: "#2563eb",
  titleField: "name",
  owned: true,
  fields: [
    field("name", "text", { required: true }),
    field("mobile", "mobile", { unique: true }),
    field("level", "select", { settings: options("a", "b") }),
    field("amount", "number", { settings: { decimals: 2 } }),
    field("company", "reference", { settings: { entity: "company" } }),
    field("note", "text"),
  ],
};
const clerk: RoleDocument = {
  kind: "role",
  id: "clerk",
  version: 1,
  name: sameText("clerk"),
  builder: false,
  grants: { contact: { create: true, read: ["all"], update: ["all"], delete: [], import: true } },
};
/** Told apart by rules: whatever the case, width and spaces of the code, and however the telephone is written. */
const member: EntityDocument = {
  kind: "entity",
  id: "member",
  version: 1,
  name: sameText("member"),
  icon: "table",
  color: "#2563eb",
  titleField: "code",
  owned: false,
  fields: [
    field("code", "text"),
    field("branch", "text"),
    field("points", "number"),
    field("no", "auto-number"),
  ],
  uniqueRules: [{ id: "same_code", fields: ["branch", "code"] }],
};
const bench = setUpImportBench([company, contact, member, clerk]);
const HEADER = "name,mobile,level,amount,company,note,owner";

function plan(changes: Partial<ImportPlan> = {}): ImportPlan {
  const fields = ["name", "mobile", "level", "amount", "company", "note", "owner"];
  const mapping = fields.map((id, column) => ({ column, field: id }));
  return { ...startPlan("contact", { sheet: 0, headerRow: 0 }, { mapping, keys: ["mobile"] }), ...changes };
}

let number = 0;
async function upload(...lines: readonly string[]) {
  number += 1;
  return bench.upload(await bench.file(`list-${number}.csv`, [HEADER, ...lines].join("\n")));
}

const byMobile = async () =>
  new Map(
    (await bench.rows("contact")).map((row) => [JSON.stringify(row["mobile"]).replaceAll('"', ""), row]),
  );

test("foretells exactly what the run then does, and writes nothing before", async () => {
  await bench.store.records.execute(
    admin,
    APP,
    [{ type: "create", entity: "company", rows: [{ name: "海尔" }, { name: "重名" }, { name: "重名" }] }],
    { type: "user" },
  );
  const job = await upload(
    "张三,13800000001,a,1.50,海尔,x,管理员",
    "李四,13800000002,b,,,,admin@example.com",
    "王五,138,a,,,,",
    "赵六,13800000004,z,,,,",
    ",13800000005,a,,,,",
    "钱七,13800000006,a,,重名,,",
    "孙八,13800000007,a,,没有,,",
    "周九,13800000001,a,,,,",
  );
  const checked = await bench.checked(job, plan());
  expect(checked.status).toBe("checked");
  expect(checked.counts).toEqual({ total: 8, create: 2, update: 0, skip: 1, error: 5 });
  expect(checked.errors.map(({ row, column }) => [row, column])).toEqual([
    [4, "mobile"],
    [5, "level"],
    [6, "name"],
    [7, "company"],
    [8, "company"],
  ]);
  expect(await bench.rows("contact")).toHaveLength(0);
  const done = await bench.ran(checked, plan());
  expect(done.counts).toEqual(checked.counts);
  const rows = await byMobile();
  expect(rows.get("+8613800000001")).toMatchObject({ name: "张三", amount: "1.50", owner: admin.userId });
  expect(rows.get("+8613800000002")).toMatchObject({ owner: admin.userId });
});

test("gives back the failed rows as a workbook that can be mended and read again", async () => {
  const job = await upload("坏,1,q,abc,,备注,", "好,13811110001,a,,,,");
  await bench.ran(job, plan());
  const { fileName, stream } = await bench.imports.errorWorkbook(admin, APP, job.id);
  const path = await bench.file("failed.xlsx", "");
  await pipeline(stream, createWriteStream(path));
  expect(fileName).toMatch(/失败行\.xlsx$/);
  const workbook = await openWorkbook(path);
  const rows: SheetRow[] = [];
  for await (const row of workbook.rows(0)) rows.push(row);
  await workbook.close();
  expect(rows).toHaveLength(2);
  expect(rows[1]?.cells.slice(0, 6)).toEqual(["坏", "1", "q", "abc", null, "备注"]);
  expect(JSON.stringify(rows[1]?.cells[7])).toMatch(/mobile.*level.*amount/);
  expect(rows[1]?.cells[8]).toBe(2);
});

test("skips, overwrites or only updates records that are there, keeping or clearing blanks", async () => {
  await bench.ran(await upload("甲,13822220001,a,5,,旧,"), plan());
  const again = ["甲二,13822220001,,7,,,", "乙,13822220002,b,,,,"];
  const skipped = await bench.ran(await upload(...again), plan({ duplicates: "skip" }));
  expect(skipped.counts).toMatchObject({ create: 1, update: 0, skip: 1 });
  expect((await byMobile()).get("+8613822220001")).toMatchObject({ name: "甲", note: "旧" });
  const kept = await bench.ran(
    await upload(again[0] ?? ""),
    plan({ duplicates: "overwrite", blanks: "keep" }),
  );
  expect(kept.counts).toMatchObject({ update: 1 });
  expect((await byMobile()).get("+8613822220001")).toMatchObject({
    name: "甲二",
    amount: "7.00",
    level: "a",
    note: "旧",
  });
  await bench.ran(await upload(again[0] ?? ""), plan({ duplicates: "overwrite", blanks: "clear" }));
  expect((await byMobile()).get("+8613822220001")).toMatchObject({ level: null, note: null });
  const only = await bench.ran(
    await upload("丙,13822220003,a,,,,", "甲三,13822220001,b,,,,"),
    plan({ duplicates: "update-only" }),
  );
  expect(only.counts).toMatchObject({ create: 0, update: 1, skip: 1 });
  expect((await byMobile()).has("+8613822220003")).toBe(false);
});

test("joins rows of one file that mean the same record", async () => {
  const job = await upload("一,13833330001,a,1,,,", "一改,13833330001,,2,,,");
  const checked = await bench.checked(job, plan({ duplicates: "overwrite" }));
  const done = await bench.ran(checked, plan({ duplicates: "overwrite" }));
  expect(done.counts).toEqual(checked.counts);
  expect(done.counts).toMatchObject({ create: 1, update: 1, error: 0 });
  expect((await byMobile()).get("+8613833330001")).toMatchObject({
    name: "一改",
    amount: "2.00",
    level: "a",
  });
});

test("recognises records by several fields and sets fixed values on new ones", async () => {
  await bench.ran(await upload("双,,a,3,,first,"), plan({ keys: [], values: { note: "fixed" } }));
  const done = await bench.ran(
    await upload("双,,b,3.00,,,", "双,,b,4,,,"),
    plan({ keys: ["name", "amount"], duplicates: "overwrite", values: { note: "fixed" } }),
  );
  expect(done.counts).toMatchObject({ create: 1, update: 1 });
  const rows = (await bench.rows("contact")).filter((row) => row["name"] === "双");
  expect(rows.map((row) => [row["level"], row["note"]])).toEqual(
    expect.arrayContaining([
      ["b", "first"],
      ["b", "fixed"],
    ]),
  );
});

test("takes the whole import back, leaving alone what was changed since", async () => {
  await bench.ran(await upload("原,13844440001,a,1,,,"), plan());
  const job = await upload("改,13844440001,b,2,,,", "新,13844440002,a,,,,", "动,13844440003,a,,,,");
  await bench.ran(job, plan({ duplicates: "overwrite" }));
  const touched = (await byMobile()).get("+8613844440003");
  await bench.store.records.execute(
    admin,
    APP,
    [{ type: "update", entity: "contact", changes: [{ id: touched?.id ?? "", values: { note: "mine" } }] }],
    { type: "user" },
  );
  await bench.imports.undo(admin, APP, job.id);
  await bench.imports.settled();
  const undone = await bench.imports.get(admin, APP, job.id);
  expect(undone.status).toBe("undone");
  expect(undone.error?.en).toContain("1 record changed");
  const rows = await byMobile();
  expect(rows.get("+8613844440001")).toMatchObject({ name: "原", level: "a" });
  expect(rows.has("+8613844440002")).toBe(false);
  expect(rows.get("+8613844440003")).toMatchObject({ note: "mine" });
  await expect(bench.imports.undo(admin, APP, job.id)).rejects.toMatchObject({
    code: "FORM_IMPORT_NOT_POSSIBLE",
  });
});

test("adds unknown options in one release before the rows, for builders who ask for it", async () => {
  const job = await upload("选,13855550001,重要客户,,,,", "选二,13855550002,a,,,,");
  const checked = await bench.checked(job, plan({ createOptions: true }));
  expect(checked.counts).toMatchObject({ create: 2, error: 0 });
  const before = bench.store.releases.current(APP).number;
  const done = await bench.ran(checked, plan({ createOptions: true }));
  expect(done.counts).toMatchObject({ create: 2, error: 0 });
  expect(bench.store.releases.current(APP).number).toBe(before + 1);
});

test("adds options while others are changing the app, and leaves their changes unpublished", async () => {
  const { releases } = bench.store;
  const { documents } = await releases.draft(APP);
  const draft = documents.find(({ document }) => document.kind === "entity" && document.id === "contact");
  if (draft?.document.kind !== "entity") throw new TypeError("there is no contact");
  const prepared = { key: "vip", name: { zh: "贵宾", en: "VIP" } };
  const fields = draft.document.fields.map((one) => {
    if (one.id === "note") return { ...one, name: sameText("remark") };
    if (one.id !== "level") return one;
    const before = one.settings?.["options"];
    return { ...one, settings: { options: [...(Array.isArray(before) ? before : []), prepared] } };
  });
  const edit = { document: { ...draft.document, fields }, revision: draft.revision };
  await releases.saveDraft(APP, [edit], admin);
  const job = await upload("甲,13866660101,全新,,,,", "乙,13866660102,贵宾,,,,", "丙,13866660103,a,,,,");
  const done = await bench.ran(job, plan({ createOptions: true }));
  expect(done.counts).toMatchObject({ create: 3, error: 0 });
  const level = releases.current(APP).catalog.field("contact", "level");
  const keys = JSON.stringify(level?.settings?.["options"]);
  expect(keys).toContain('"vip"');
  expect(releases.current(APP).catalog.field("contact", "note")?.name.en).toBe("note");
  expect((await byMobile()).get("+8613866660102")).toMatchObject({ level: "vip" });
  const diff = await releases.diff(APP, { data: false });
  expect(diff.changes).toHaveLength(1);
  const now = (await releases.draft(APP)).documents.find(
    ({ document }) => document.id === "contact",
  )?.document;
  expect(JSON.stringify(now)).toContain("全新");
  expect(JSON.stringify(now)).toContain("remark");
});

test("stops between batches when asked, and what was written can be undone", async () => {
  const lines = Array.from({ length: 9000 }, (_none, index) => `批${index},,a,,,,`);
  const job = await upload(...lines);
  let isCancelled = false;
  const heard = new Promise<void>((resolve) => {
    void bench.store.listen(IMPORT_CHANNEL, () => {
      if (isCancelled) return;
      isCancelled = true;
      void bench.imports.cancel(admin, APP, job.id).then(() => resolve());
    });
  });
  await new Promise((resolve) => setImmediate(resolve));
  await bench.ran(job, plan({ keys: [] }));
  await heard;
  const stopped = await bench.imports.get(admin, APP, job.id);
  expect(stopped.status).toBe("cancelled");
  expect(stopped.processed).toBeLessThan(9000);
});

test("obeys roles: importing needs the grant, and people see their own imports only", async () => {
  const person = (roles: readonly string[]): Actor => ({
    ...admin,
    userId: newId(),
    admin: false,
    roles: { [APP]: roles },
  });
  const [allowed, stranger] = [person(["clerk"]), person([])];
  for (const { userId } of [allowed, stranger])
    await bench.store.pool.query("insert into mortise.account (id, name) values ($1, $2)", [userId, userId]);
  const path = await bench.file("own.csv", `${HEADER}\n职员,13877770001,a,,,,`);
  await expect(bench.upload(path, stranger)).rejects.toMatchObject({ code: "FORM_IMPORT_NOT_ALLOWED" });
  const job = await bench.upload(path, allowed);
  expect((await bench.ran(job, plan(), allowed)).counts).toMatchObject({ create: 1 });
  await expect(bench.imports.get(stranger, APP, job.id)).rejects.toMatchObject({
    code: "FORM_IMPORT_NOT_FOUND",
  });
  expect(await bench.imports.list(allowed, APP)).toHaveLength(1);
  await expect(
    bench.imports.check(allowed, APP, job.id, { ...plan(), entity: "company" }),
  ).rejects.toMatchObject({ code: "FORM_IMPORT_NOT_ALLOWED" });
});

test("names what does not fit in a plan", async () => {
  const job = await upload("计,13888880001,a,,,,");
  const wrong = plan({
    keys: ["nothing"],
    mapping: [
      { column: 0, field: "nowhere" },
      { column: 1, field: "mobile" },
      { column: 2, field: "mobile" },
    ],
  });
  await expect(bench.imports.check(admin, APP, job.id, wrong)).rejects.toMatchObject({
    code: "FORM_IMPORT_PLAN_INVALID",
    details: [{ path: "mapping.0" }, { path: "mapping.2" }, { path: "keys.0" }],
  });
});

test("suggests a mapping for an entity", async () => {
  const job = await upload("荐,13899990001,a,1,,,");
  const { mapping, keys } = await bench.imports.suggest(admin, APP, job.id, {
    entity: "contact",
    sheet: 0,
    headerRow: 0,
  });
  expect(mapping.map((one) => one.field)).toEqual([
    "name",
    "mobile",
    "level",
    "amount",
    "company",
    "note",
    "owner",
  ]);
  expect(keys).toEqual(["mobile"]);
});

test("is kept by any process: another one sees it and can cancel it", async () => {
  const lines = Array.from({ length: 9000 }, (_none, index) => `远${index},,a,,,,`);
  const job = await upload(...lines);
  const other = createImports({
    store: bench.store,
    clock: { now: () => new Date() },
    logger: { info() {}, warn() {}, error() {} },
    actors: { ofAccount: async () => undefined },
    files: bench.files,
    folder: "unused",
  });
  expect((await other.get(admin, APP, job.id)).fileName).toBe(job.fileName);
  let announced = 0;
  await bench.store.listen(IMPORT_CHANNEL, (payload) => {
    if (payload?.includes(job.id) === true) announced += 1;
    // The first tells that it began; then come the batches.
    if (announced === 3) void other.cancel(admin, APP, job.id);
  });
  const stopped = await bench.ran(job, plan({ keys: [] }));
  expect(stopped.status).toBe("cancelled");
  expect(stopped.processed).toBeLessThan(9000);
});

test("keys that a unique rule is made of are compared as the rule does, within the file and with what is there", async () => {
  const fields = ["code", "branch", "points"];
  const mapping = fields.map((id, column) => ({ column, field: id }));
  const byCode: ImportPlan = {
    ...startPlan("member", { sheet: 0, headerRow: 0 }, { mapping, keys: ["code", "branch"] }),
    duplicates: "overwrite",
  };
  number += 1;
  const file = (lines: readonly string[]) =>
    bench.file(`members-${number}-${lines.length}.csv`, ["code,branch,points", ...lines].join("\n"));
  const first = await bench.upload(await file(["AB-1,济南,1", "ab-1 ,济 南,2", "ＡＢ-2,济南,3"]));
  expect((await bench.ran(first, byCode)).counts).toMatchObject({ create: 2, update: 1, error: 0 });
  const again = await bench.upload(await file(["ab-2,济南,30", "A B-1,济南,10", "ab-1,青岛,5", " , ,7"]));
  const checked = await bench.checked(again, byCode);
  expect(checked.counts).toMatchObject({ create: 2, update: 2, error: 0 });
  expect((await bench.ran(checked, byCode)).counts).toEqual(checked.counts);
  const rows = await bench.rows("member");
  expect(new Set(rows.map(({ points }) => points))).toEqual(new Set(["10", "30", "5", "7"]));
});

test("a check foretells what a unique rule would refuse", async () => {
  const mapping = ["code", "branch"].map((id, column) => ({ column, field: id }));
  const all = startPlan("member", { sheet: 0, headerRow: 0 }, { mapping, keys: [] });
  number += 1;
  const text = ["code,branch", "x-1,east", "X - 1,EAST", "x-1,west"].join("\n");
  const job = await bench.upload(await bench.file(`rules-${number}.csv`, text));
  const checked = await bench.checked(job, all);
  expect(checked.counts).toMatchObject({ create: 2, error: 1 });
  expect(checked.errors.map(({ row }) => row)).toEqual([3]);
  expect((await bench.ran(checked, all)).counts).toEqual(checked.counts);
});
