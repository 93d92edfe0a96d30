import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import type { EntityDocument } from "@mortise/metadata";
import { openWorkbook, type SheetRow } from "@mortise/spreadsheet";
import { expect, test } from "vitest";
import { admin, APP, setUpImportBench } from "../../fixtures/import-bench.ts";
import type { ExportRequest } from "../../model/export/export-plan.ts";
import { type ImportPlan, startPlan } from "../../model/import/import-plan.ts";

const named = (zh: string) => ({ zh, en: zh });
const base = { kind: "entity", version: 1, icon: "table", color: "#2563eb", owned: false } as const;
const quote: EntityDocument = {
  ...base,
  id: "quote",
  name: named("报价"),
  titleField: "title",
  fields: [
    { id: "no", type: "text", name: named("单号"), unique: true },
    { id: "title", type: "text", name: named("主题"), required: true },
    { id: "lines", type: "sub-table", name: named("明细"), settings: { entity: "line", maxRows: 3 } },
  ],
};
const line: EntityDocument = {
  ...base,
  id: "line",
  name: named("明细行"),
  titleField: "product",
  parent: { entity: "quote", field: "lines" },
  fields: [
    { id: "product", type: "text", name: named("产品"), required: true },
    { id: "quantity", type: "number", name: named("数量"), settings: { decimals: 0, min: 1 } },
  ],
};
const bench = setUpImportBench([quote, line]);
const HEADER = "单号,主题,明细.产品,明细.数量";
const FIELDS = ["no", "title", "lines.product", "lines.quantity"];
const mapping = FIELDS.map((field, column) => ({ column, field }));
const plan = (changes: Partial<ImportPlan> = {}): ImportPlan => ({
  ...startPlan("quote", { sheet: 0, headerRow: 0 }, { mapping, keys: ["no"] }),
  ...changes,
});
let number = 0;
async function upload(...rows: readonly string[]) {
  number += 1;
  return bench.upload(await bench.file(`quotes-${number}.csv`, [HEADER, ...rows].join("\n")));
}

/** Quotes of a prefix with their lines, as `no: product quantity, …`. */
async function quotes(prefix: string): Promise<readonly string[]> {
  const list = await bench.store.records.wholeList(admin, APP, { entity: "quote" });
  const found: string[] = [];
  for await (const page of list.pages(100, { fields: ["no"], children: ["lines"] }))
    for (const { no, lines } of page.items) {
      const rows = (Array.isArray(lines) ? lines : []) as readonly Readonly<Record<string, unknown>>[];
      const text = rows.map(({ product, quantity }) => `${String(product)} ${String(quantity)}`);
      if (String(no).startsWith(prefix)) found.push(`${String(no)}: ${text.join(", ")}`);
    }
  return found.toSorted((a, b) => a.localeCompare(b));
}

test("rows that repeat a key, and rows whose own cells are merged, are lines of one record; undone with it", async () => {
  const job = await upload("A1,甲,泵,1", "A1,甲,阀,2", "A2,乙,泵,3", ",,阀,4", ",,管,5", "A3,丙,,");
  const { mapping: guess, keys } = await bench.imports.suggest(admin, APP, job.id, {
    entity: "quote",
    sheet: 0,
    headerRow: 0,
  });
  expect([guess.map(({ field }) => field), keys]).toEqual([FIELDS, ["no"]]);
  const checked = await bench.checked(job, plan());
  expect(checked.counts).toEqual({ total: 6, create: 3, update: 0, skip: 0, error: 0, children: 5 });
  expect(await quotes("A")).toEqual([]);
  expect((await bench.ran(checked, plan())).counts).toEqual(checked.counts);
  expect(await quotes("A")).toEqual(["A1: 泵 1, 阀 2", "A2: 泵 3, 阀 4, 管 5", "A3: "]);
  await bench.imports.undo(admin, APP, job.id);
  await bench.imports.settled();
  expect(await quotes("A")).toEqual([]);
  expect(await bench.rows("line")).toEqual([]);
});

test("a record whose line fails comes back with all its rows, each saying why", async () => {
  const job = await upload(
    "B1,甲,泵,x",
    "B1,甲,阀,2",
    "B2,乙,,7",
    "B3,丙,泵,0",
    "B3,丙,阀,1",
    "B4,丁,泵,1",
    "B5,戊,一,1",
    ",,二,1",
    ",,三,1",
    ",,四,1",
  );
  const checked = await bench.checked(job, plan());
  expect(checked.counts).toEqual({ total: 10, create: 1, update: 0, skip: 0, error: 4, children: 1 });
  expect(checked.errors.map(({ row, column }) => [row, column])).toEqual([
    [2, "明细.数量"],
    [3, null],
    [4, "产品"],
    [5, "明细.数量"],
    [6, null],
    [8, "明细"],
    [9, null],
    [10, null],
    [11, null],
  ]);
  const done = await bench.ran(checked, plan());
  expect(done.counts).toEqual(checked.counts);
  expect(await quotes("B")).toEqual(["B4: 泵 1"]);
  const { stream } = await bench.imports.errorWorkbook(admin, APP, job.id);
  const path = await bench.file("failed-quotes.xlsx", "");
  await pipeline(stream, createWriteStream(path));
  const workbook = await openWorkbook(path);
  const rows: SheetRow[] = [];
  for await (const row of workbook.rows(0)) rows.push(row);
  await workbook.close();
  expect(rows.slice(1).map(({ cells }) => cells[2])).toEqual([
    "泵",
    "阀",
    null,
    "泵",
    "阀",
    "一",
    "二",
    "三",
    "四",
  ]);
});

test("lines of a record that is there are replaced by those of the file; rows that stand apart are refused", async () => {
  await bench.ran(await upload("C1,甲,泵,1", "C1,甲,阀,2"), plan());
  const overwrite = plan({ duplicates: "overwrite" });
  const again = await upload("C1,改,管,9", "C2,乙,泵,1", "C1,改,阀,1", "C3,丙,泵,1");
  const checked = await bench.checked(again, overwrite);
  expect(checked.counts).toMatchObject({ create: 2, update: 1, error: 1, children: 3 });
  expect(checked.errors[0]).toMatchObject({
    row: 4,
    message: { zh: expect.stringContaining("没有连在一起") },
  });
  await bench.ran(checked, overwrite);
  expect(await quotes("C")).toEqual(["C1: 管 9", "C2: 泵 1", "C3: 泵 1"]);
  // A file without lines leaves them as they are.
  await bench.ran(await upload("C1,再改,,"), { ...overwrite, blanks: "clear" });
  expect((await quotes("C"))[0]).toBe("C1: 管 9");
});

test("a list with child rows beside their records comes back as it was, and an import of it that was cut off goes on", async () => {
  const rows = Array.from({ length: 450 }, (_none, index) => [
    `D${1000 + index},题${index},泵,${index + 1}`,
    `D${1000 + index},题${index},阀,1`,
  ]).flat();
  await bench.ran(await upload(...rows), plan());
  const before = await quotes("D");
  expect(before).toHaveLength(450);
  const request: ExportRequest = { format: "xlsx", children: "rows", fields: ["no", "title"] };
  const started = await bench.exports.start(admin, { app: APP, entity: "quote" }, request);
  await bench.exports.settled();
  const file = await bench.exports.file(admin, APP, started.id);
  const path = await bench.file("quotes.xlsx", "");
  await pipeline(file.stream, createWriteStream(path));
  await bench.store.pool.query("delete from app_bench.line");
  await bench.store.pool.query("delete from app_bench.quote");
  const job = await bench.upload(path);
  const guess = await bench.imports.suggest(admin, APP, job.id, { entity: "quote", sheet: 0, headerRow: 0 });
  const back = startPlan("quote", { sheet: 0, headerRow: 0 }, guess);
  const done = await bench.ran(job, back);
  expect(done.counts?.error).toBe(0);
  expect(await quotes("D")).toEqual(before);
  await bench.store.db
    .updateTable("import")
    .set({
      status: "running",
      settled_row: 401,
      processed: 400,
      counts: JSON.stringify({ ...done.counts, create: 200, children: 400 }),
    })
    .where("id", "=", job.id)
    .execute();
  await bench.imports.sweep();
  await bench.imports.settled();
  expect((await bench.imports.get(admin, APP, job.id)).status).toBe("done");
  expect(await quotes("D")).toEqual(before);
});

test("the template has columns for child rows, and its example is imported with one", async () => {
  const { stream } = await bench.imports.template(admin, APP, "quote");
  const path = await bench.file("template.xlsx", "");
  await pipeline(stream, createWriteStream(path));
  const job = await bench.upload(path);
  expect(job.sheets[0]?.rows[0]).toEqual(["单号", "主题*", "明细.产品", "明细.数量"]);
  const place = { sheet: 1, headerRow: 0 };
  const guess = await bench.imports.suggest(admin, APP, job.id, { entity: "quote", ...place });
  expect(guess.mapping.map(({ field }) => field)).toEqual(FIELDS);
  const done = await bench.ran(job, startPlan("quote", place, guess));
  expect(done.counts).toMatchObject({ create: 1, error: 0, children: 1 });
});
