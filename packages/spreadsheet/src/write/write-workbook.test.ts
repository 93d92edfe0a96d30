import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { readXlsx } from "hucre";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CellValue, SheetRow } from "../cell/cell-value.ts";
import { openWorkbook } from "../read/open-workbook.ts";
import type { WritableCell } from "./cell-xml.ts";
import { validationsXml } from "./choice-lists.ts";
import { writeWorkbook } from "./write-workbook.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mortise-write-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function readBack(path: string, sheet = 0): Promise<CellValue[][]> {
  const workbook = await openWorkbook(path);
  const rows: SheetRow[] = [];
  for await (const row of workbook.rows(sheet)) rows.push(row);
  await workbook.close();
  return rows.map((row) => row.cells);
}

async function roundTrip(rows: readonly (readonly WritableCell[])[]): Promise<CellValue[][]> {
  const path = join(folder, "round-trip.xlsx");
  await writeWorkbook(path, [{ name: "Sheet", columns: [{ title: "A" }], rows }]);
  return (await readBack(path)).slice(1);
}

test("gives back every kind of value as it was written", async () => {
  const row: CellValue[] = [
    '王伟 & <sons> "Ltd" 🌟\nnext line\ttab',
    -12.5,
    0,
    true,
    false,
    { date: "2024-02-29" },
    { date: "2024-02-29T23:59:58" },
    { time: "08:30:00" },
    { duration: 90_061 },
    { error: "#N/A" },
  ];
  expect(await roundTrip([row])).toEqual([row]);
});

test("writes text as text: formulas, leading zeros and escapes stay what they are", async () => {
  const row = ["=1+1", "+86 138", "@SUM(A1)", "007", "_x000D_", "  padded  ", "line\rend"];
  expect(await roundTrip([row])).toEqual([row]);
});

test("writes dates that spreadsheets count wrongly, and numbers they do not have, without inventing values", async () => {
  expect(await roundTrip([[{ date: "1899-01-01" }, Number.NaN]])).toEqual([
    ["1899-01-01", { error: "#NUM!" }],
  ]);
});

test("keeps gaps, and the place of marked cells that are empty", async () => {
  const rows = await roundTrip([
    ["a", null, "c"],
    [null, { value: "bad", mark: "error" }],
    [{ value: null, mark: "error" }],
  ]);
  expect(rows).toEqual([
    ["a", null, "c"],
    [null, "bad"],
  ]);
});

test("cuts text longer than a cell can hold", async () => {
  const [row] = await roundTrip([["字".repeat(40_000)]]);
  expect(row?.[0]).toHaveLength(32_767);
});

test("gives sheets names that spreadsheets accept, each only once", async () => {
  const path = join(folder, "names.xlsx");
  const sheet = (name: string) => ({ name, columns: [], rows: [] });
  await writeWorkbook(path, ["A/B:C", "a b c", "x".repeat(40), ""].map(sheet));
  const workbook = await openWorkbook(path);
  await workbook.close();
  expect(workbook.sheets.map(({ name }) => name)).toEqual(["A B C", "a b c (2)", "x".repeat(31), "Sheet"]);
});

test("is read alike by another reader, with dates and red cells", async () => {
  const path = join(folder, "other.xlsx");
  const counts = await writeWorkbook(path, [
    {
      name: "线索",
      columns: [{ title: "客户名称", width: 30 }, { title: "金额", kind: "money" }, { title: "日期" }],
      rows: [
        ["青岛海尔", 1234.5, { date: "2024-05-01" }],
        [{ value: "=cmd", mark: "error" }, null, null],
      ],
    },
  ]);
  const book = await readXlsx(await readFile(path), { readStyles: true });
  expect(counts).toEqual([2]);
  expect(book.sheets[0]?.name).toBe("线索");
  expect(book.sheets[0]?.rows[1]).toEqual(["青岛海尔", 1234.5, new Date("2024-05-01T00:00:00Z")]);
  expect(book.sheets[0]?.rows[2]?.[0]).toBe("=cmd");
});

test("ends with the caller's reason when it is aborted, and lets go of the rows", async () => {
  const stop = new AbortController();
  let isReleased = false;
  async function* endless() {
    try {
      for (let row = 0; ; row += 1) {
        if (row === 5000) stop.abort();
        yield ["text", row];
      }
    } finally {
      isReleased = true;
    }
  }
  const sink = new PassThrough();
  sink.resume();
  const writing = writeWorkbook(sink, [{ name: "S", columns: [], rows: endless() }], { signal: stop.signal });
  await expect(writing).rejects.toMatchObject({ name: "AbortError" });
  expect(isReleased).toBe(true);
});

test("goes on in a further sheet when one is full", async () => {
  const path = join(folder, "full.xlsx");
  function* many() {
    for (let row = 0; row < 1_048_580; row += 1) yield [row];
  }
  expect(await writeWorkbook(path, [{ name: "全部", columns: [{ title: "n" }], rows: many() }])).toEqual([
    1_048_580,
  ]);
  const workbook = await openWorkbook(path);
  await workbook.close();
  expect(workbook.sheets.map(({ name }) => name)).toEqual(["全部", "全部 (2)"]);
  expect(await readBack(path, 1)).toEqual([
    ["n"],
    [1_048_575],
    [1_048_576],
    [1_048_577],
    [1_048_578],
    [1_048_579],
  ]);
}, 120_000);

test("offers choices in drop-downs, says rules and keeps what is typed into text columns text", async () => {
  const path = join(folder, "choices.xlsx");
  const regions = Array.from({ length: 300 }, (_none, index) => `山东省/市${index}/"区" & 县`);
  await writeWorkbook(path, [
    {
      name: "线索",
      columns: [
        { title: "姓名*", kind: "text", isRequired: true },
        { title: "地区", choices: { values: regions, isClosed: true }, prompt: "必填\n选一个 <&>" },
        { title: "标签", choices: { values: ["a"], isClosed: false }, prompt: "x".repeat(300) },
      ],
      rows: [],
    },
  ]);
  const sheets = (await readXlsx(await readFile(path))).sheets;
  expect(sheets[0]?.dataValidations).toMatchObject([
    {
      range: "B2:B1048576",
      type: "list",
      formula1: "'_lists'!$A$2:$A$301",
      showErrorMessage: true,
      inputTitle: "地区",
      inputMessage: "必填\n选一个 <&>",
    },
    {
      range: "C2:C1048576",
      type: "list",
      formula1: "'_lists'!$B$2:$B$2",
      inputMessage: `${"x".repeat(254)}…`,
    },
  ]);
  const workbook = await openWorkbook(path);
  expect(workbook.sheets).toMatchObject([
    { name: "线索", state: "visible" },
    { name: "_lists", state: "hidden" },
  ]);
  await workbook.close();
  const lists = await readBack(path, 1);
  expect(lists).toHaveLength(301);
  expect(lists.slice(0, 2)).toEqual([
    ["地区", "标签"],
    [regions[0], "a"],
  ]);
  expect(lists.at(-1)).toEqual([regions[299]]);
});

test("says the rules of a column that takes any value", () => {
  expect(validationsXml([{ title: "姓名*", prompt: "必填\n最多 20 字" }], new Map(), 9)).toBe(
    '<dataValidations count="1"><dataValidation allowBlank="1" showInputMessage="1" promptTitle="姓名*" ' +
      'prompt="必填&#10;最多 20 字" sqref="A2:A9"></dataValidation></dataValidations>',
  );
  expect(validationsXml([{ title: "姓名" }], new Map(), 9)).toBe("");
});
