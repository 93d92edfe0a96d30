import { createRequire } from "node:module";
import { createWriteStream } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type * as xlsx from "@e965/xlsx";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cellText } from "../cell/cell-text.ts";
import type { SheetRow } from "../cell/cell-value.ts";
import { writeWorkbook } from "../write/write-workbook.ts";
import { type ZipPart, zipBytes } from "../zip/write-zip.ts";
import { type OpenOptions, openWorkbook } from "./open-workbook.ts";

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- require gives no type of its own
const library = createRequire(import.meta.url)("@e965/xlsx") as typeof xlsx;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mortise-open-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function fileOf(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function texts(path: string, options?: OpenOptions): Promise<string[][]> {
  const workbook = await openWorkbook(path, options);
  const rows: string[][] = [];
  try {
    for await (const row of workbook.rows(0)) rows.push(row.cells.map(cellText));
  } finally {
    await workbook.close();
  }
  return rows;
}

/** A workbook made by hand, with one sheet and any further parts. */
async function bookOf(name: string, parts: readonly ZipPart[]): Promise<string> {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="t/${type}" Target="${target}"/>`;
  const all: ZipPart[] = [
    { name: "_rels/.rels", content: [relation("a", "officeDocument", "/xl/workbook.xml")] },
    {
      name: "xl/workbook.xml",
      content: ['<workbook><sheets><sheet name="S" r:id="a"/></sheets></workbook>'],
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      content: [relation("a", "worksheet", "../xl/sheet.xml") + relation("b", "sharedStrings", "texts.xml")],
    },
    ...parts,
  ];
  const path = join(folder, name);
  await pipeline(Readable.from(zipBytes(Readable.from(all))), createWriteStream(path));
  return path;
}

function* repeated(text: string, times: number): Generator<string> {
  for (let count = 0; count < times; count += 1) yield text;
}

describe("formats", () => {
  const table = [
    ["编号", "客户"],
    ["00123", "青岛海尔"],
  ];
  const book = library.utils.book_new(library.utils.aoa_to_sheet(table), "线索");

  test.each(["xls", "xlsb", "ods", "xlml"] as const)("reads %s by its content", async (bookType) => {
    const path = await fileOf(`table-${bookType}.bin`, library.write(book, { type: "buffer", bookType }));
    expect(await texts(path)).toEqual(table);
  });

  test("reads a table in HTML that an old system calls .xls, keeping leading zeros", async () => {
    const html =
      "<html><meta charset=utf-8><table><tr><td>编号</td><td>客户</td></tr><tr><td>00123</td><td>青岛海尔</td></tr></table></html>";
    expect(await texts(await fileOf("export.xls", html))).toEqual(table);
  });

  test("reads tab-separated text that an old system calls .xls", async () => {
    expect(await texts(await fileOf("tabs.xls", "编号\t客户\n00123\t青岛海尔\n"))).toEqual(table);
  });

  test.each([
    ["prose.xlsx", "This is a letter, not a table.\n"],
    ["report.csv", "%PDF-1.7 …"],
    ["program.csv", "\u0001\u0002\u0003\u0000\u0000\u0004ELF"],
  ])("refuses %s", async (name, content) => {
    await expect(openWorkbook(await fileOf(name, content))).rejects.toMatchObject({
      code: "SHEET_UNREADABLE",
    });
  });

  test("says that an empty file is empty", async () => {
    await expect(openWorkbook(await fileOf("empty.csv", ""))).rejects.toMatchObject({ code: "SHEET_EMPTY" });
  });

  test("names the file as people know it", async () => {
    const path = await fileOf("upload-1", "x");
    const error = await openWorkbook(path, { fileName: "客户.xlsx" }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      text: { zh: expect.stringContaining("客户.xlsx"), en: expect.stringContaining("客户.xlsx") },
    });
  });
});

describe("hostile and broken files", () => {
  test("stops a sheet that unpacks to much more than it was packed to", async () => {
    const sheet = { name: "xl/sheet.xml", content: repeated(" ".repeat(1_000_000), 200) };
    await expect(texts(await bookOf("bomb.xlsx", [sheet]))).rejects.toMatchObject({
      code: "SHEET_TOO_LARGE",
    });
  });

  test("stops a table of texts above the limit", async () => {
    const sheet = { name: "xl/sheet.xml", content: ["<sheetData/>"] };
    const list = { name: "xl/texts.xml", content: repeated("<si><t>text</t></si>", 10_000) };
    const path = await bookOf("texts.xlsx", [sheet, list]);
    await expect(texts(path, { limits: { sharedTextBytes: 50_000 } })).rejects.toMatchObject({
      code: "SHEET_TOO_LARGE",
    });
  });

  test("says that a workbook has lost its texts instead of losing values", async () => {
    const sheet = {
      name: "xl/sheet.xml",
      content: ['<sheetData><row><c t="s"><v>0</v></c></row></sheetData>'],
    };
    await expect(texts(await bookOf("lost.xlsx", [sheet]))).rejects.toMatchObject({ code: "SHEET_DAMAGED" });
  });

  test("says that a workbook whose middle is broken is damaged", async () => {
    const path = join(folder, "middle.xlsx");
    const rows = Array.from({ length: 5000 }, (_none, row) => [`${Math.sin(row)}`]);
    await writeWorkbook(path, [{ name: "S", columns: [], rows }]);
    const bytes = await readFile(path);
    bytes.fill(0xff, 20_000, 21_000);
    await writeFile(path, bytes);
    await expect(texts(path)).rejects.toMatchObject({ code: "SHEET_DAMAGED" });
  });

  test("gives an old format only so much time", async () => {
    const book = library.utils.book_new(library.utils.aoa_to_sheet([[1]]), "S");
    const path = await fileOf("slow.xls", library.write(book, { type: "buffer", bookType: "xls" }));
    const limits = { legacySeconds: 0.001 };
    await expect(openWorkbook(path, { limits })).rejects.toMatchObject({ code: "SHEET_TOO_SLOW" });
    await expect(openWorkbook(path, { limits: { legacyBytes: 100 } })).rejects.toMatchObject({
      code: "SHEET_TOO_LARGE",
    });
  });

  test("names the line of a quote that is never closed", async () => {
    const path = await fileOf("quote.csv", 'a,b\n1,"open\n2,3\n');
    await expect(texts(path)).rejects.toMatchObject({ code: "SHEET_QUOTE_OPEN" });
  });
});

describe("one pass and many", () => {
  test("reads sheets again and again, also after an early end", async () => {
    const path = join(folder, "again.xlsx");
    const rows = Array.from({ length: 20_000 }, (_none, row) => [`row ${row}`]);
    await writeWorkbook(path, [{ name: "S", columns: [{ title: "t" }], rows }]);
    const workbook = await openWorkbook(path);
    const counts: number[] = [];
    for (const end of [1, 10, Infinity]) {
      let count = 0;
      for await (const row of workbook.rows(0)) {
        count += 1;
        if (row.index + 1 === end) break;
      }
      counts.push(count);
    }
    await workbook.close();
    expect(counts).toEqual([1, 10, 20_001]);
  });

  test.each(["xlsx", "csv"])("ends a pass over %s with the reason of the signal", async (kind) => {
    const path = join(folder, `abort.${kind}`);
    const rows = Array.from({ length: 50_000 }, (_none, row) => [`row ${row}`, "x"]);
    if (kind === "csv") await writeFile(path, rows.map((row) => row.join(",")).join("\n"));
    else await writeWorkbook(path, [{ name: "S", columns: [], rows }]);
    const stop = new AbortController();
    const reason = new RangeError("enough");
    const workbook = await openWorkbook(path);
    const reading = (async () => {
      for await (const row of workbook.rows(0, { signal: stop.signal }))
        if (row.index === 5000) stop.abort(reason);
    })();
    await expect(reading).rejects.toBe(reason);
    await workbook.close();
  });

  test("says which sheet is not there", async () => {
    const workbook = await openWorkbook(await fileOf("one.csv", "a,b\n"));
    expect(() => workbook.rows(3)).toThrow("SHEET_NOT_FOUND");
    await workbook.close();
  });
});

describe("text files", () => {
  test("reads Excel's separator line, ragged rows, blank lines and quoted line breaks", async () => {
    const path = await fileOf("ragged.csv", 'sep=;\r\na;b;c\r\n\r\n1;"two\r\nlines"\r\n1;2;3;4\r\n');
    const workbook = await openWorkbook(path);
    const rows: SheetRow[] = [];
    for await (const row of workbook.rows(0)) rows.push(row);
    await workbook.close();
    expect(rows).toEqual([
      { index: 0, cells: ["a", "b", "c"] },
      { index: 2, cells: ["1", "two\r\nlines"] },
      { index: 3, cells: ["1", "2", "3", "4"] },
    ]);
  });

  test.each([
    [
      "gb18030",
      Buffer.from("d0d5c3fb2cb3c7cad00ac0eecbc42cbcc3c4cf0a", "hex"),
      [
        ["姓名", "城市"],
        ["李四", "济南"],
      ],
    ],
    [
      "windows-1252",
      Buffer.from("Müller,Straße\nJosé,Köln\n", "latin1"),
      [
        ["Müller", "Straße"],
        ["José", "Köln"],
      ],
    ],
    [
      "utf-16le",
      Buffer.from("Müller,a\nb,c\n", "utf16le"),
      [
        ["Müller", "a"],
        ["b", "c"],
      ],
    ],
  ])("finds %s by itself", async (encoding, bytes, expected) => {
    const path = await fileOf("encoding.csv", bytes);
    const workbook = await openWorkbook(path);
    await workbook.close();
    expect(workbook.encoding).toBe(encoding);
    expect(await texts(path)).toEqual(expected);
  });

  test("keeps UTF-8 when a few bytes of a long file are broken", async () => {
    const good = Buffer.from("客户名称,城市\n".repeat(200));
    const path = await fileOf("cut.csv", Buffer.concat([good, Buffer.from([0xe5, 0xae])]));
    const workbook = await openWorkbook(path);
    await workbook.close();
    expect(workbook.encoding).toBe("utf-8");
  });
});
