import { execFileSync } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cellText } from "../cell/cell-text.ts";
import { writeWorkbook } from "../write/write-workbook.ts";
import { type ZipPart, zipBytes } from "../zip/write-zip.ts";
import { openWorkbook } from "./open-workbook.ts";

const READ_ALONE = join(import.meta.dirname, "../fixtures/read-alone.ts");
/** What a hostile file may cost: seconds, and memory beyond that of reading a small one. */
const MOST_SECONDS = 5;
const MOST_KILOBYTES = 200_000;

let folder = "";
let small = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mortise-hostile-"));
  const path = join(folder, "small.xlsx");
  await writeWorkbook(path, [{ name: "S", columns: [{ title: "a" }], rows: [["b"]] }]);
  small = readAlone(path).peak;
});
afterAll(() => rm(folder, { recursive: true }));

interface ReadAlone {
  readonly refusal?: string;
  readonly counts: readonly number[];
  readonly peak: number;
  readonly seconds: number;
}

/** Reads a file in a process of its own. */
function readAlone(path: string): ReadAlone {
  const output = execFileSync(process.execPath, [READ_ALONE, path], { encoding: "utf8", timeout: 60_000 });
  return JSON.parse(output);
}

const relation = (id: string, type: string, target: string) =>
  `<Relationship Id="${id}" Type="t/${type}" Target="${target}"/>`;

async function bookOf(name: string, sheet: ZipPart["content"], texts: ZipPart["content"] = []) {
  const parts: ZipPart[] = [
    { name: "_rels/.rels", content: [relation("a", "officeDocument", "/xl/workbook.xml")] },
    {
      name: "xl/workbook.xml",
      content: ['<workbook><sheets><sheet name="S" r:id="a"/></sheets></workbook>'],
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      content: [relation("a", "worksheet", "sheet.xml") + relation("b", "sharedStrings", "texts.xml")],
    },
    { name: "xl/sheet.xml", content: sheet },
    { name: "xl/texts.xml", content: texts },
  ];
  const path = join(folder, name);
  await pipeline(Readable.from(zipBytes(Readable.from(parts))), createWriteStream(path));
  return path;
}

function* repeated(text: string, times: number): Generator<string> {
  for (let count = 0; count < times; count += 1) yield text;
}

const MEGABYTE = 1_000_000;
const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;

/** Each row fills one cell, at the far end: what lies before it counts as well. */
function* wideRows(): Generator<string> {
  yield "<sheetData>";
  for (let row = 1; row <= 2_000; row += 1) yield `<row r="${row}">${cell(`XFD${row}`, "x")}</row>`;
  yield "</sheetData>";
}

test.each([
  {
    what: "a sheet that unpacks to 200 MB",
    make: () => bookOf("bomb.xlsx", repeated(" ".repeat(MEGABYTE), 200)),
    refusal: "SHEET_TOO_LARGE",
  },
  {
    what: "shared texts of 420 MB",
    make: () => bookOf("texts.xlsx", ["<sheetData/>"], repeated("<si><t>x</t></si>".repeat(60_000), 420)),
    refusal: "SHEET_TOO_LARGE",
  },
  {
    what: "rows that each reach to the last column",
    make: () => bookOf("wide.xlsx", wideRows()),
    refusal: "SHEET_TOO_LARGE",
  },
])("$what is refused at once, in little memory", async ({ make, refusal }) => {
  const found = readAlone(await make());
  expect(found.refusal).toBe(refusal);
  expect(found.seconds).toBeLessThan(MOST_SECONDS);
  expect(found.peak - small).toBeLessThan(MOST_KILOBYTES);
});

test("a sheet that claims all rows and columns costs no more than its cells", async () => {
  const rows = `<row r="1">${cell("A1", "first")}</row><row r="1048576">${cell("XFD1048576", "last")}</row>`;
  const head = '<dimension ref="A1:XFD1048576"/><sheetData>';
  const found = readAlone(await bookOf("dimension.xlsx", [`${head}${rows}</sheetData>`]));
  expect(found.counts).toEqual([2]);
  expect(found.seconds).toBeLessThan(MOST_SECONDS);
  expect(found.peak - small).toBeLessThan(MOST_KILOBYTES);
});

test("entities are never looked up nor multiplied", async () => {
  const laughs = Array.from(
    { length: 10 },
    (_none, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`,
  );
  const type = `<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY l0 "ha">${laughs.join("")}]>`;
  const sheet = `${type}<sheetData><row r="1">${cell("A1", "&f;")}${cell("B1", "&l10;")}</row></sheetData>`;
  const path = await bookOf("entities.xlsx", [sheet]);
  const workbook = await openWorkbook(path);
  const texts: string[] = [];
  for await (const { cells } of workbook.rows(0)) texts.push(...cells.map(cellText));
  await workbook.close();
  expect(texts.join("").length).toBeLessThan(50);
  expect(texts.join("")).not.toContain("root:");
  expect(readAlone(path).seconds).toBeLessThan(MOST_SECONDS);
});

test("a file that was cut off anywhere is refused at once", async () => {
  const path = join(folder, "whole.xlsx");
  const rows = Array.from({ length: 5_000 }, (_none, index) => [`行 ${index}`, index]);
  await writeWorkbook(path, [{ name: "S", columns: [{ title: "a" }, { title: "b" }], rows }]);
  const whole = await readFile(path);
  for (const share of [0.1, 0.5, 0.99]) {
    const cut = join(folder, "cut.xlsx");
    await writeFile(cut, whole.subarray(0, Math.floor(whole.length * share)));
    const found = readAlone(cut);
    expect(found.refusal).toMatch(/^SHEET_(UNREADABLE|DAMAGED)$/);
    expect(found.seconds).toBeLessThan(MOST_SECONDS);
    expect(found.peak - small).toBeLessThan(MOST_KILOBYTES);
  }
});
