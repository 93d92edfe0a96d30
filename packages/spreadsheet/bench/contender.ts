// One library doing one thing with one file, in a process of its own: prints what it cost as JSON.
import { createReadStream, createWriteStream } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import * as sheetjs from "@e965/xlsx";
import { parse } from "csv-parse";
import exceljs from "exceljs";
import { streamXlsxRows, writeXlsxStream } from "hucre";
import Papa from "papaparse";
import { openWorkbook, writeCsv, writeWorkbook } from "../src/index.ts";
import { benchRows, COLUMNS, plainRow } from "./bench-rows.ts";

type Work = (path: string, rows: number) => Promise<number>;

const columns = COLUMNS.map((title) => ({ title }));

async function count(items: AsyncIterable<unknown>): Promise<number> {
  let rows = 0;
  for await (const _item of items) rows += 1;
  return rows;
}

async function readOurs(path: string): Promise<number> {
  const workbook = await openWorkbook(path);
  let rows = 0;
  for await (const piece of workbook.pieces(0)) rows += piece.length;
  await workbook.close();
  return rows;
}

function sheetOf(rows: number): sheetjs.WorkSheet {
  const list = Array.from({ length: rows }, (_none, index) => plainRow(index));
  return sheetjs.utils.aoa_to_sheet([[...COLUMNS], ...list]);
}

function* plainRows(rows: number): Generator<ReturnType<typeof plainRow>> {
  for (let index = 0; index < rows; index += 1) yield plainRow(index);
}

/** What each library does, by task; the name before the task is the one that is shown. */
const WORKS: Readonly<Record<string, Readonly<Record<string, Work>>>> = {
  "read-xlsx": {
    mortise: readOurs,
    hucre: async (path) => count(streamXlsxRows(webStream(path))),
    exceljs: async (path) => {
      let rows = 0;
      const options = { worksheets: "emit", sharedStrings: "cache", styles: "cache" } as const;
      for await (const sheet of new exceljs.stream.xlsx.WorkbookReader(path, options))
        rows += await count(sheet);
      return rows;
    },
    "@e965/xlsx": async (path) => {
      const book = sheetjs.read(await readFile(path), { dense: true, cellDates: true });
      const sheet = book.Sheets[book.SheetNames[0] ?? ""];
      return sheet ? sheetjs.utils.sheet_to_json(sheet, { header: 1 }).length : 0;
    },
  },
  "write-xlsx": {
    mortise: async (path, rows) =>
      (await writeWorkbook(path, [{ name: "线索", columns, rows: benchRows(rows) }]))[0] ?? 0,
    hucre: async (path, rows) => {
      const stream = writeXlsxStream(plainRows(rows), {
        name: "线索",
        columns: COLUMNS.map((header) => ({ header })),
      });
      await pipeline(Readable.fromWeb(stream), createWriteStream(path));
      return rows;
    },
    exceljs: async (path, rows) => {
      const book = new exceljs.stream.xlsx.WorkbookWriter({ filename: path, useStyles: true });
      const sheet = book.addWorksheet("线索");
      sheet.addRow([...COLUMNS]).commit();
      let written = 0;
      for (const row of plainRows(rows)) {
        sheet.addRow(row).commit();
        written += 1;
        // Rows are handed over without waiting: without a pause the whole file would lie in memory.
        if (written % 10_000 === 0) await new Promise((resolve) => setImmediate(resolve));
      }
      await book.commit();
      return written;
    },
    "@e965/xlsx": async (path, rows) => {
      const book = sheetjs.utils.book_new(sheetOf(rows), "线索");
      // The library answers a buffer when it is asked for one.
      await writeFile(path, sheetjs.write(book, { type: "buffer", compression: true }) as Buffer);
      return rows;
    },
  },
  "read-csv": {
    mortise: readOurs,
    "csv-parse": async (path) => count(createReadStream(path).pipe(parse({ bom: true }))),
    papaparse: async (path) => count(createReadStream(path).pipe(Papa.parse(Papa.NODE_STREAM_INPUT))),
  },
  "write-csv": {
    mortise: async (path, rows) => {
      await writeCsv(path, { columns: COLUMNS, rows: benchRows(rows) });
      return rows;
    },
    papaparse: async (path, rows) => {
      await writeFile(path, Papa.unparse({ fields: [...COLUMNS], data: [...plainRows(rows)] }));
      return rows;
    },
  },
};

/** Node's own stream of the web is typed apart from that of browsers; it is the same. */
function webStream(path: string): ReadableStream<Uint8Array> {
  return Readable.toWeb(createReadStream(path)) as unknown as ReadableStream<Uint8Array>;
}

const [task = "", library = "", path = "", rows = "0"] = process.argv.slice(2);
if (task === "list") process.stdout.write(JSON.stringify(Object.keys(WORKS[library] ?? {})));
else {
  const work = WORKS[task]?.[library];
  if (!work) throw new TypeError(`${library} does not do ${task}`);
  const start = performance.now();
  const done = await work(path, Number(rows));
  const seconds = (performance.now() - start) / 1000;
  const megabytes = process.resourceUsage().maxRSS / 1024;
  process.stdout.write(JSON.stringify({ rows: done, seconds, megabytes }));
}
