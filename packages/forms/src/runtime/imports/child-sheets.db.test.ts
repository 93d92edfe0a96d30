import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { EntityDocument } from "@mortise/metadata";
import { openWorkbook, type WritableCell, writeWorkbook } from "@mortise/spreadsheet";
import { expect, test } from "vitest";
import { admin, APP, setUpImportBench } from "../../fixtures/import-bench.ts";
import { startPlan } from "../../model/import/import-plan.ts";

const named = (zh: string) => ({ zh, en: zh });
const base = { kind: "entity", version: 1, icon: "table", color: "#2563eb", owned: false } as const;
const order: EntityDocument = {
  ...base,
  id: "order",
  name: named("订单"),
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
  parent: { entity: "order", field: "lines" },
  fields: [
    { id: "product", type: "text", name: named("产品"), required: true },
    { id: "quantity", type: "number", name: named("数量"), settings: { decimals: 0, min: 1 } },
  ],
};
const bench = setUpImportBench([order, line]);

type Rows = readonly (readonly WritableCell[])[];
let number = 0;
async function upload(orders: Rows, lines: Rows, titles: readonly string[] = ["单号", "主题"]) {
  number += 1;
  const path = join(bench.folder, `orders-${number}.xlsx`);
  const columns = (list: readonly string[]) => list.map((title) => ({ title }));
  await writeWorkbook(path, [
    { name: "订单", columns: columns(titles), rows: orders },
    { name: "明细", columns: columns(["单号", "产品", "数量", "备注"]), rows: lines },
  ]);
  return bench.upload(path);
}

async function suggested(job: { readonly id: string }) {
  const place = { sheet: 0, headerRow: 0 };
  const guess = await bench.imports.suggest(admin, APP, job.id, { entity: "order", ...place });
  return startPlan("order", place, guess);
}

async function orders(prefix: string): Promise<readonly string[]> {
  const list = await bench.store.records.wholeList(admin, APP, { entity: "order" });
  const found: string[] = [];
  for await (const page of list.pages(100, { fields: ["no"], children: ["lines"] }))
    for (const { no, lines } of page.items) {
      const rows = (Array.isArray(lines) ? lines : []) as readonly Readonly<Record<string, unknown>>[];
      const text = rows.map(({ product, quantity }) => `${String(product)} ${String(quantity)}`);
      if (String(no).startsWith(prefix)) found.push(`${String(no)}: ${text.join(", ")}`);
    }
  return found.toSorted((a, b) => a.localeCompare(b));
}

test("child rows of a second sheet find their record by its number, in any order; undone with it", async () => {
  const job = await upload(
    [
      ["A1", "甲"],
      ["A2", "乙"],
    ],
    [
      ["A2", "泵", 3, "x"],
      ["A1", "阀", 1, ""],
      ["A2", "管", 4, ""],
    ],
  );
  const plan = await suggested(job);
  expect(plan.childSheets).toEqual([
    {
      subTable: "lines",
      sheet: 1,
      headerRow: 0,
      key: 0,
      of: 0,
      mapping: [
        { column: 0, field: null },
        { column: 1, field: "lines.product" },
        { column: 2, field: "lines.quantity" },
        { column: 3, field: null },
      ],
    },
  ]);
  const checked = await bench.checked(job, plan);
  expect(checked.counts).toEqual({ total: 2, create: 2, update: 0, skip: 0, error: 0, children: 3 });
  expect((await bench.ran(checked, plan)).counts).toEqual(checked.counts);
  expect(await orders("A")).toEqual(["A1: 阀 1", "A2: 泵 3, 管 4"]);
  await bench.imports.undo(admin, APP, job.id);
  await bench.imports.settled();
  expect(await orders("A")).toEqual([]);
});

test("what is wrong comes back on both sheets, mended and imported again", async () => {
  const job = await upload(
    [
      ["B1", "甲"],
      ["B2", "乙"],
      ["B3", "丙"],
      ["B4", ""],
    ],
    [
      ["B1", "泵", "很多", ""],
      ["B1", "阀", 1, ""],
      ["B2", "管", 2, ""],
      ["B9", "谁的", 1, ""],
      ["", "没写", 1, ""],
      ["B4", "栓", 1, ""],
    ],
  );
  const plan = await suggested(job);
  const done = await bench.ran(await bench.checked(job, plan), plan);
  expect(done.counts).toMatchObject({ create: 2, error: 4, children: 1 });
  expect(await orders("B")).toEqual(["B2: 管 2", "B3: "]);
  const told = done.errors.map(({ row, sheet, message }) => [sheet ?? 0, row, message.zh]);
  expect(told).toContainEqual([1, 5, "主表里没有这条记录，该明细行未导入"]);
  expect(told).toContainEqual([1, 6, "没有写明属于哪条记录，该明细行未导入"]);
  expect(told).toContainEqual([0, 5, "必填"]);

  const { stream } = await bench.imports.errorWorkbook(admin, APP, job.id);
  const path = await bench.file("failed-orders.xlsx", "");
  await pipeline(stream, createWriteStream(path));
  const workbook = await openWorkbook(path);
  const read = async (sheet: number) => {
    const rows: string[][] = [];
    for await (const { cells } of workbook.rows(sheet)) rows.push(cells.map((cell) => String(cell ?? "")));
    return rows;
  };
  const [main, below] = [await read(0), await read(1)];
  expect(workbook.sheets.map(({ name }) => name)).toEqual(["失败的行", "明细"]);
  await workbook.close();
  expect(main.map((row) => [row[0], row.at(-1)])).toEqual([
    ["单号", "原行号"],
    ["B1", "2"],
    ["B4", "5"],
  ]);
  expect(below.map((row) => [row[0], row[1], row.at(-1)])).toEqual([
    ["单号", "产品", "原行号"],
    ["B1", "泵", "2"],
    ["B1", "阀", "3"],
    ["B9", "谁的", "5"],
    ["", "没写", "6"],
    ["B4", "栓", "7"],
  ]);

  const mended = await upload(
    [
      ["B1", "甲"],
      ["B4", "丁"],
    ],
    [
      ["B1", "泵", 9, ""],
      ["B1", "阀", 1, ""],
      ["B4", "栓", 1, ""],
    ],
  );
  expect((await bench.ran(mended, await suggested(mended))).counts).toMatchObject({ create: 2, error: 0 });
  expect(await orders("B")).toEqual(["B1: 泵 9, 阀 1", "B2: 管 2", "B3: ", "B4: 栓 1"]);
});

test("a sub-table comes from one sheet only; an exported workbook with sheets fits by itself", async () => {
  const job = await upload([["C1", "甲", "泵"]], [["C1", "阀", 1, ""]], ["单号", "主题", "明细.产品"]);
  const plan = await suggested(job);
  expect(plan.childSheets).toBeUndefined();
  const childSheets = [
    {
      subTable: "lines",
      sheet: 1,
      headerRow: 0,
      key: 0,
      of: 0,
      mapping: [{ column: 1, field: "lines.product" }],
    },
  ];
  const both = bench.imports.check(admin, APP, job.id, { ...plan, childSheets });
  await expect(both).rejects.toMatchObject({ details: [{ path: "childSheets.0" }] });

  const request = { format: "xlsx", children: "sheets" } as const;
  const { id } = await bench.exports.start(admin, { app: APP, entity: "order" }, request);
  await bench.exports.settled();
  const { stream } = await bench.exports.file(admin, APP, id);
  const path = await bench.file("exported-orders.xlsx", "");
  await pipeline(stream, createWriteStream(path));
  const back = await bench.upload(path);
  const again = { ...(await suggested(back)), duplicates: "overwrite" as const };
  expect(again.childSheets?.map(({ subTable, sheet, key }) => [subTable, sheet, key])).toEqual([
    ["lines", 1, 0],
  ]);
  const before = await orders("");
  const { counts } = await bench.ran(back, again);
  expect(counts).toMatchObject({ create: 0, error: 0 });
  expect(await orders("")).toEqual(before);
});
