import { createWriteStream } from "node:fs";
import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { zipBytes, type ZipPart } from "../zip/write-zip.ts";
import { escapeXml, type WritableCell } from "./cell-xml.ts";
import { type ChoicePlaces, LISTS_SHEET, listRows, placeChoices } from "./choice-lists.ts";
import type { SheetColumn } from "./sheet-column.ts";
import { type RowSource, sheetXml } from "./sheet-xml.ts";
import { stylesXml } from "./styles-xml.ts";

/** One sheet to be written: a frozen row of titles, then the rows as they come. */
export interface WritableSheet {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: AsyncIterable<readonly WritableCell[]> | Iterable<readonly WritableCell[]>;
  /** Below each printed page, before its number. */
  readonly footer?: string;
}

/** Choices for writing. */
export interface WriteOptions {
  readonly signal?: AbortSignal;
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** A sheet name that spreadsheets accept and no other sheet of the workbook has. */
function sheetName(wanted: string, taken: readonly string[]): string {
  const base =
    wanted
      .replace(/[[\]:*?/\\]/g, " ")
      .replace(/^'+|'+$/g, "")
      .trim()
      .slice(0, 31)
      .trim() || "Sheet";
  const isTaken = (name: string) => taken.some((other) => other.toLowerCase() === name.toLowerCase());
  let name = base;
  for (let number = 2; isTaken(name); number += 1) {
    const suffix = ` (${number})`;
    name = `${base.slice(0, 31 - suffix.length)}${suffix}`;
  }
  return name;
}

function bookXml(names: readonly string[]): string {
  const sheets = names.map(
    (name, index) =>
      `<sheet name="${escapeXml(name)}" sheetId="${index + 1}"${name === LISTS_SHEET ? ' state="hidden"' : ""} r:id="rId${index + 1}"/>`,
  );
  return `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets.join("")}</sheets></workbook>`;
}

function relationsXml(list: readonly (readonly [type: string, target: string])[]): string {
  const items = list.map(
    ([type, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${items.join("")}</Relationships>`;
}

function contentTypesXml(sheetCount: number): string {
  const override = (part: string, type: string) =>
    `<Override PartName="/xl/${part}.xml" ContentType="${TYPE}.${type}+xml"/>`;
  const sheets = Array.from({ length: sheetCount }, (_none, index) =>
    override(`worksheets/sheet${index + 1}`, "worksheet"),
  );
  return (
    `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>` +
    `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    `${override("workbook", "sheet.main")}${override("styles", "styles")}${sheets.join("")}</Types>`
  );
}

async function* iterate<T>(rows: AsyncIterable<T> | Iterable<T>): AsyncGenerator<T> {
  yield* rows;
}

function sourceOf(
  { columns, footer }: Pick<WritableSheet, "columns" | "footer">,
  rows: AsyncIterator<readonly WritableCell[]>,
  choices: ChoicePlaces,
): RowSource {
  return { columns, rows, choices, written: 0, isDone: false, ...(footer === undefined ? {} : { footer }) };
}

async function* workbookParts(sheets: readonly WritableSheet[], counts: number[]): AsyncGenerator<ZipPart> {
  const names: string[] = [];
  const { lists, places } = placeChoices(sheets.flatMap(({ columns }) => columns));
  for (const sheet of sheets) {
    const rows = iterate(sheet.rows);
    const source = sourceOf(sheet, rows, places);
    try {
      while (!source.isDone) {
        names.push(sheetName(sheet.name, [LISTS_SHEET, ...names]));
        yield { name: `xl/worksheets/sheet${names.length}.xml`, content: sheetXml(source) };
      }
    } finally {
      await rows.return(undefined);
    }
    counts.push(source.written);
  }
  if (lists.length > 0) {
    names.push(LISTS_SHEET);
    const titles = lists.map(({ title }) => ({ title }));
    const source = sourceOf({ columns: titles }, iterate(listRows(lists)), places);
    yield { name: `xl/worksheets/sheet${names.length}.xml`, content: sheetXml(source) };
  }
  const targets = names.map((_name, index) => ["worksheet", `worksheets/sheet${index + 1}.xml`] as const);
  yield { name: "xl/styles.xml", content: [stylesXml()] };
  yield { name: "xl/workbook.xml", content: [bookXml(names)] };
  yield {
    name: "xl/_rels/workbook.xml.rels",
    content: [relationsXml([...targets, ["styles", "styles.xml"]])],
  };
  yield { name: "_rels/.rels", content: [relationsXml([["officeDocument", "xl/workbook.xml"]])] };
  yield { name: "[Content_Types].xml", content: [contentTypesXml(names.length)] };
}

/**
 * Writes a workbook to a path or a stream (which is ended) row by row, in memory that does not grow with the rows. Text is always
 * written as text, never as a formula. More rows than a sheet can hold go on in a sheet "name (2)". A path is
 * left with a broken file when writing fails. Gives the number of rows of each sheet.
 */
export async function writeWorkbook(
  destination: string | Writable,
  sheets: readonly WritableSheet[],
  options: WriteOptions = {},
): Promise<number[]> {
  const counts: number[] = [];
  const sink = typeof destination === "string" ? createWriteStream(destination) : destination;
  const bytes = Readable.from(zipBytes(workbookParts(sheets, counts)), { objectMode: false });
  await pipeline(bytes, sink, options.signal === undefined ? {} : { signal: options.signal });
  return counts;
}
