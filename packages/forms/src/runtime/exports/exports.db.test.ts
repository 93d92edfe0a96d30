import { execFileSync } from "node:child_process";
import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { fieldTypes } from "@mortise/fields";
import type { Value } from "@mortise/expression";
import { type JsonObject, newId, sameText, silentLogger } from "@mortise/kit";
import type { EntityDocument, FieldDefinition, RoleDocument } from "@mortise/metadata";
import { cellText, openWorkbook } from "@mortise/spreadsheet";
import { type Actor, ExportJournal, ExportStamps, readAudit, type RecordRow } from "@mortise/store";
import { expect, test } from "vitest";
import { admin, APP, setUpImportBench } from "../../fixtures/import-bench.ts";
import type { ExportRequest } from "../../model/export/export-plan.ts";
import { guessMapping } from "../../model/import/guess-mapping.ts";
import { startPlan } from "../../model/import/import-plan.ts";
import { ExportWork } from "./export-work.ts";

const field = (id: string, type: string, more: object = {}): FieldDefinition => ({
  id,
  type,
  name: { zh: `字段${id}`, en: id },
  ...more,
});
const entity = (id: string, fields: readonly FieldDefinition[], more: object = {}): EntityDocument => ({
  kind: "entity",
  id,
  version: 1,
  name: { zh: `${id}表`, en: id },
  icon: "table",
  color: "#2563eb",
  titleField: fields[0]?.id ?? "",
  owned: false,
  fields: [...fields],
  ...more,
});

/** Every type that one cell can fill and that needs nothing else to stand on. */
const plainTypes = fieldTypes.filter(
  (type) =>
    type.computed === undefined &&
    type.importable === undefined &&
    type.targetEntity === undefined &&
    type.column(field(type.id, type.id, { settings: type.example.settings })) !== null &&
    !["user", "users", "team", "teams"].includes(type.kind(field(type.id, type.id))),
);
const idOf = (type: string) => `f_${type.replaceAll("-", "_")}`;
const company = entity("company", [field("name", "text")]);
const everything = entity("everything", [
  field("name", "text"),
  ...plainTypes.map((type) =>
    field(idOf(type.id), type.id, { settings: type.example.settings satisfies JsonObject }),
  ),
  field("one", "reference", { settings: { entity: "company" } }),
  field("many", "references", { settings: { entity: "company" } }),
  field("person", "user"),
]);
const line = entity(
  "line",
  [field("product", "text"), field("quantity", "number", { settings: { decimals: 0 } })],
  {
    parent: { entity: "quote", field: "lines" },
  },
);
const quote = entity("quote", [
  field("code", "text", { unique: true }),
  field("price", "number", { settings: { decimals: 2 } }),
  field("phone", "mobile"),
  field("cost", "number"),
  field("lines", "sub-table", { settings: { entity: "line" } }),
]);
const clerk: RoleDocument = {
  kind: "role",
  id: "clerk",
  version: 1,
  name: sameText("clerk"),
  builder: false,
  grants: {
    quote: {
      create: true,
      read: ["own"],
      update: ["own"],
      delete: [],
      export: true,
      condition: { ">": [{ var: "price" }, 0] },
      fields: { phone: "masked", cost: "hidden" },
    },
    company: { create: false, read: ["all"], update: [], delete: [] },
  },
};
const ownedQuote = { ...quote, owned: true };
const bench = setUpImportBench([company, everything, line, ownedQuote, clerk]);

async function exported(entityId: string, request: ExportRequest, actor: Actor = admin) {
  const job = await bench.exports.start(actor, APP_ENTITY(entityId), request);
  await bench.exports.settled();
  const done = await bench.exports.get(actor, APP, job.id);
  if (done.status !== "done") return { job: done, sheets: [], path: "" };
  const { stream, fileName } = await bench.exports.file(actor, APP, job.id);
  const path = await bench.file(`${job.id}.${request.format}`, "");
  await pipeline(stream, createWriteStream(path));
  const workbook = await openWorkbook(path, { fileName });
  const sheets = [];
  for (const sheet of workbook.sheets) {
    const rows: string[][] = [];
    for await (const row of workbook.rows(sheet.index)) rows.push(row.cells.map(cellText));
    sheets.push({ name: sheet.name, rows });
  }
  await workbook.close();
  return { job: done, sheets, path };
}
const APP_ENTITY = (entityId: string) => ({ app: APP, entity: entityId });

async function create(entityId: string, rows: readonly Readonly<Record<string, Value>>[], actor = admin) {
  const command = { type: "create", entity: entityId, rows } as const;
  const { results } = await bench.store.records.execute(actor, APP, [command], { type: "user" });
  return results[0]?.ids ?? [];
}

const HOSTILE = [
  "=1+1",
  "-x",
  "+a",
  "@SUM(A1)",
  "'=1",
  "a,b，c",
  'say "hi"',
  "two\nlines",
  "123456789012345678",
];

async function fillEverything(): Promise<void> {
  const companies = await create("company", [
    { name: "同名公司" },
    { name: "同名公司" },
    { name: "Beta, Inc." },
    { name: "Gamma，上海" },
  ]);
  const [first = "", second = "", third = "", fourth = ""] = companies;
  const samples = Math.max(...plainTypes.map(({ example }) => example.values.length), HOSTILE.length);
  const rows = Array.from({ length: samples }, (_none, index) => ({
    name: HOSTILE[index] ?? `row ${index}`,
    ...Object.fromEntries(
      plainTypes.flatMap(({ id, example }) => {
        const value = example.values[index];
        return value === undefined ? [] : [[idOf(id), value]];
      }),
    ),
    one: [first, second, third, fourth][index % 4] ?? null,
    many: [[first, third, fourth], [second], [third, second, first], null][index % 4] ?? null,
    person: index % 2 === 0 ? admin.userId : null,
  }));
  await create("everything", rows);
}

/** The records without what every record has for itself, by the first field. */
function comparable(rows: readonly RecordRow[]) {
  return rows
    .map((row) =>
      Object.fromEntries(
        everything.fields.map(({ id }) => [
          id,
          Array.isArray(row[id]) ? row[id].map(String).toSorted((x, y) => x.localeCompare(y)) : row[id],
        ]),
      ),
    )
    .toSorted((a, b) => String(a["name"]).localeCompare(String(b["name"])));
}

test.for(["xlsx", "csv"] as const)(
  "what is exported as %s and imported again is what it was",
  async (format) => {
    for (const { id } of await bench.rows("everything"))
      await bench.store.records.execute(admin, APP, [{ type: "delete", entity: "everything", ids: [id] }], {
        type: "user",
      });
    await fillEverything();
    const before = await bench.rows("everything");
    const { path, sheets } = await exported("everything", { format });
    const job = await bench.upload(path);
    const head = sheets[0]?.rows[0] ?? [];
    const mapping = guessMapping({ headers: head, samples: sheets[0]?.rows.slice(1) ?? [] }, everything);
    const mapped = new Set(mapping.map(({ field: id }) => id));
    expect(everything.fields.map(({ id }) => id).filter((id) => !mapped.has(id))).toEqual([]);
    const plan = startPlan("everything", { sheet: 0, headerRow: 0 }, { mapping, keys: [] });
    const ran = await bench.ran(job, plan);
    expect(ran.errors).toEqual([]);
    expect(ran.counts).toMatchObject({ create: before.length, error: 0 });
    const known = new Set(before.map(({ id }) => id));
    const after = (await bench.rows("everything")).filter(({ id }) => !known.has(id));
    // Secrets do not leave the application with a file.
    const left = before.map((row) => ({ ...row, f_secret: null }));
    expect(comparable(after)).toEqual(comparable(left));
  },
);

test("numbers and days are real cells, long numbers stay text, heads are in the reader's language", async () => {
  await create("quote", [{ code: "Q-1", price: "1234.50", cost: "12345678901234567", lines: [] }]);
  const reader: Actor = { ...admin, locale: "en" };
  bench.people.set(admin.userId ?? "", reader);
  const job = await bench.exports.start(reader, APP_ENTITY("quote"), { format: "xlsx" });
  await bench.exports.settled();
  bench.people.set(admin.userId ?? "", admin);
  const { stream } = await bench.exports.file(admin, APP, job.id);
  const path = await bench.file("typed.xlsx", "");
  await pipeline(stream, createWriteStream(path));
  const workbook = await openWorkbook(path);
  const rows = [];
  for await (const row of workbook.rows(0)) rows.push(row.cells);
  await workbook.close();
  const [heads = [], cells = []] = rows;
  const at = (head: string) => cells[heads.indexOf(head)];
  expect(at("price")).toBe(1234.5);
  expect(at("cost")).toBe("12,345,678,901,234,567");
  expect(at("Created")).toMatchObject({ date: "2026-11-22T10:00:00" });
});

test("child rows stand on sheets of their own, or beside their record", async () => {
  await create("quote", [
    {
      code: "Q-2",
      price: "5",
      lines: [
        { product: "A", quantity: "1" },
        { product: "B", quantity: "2" },
      ],
    },
    { code: "Q-3", price: "6", lines: [] },
  ]);
  const filter = { in: [{ var: "code" }, ["Q-2", "Q-3"]] };
  const fields = ["price", "code"];
  const sort = [{ field: "code" }];
  const apart = await exported("quote", { format: "xlsx", fields, filter, sort, children: "sheets" });
  expect(apart.sheets.map(({ name }) => name)).toEqual(["quote表", "字段lines"]);
  expect(apart.sheets[1]?.rows).toEqual([
    ["字段code", "字段product", "字段quantity"],
    ["Q-2", "A", "1"],
    ["Q-2", "B", "2"],
  ]);
  const beside = await exported("quote", { format: "csv", fields, filter, sort, children: "rows" });
  expect(beside.sheets[0]?.rows).toEqual([
    ["字段price", "字段code", "字段lines.字段product", "字段lines.字段quantity"],
    ["5", "Q-2", "A", "1"],
    ["5", "Q-2", "B", "2"],
    ["6", "Q-3"],
  ]);
});

test("the file shows what its reader may see: rows, masked and hidden fields; it is written down, and theirs alone", async () => {
  const userId = newId();
  const actor: Actor = { ...admin, userId, admin: false, roles: { [APP]: ["clerk"] } };
  await bench.store.db
    .insertInto("account")
    .values({
      id: userId,
      name: "职员",
      locale: "zh",
      time_zone: "Asia/Shanghai",
      admin: false,
      active: true,
    })
    .execute();
  bench.people.set(userId, actor);
  await create("quote", [
    { code: "Q-7", price: "7", phone: "13812345678", cost: "3", owner: userId },
    { code: "Q-8", price: "8", phone: "13812345679", owner: admin.userId },
    { code: "Q-9", price: "-1", owner: userId },
  ]);
  const { job, sheets } = await exported("quote", { format: "xlsx" }, actor);
  const [head = [], ...rows] = sheets[0]?.rows ?? [];
  expect(head).not.toContain("字段cost");
  expect(rows.map((row) => row[head.indexOf("字段code")])).toEqual(["Q-7"]);
  expect(rows[0]?.[head.indexOf("字段phone")]).toMatch(/\*/);
  const { items } = await readAudit(bench.store.db, { kind: "export" });
  expect(items[0]).toMatchObject({ actor: userId, entity: "quote", details: { rows: 1, format: "xlsx" } });
  await expect(bench.exports.file(admin, APP, job.id)).rejects.toMatchObject({
    code: "FORM_EXPORT_NOT_FOUND",
  });
  await expect(
    bench.exports.start(actor, APP_ENTITY("quote"), { format: "csv", fields: ["cost"] }),
  ).rejects.toMatchObject({
    code: "FORM_EXPORT_REQUEST_INVALID",
  });
  await expect(bench.exports.start(actor, APP_ENTITY("company"), { format: "csv" })).rejects.toMatchObject({
    code: "FORM_EXPORT_NOT_ALLOWED",
  });
  bench.people.set(userId, { ...actor, roles: {} });
  const late = { ...actor, roles: {} };
  await expect(bench.exports.file(late, APP, job.id)).rejects.toMatchObject({
    code: "FORM_EXPORT_NOT_ALLOWED",
  });
});

test("a list longer than a page comes whole and in its order, and can be stopped", async () => {
  const rows = Array.from({ length: 2_500 }, (_none, index) => ({
    name: `c${String(index).padStart(5, "0")}`,
  }));
  await create("company", rows);
  const filter = { ">=": [{ var: "name" }, "c00000"] };
  const request: ExportRequest = { format: "csv", fields: ["name"], sort: [{ field: "name" }], search: "c0" };
  const { sheets, job } = await exported("company", { ...request, filter });
  expect(sheets[0]?.rows.slice(1).map(([name]) => name)).toEqual(rows.map(({ name }) => name));
  expect(job).toMatchObject({ total: 2_500, processed: 2_500 });
  const other = await bench.exports.start(admin, APP_ENTITY("company"), request);
  const cancelled = await bench.exports.cancel(admin, APP, other.id);
  expect(cancelled.status).toBe("cancelled");
  await expect(bench.exports.file(admin, APP, other.id)).rejects.toMatchObject({ code: "FORM_EXPORT_GONE" });
});

test("what another process did while it waited here is not done again", async () => {
  const { job } = await exported("company", { format: "csv" });
  const journal = new ExportJournal(bench.store.db);
  const record = await journal.find(APP, job.id, admin.userId ?? "");
  if (!record) throw new TypeError("the export is gone");
  const work = new ExportWork({
    store: bench.store,
    clock: bench.clock,
    logger: silentLogger,
    journal,
    actors: { ofAccount: async () => admin },
    pathOf: () => "/nowhere",
  });
  work.add({ ...record, status: "waiting" });
  await work.settled();
  expect(await bench.exports.get(admin, APP, job.id)).toEqual(job);
});

test("what a dead process left is done by the next one; after a day the file is gone", async () => {
  const createdAt = bench.clock.now().toISOString();
  const id = newId();
  await bench.store.db
    .insertInto("export")
    .values({
      id,
      app: APP,
      entity: "company",
      request: JSON.stringify({ format: "csv" }),
      status: "running",
      file_name: "x.csv",
      created_at: createdAt,
      created_by: admin.userId ?? "",
    })
    .execute();
  await bench.exports.sweep();
  await bench.exports.settled();
  expect(await bench.exports.get(admin, APP, id)).toMatchObject({ status: "done" });
  expect(await bench.exports.files()).toContain(id);
  bench.clock.advance(25 * 3_600_000);
  await expect(bench.exports.file(admin, APP, id)).rejects.toMatchObject({ code: "FORM_EXPORT_GONE" });
  await bench.exports.sweep();
  expect(await bench.exports.files()).not.toContain(id);
  expect(await bench.exports.get(admin, APP, id)).toMatchObject({ status: "expired" });
});

test("files say who took them out and when, where administrators wish so; they come back as before", async () => {
  await create("quote", [{ code: "S1", price: "1.00" }]);
  const stamps = new ExportStamps(bench.store.db, bench.clock);
  const request: ExportRequest = {
    format: "xlsx",
    fields: ["code"],
    filter: { "==": [{ var: "code" }, "S1"] },
  };
  expect((await exported("quote", request)).sheets.map(({ name }) => name)).toEqual(["quote表"]);
  const wish = { sheet: true, footer: true, note: "机密 & 内部", revision: 0 };
  const saved = await stamps.save(admin, wish);
  await expect(stamps.save(admin, { ...wish, footer: false })).rejects.toMatchObject({
    code: "STORE_EXPORT_STAMP_CHANGED",
  });
  const { job, sheets, path } = await exported("quote", request);
  // By the clock of China.
  const at = new Date(bench.clock.now().getTime() + 8 * 3_600_000)
    .toISOString()
    .slice(0, 16)
    .replace("T", " ");
  expect(job.fileName).toBe(`quote表-${at.slice(0, 10)}-管理员.xlsx`);
  expect(sheets).toEqual([
    { name: "quote表", rows: [["字段code"], ["S1"]] },
    {
      name: "导出信息",
      rows: [
        ["项目", "内容"],
        ["导出人", "管理员"],
        ["导出时间", `${at} (Asia/Shanghai)`],
        ["记录数", "1"],
        ["导出编号（审计记录可查）", job.id],
        ["说明", "机密 & 内部"],
      ],
    },
  ]);
  const xml = execFileSync("unzip", ["-p", path, "xl/worksheets/sheet1.xml"], { encoding: "utf8" });
  expect(xml).toContain(
    `<oddFooter>&amp;L管理员 于 ${at} 导出  机密 &amp;&amp; 内部&amp;R&amp;P / &amp;N</oddFooter>`,
  );
  expect((await exported("quote", { ...request, format: "csv" })).sheets[0]?.rows).toEqual([
    ["字段code"],
    ["S1"],
  ]);
  await stamps.save(admin, { ...saved, sheet: false, footer: false });
  const { items } = await readAudit(bench.store.db, { kind: "export-stamp" });
  expect(items.map(({ details }) => [details["sheet"], details["before"]])).toEqual([
    [false, { sheet: true, footer: true, note: "机密 & 内部" }],
    [true, { sheet: false, footer: false, note: "" }],
  ]);
});
