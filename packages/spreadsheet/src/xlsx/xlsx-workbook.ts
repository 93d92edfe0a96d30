import type { SheetRow } from "../cell/cell-value.ts";
import { sheetDamaged, sheetNotFound, sheetTooLarge, sheetUnreadable } from "../errors.ts";
import { guarded } from "../read/guarded.ts";
import { oneByOne } from "../read/one-by-one.ts";
import type { RowOptions, SheetInfo, Workbook } from "../read/workbook.ts";
import { partKey, type ZipArchive } from "../zip/read-zip.ts";
import { readCellStyles } from "./cell-styles.ts";
import type { CellContext } from "./cell-element.ts";
import { partPieces, partText } from "./part-text.ts";
import { RowScanner } from "./row-scanner.ts";
import { SharedTexts } from "./shared-texts.ts";
import { xmlTags } from "./xml-tags.ts";

interface Relation {
  readonly id: string;
  /** Last word of the relation's type: `worksheet`, `styles`; the same in strict and transitional files. */
  readonly type: string;
  readonly target: string;
}

interface SheetPart extends SheetInfo {
  readonly part: string;
}

interface BookParts {
  readonly sheets: readonly SheetPart[];
  readonly sharedTexts: string | undefined;
  readonly styles: string | undefined;
  readonly date1904: boolean;
}

/** Resolves a target against the folder of the part that names it; absolute targets start at the archive's root. */
function resolveTarget(folder: string, target: string): string {
  const path: string[] = [];
  const plain = target.replaceAll("\\", "/");
  for (const step of (plain.startsWith("/") ? plain : `${folder}/${plain}`).split("/")) {
    if (step === "..") path.pop();
    else if (step !== "" && step !== ".") path.push(step);
  }
  return path.join("/");
}

async function readRelations(zip: ZipArchive, part: string): Promise<Relation[]> {
  const cut = part.lastIndexOf("/");
  const folder = cut === -1 ? "" : part.slice(0, cut);
  const xml = await partText(zip, `${folder}/_rels/${part.slice(cut + 1)}.rels`);
  const relations: Relation[] = [];
  for (const tag of xmlTags(xml ?? "")) {
    if (tag.name !== "Relationship" || tag.kind === "close" || tag.attribute("TargetMode") === "External")
      continue;
    const type = tag.attribute("Type")?.split("/").at(-1) ?? "";
    relations.push({
      id: tag.attribute("Id") ?? "",
      type,
      target: resolveTarget(folder, tag.attribute("Target") ?? ""),
    });
  }
  return relations;
}

/** The name of the part that lists the sheets; `undefined` when the archive is no workbook at all. */
export async function findBookPart(zip: ZipArchive): Promise<string | undefined> {
  const relations = await readRelations(zip, "");
  const named = relations.find((relation) => relation.type === "officeDocument")?.target;
  const candidates = [named, "xl/workbook.xml", "xl/workbook.bin"];
  return candidates.find((name) => name !== undefined && zip.entries.has(partKey(name)));
}

function listSheets(xml: string, relations: readonly Relation[]): { sheets: SheetPart[]; date1904: boolean } {
  const byId = new Map(relations.map((relation) => [relation.id, relation]));
  const sheets: SheetPart[] = [];
  let date1904 = false;
  for (const tag of xmlTags(xml)) {
    if (tag.kind === "close") continue;
    if (tag.name === "workbookPr") date1904 = /^(1|true|on)$/i.test(tag.attribute("date1904") ?? "");
    if (tag.name !== "sheet") continue;
    const relation = byId.get(tag.attribute("id") ?? "");
    if (relation !== undefined && relation.type !== "worksheet") continue;
    const index = sheets.length;
    const part = relation?.target ?? `xl/worksheets/sheet${index + 1}.xml`;
    const state = (tag.attribute("state") ?? "visible") === "visible" ? "visible" : "hidden";
    sheets.push({ name: tag.attribute("name") ?? `Sheet${index + 1}`, index, state, part });
  }
  return { sheets, date1904 };
}

async function readBook(zip: ZipArchive, bookPart: string): Promise<BookParts> {
  const xml = await partText(zip, bookPart);
  const relations = await readRelations(zip, bookPart);
  const { sheets, date1904 } = listSheets(xml ?? "", relations);
  if (!sheets.some((sheet) => zip.entries.has(partKey(sheet.part))))
    throw sheetUnreadable({ file: zip.source.name });
  const target = (type: string) => relations.find((relation) => relation.type === type)?.target;
  return { sheets, date1904, sharedTexts: target("sharedStrings"), styles: target("styles") };
}

async function readSharedTexts(
  zip: ZipArchive,
  part: string | undefined,
  signal?: AbortSignal,
): Promise<SharedTexts> {
  const texts = new SharedTexts(zip.source.name);
  const entry = part === undefined ? undefined : zip.entries.get(partKey(part));
  if (entry === undefined) return texts;
  const limit = zip.source.limits.sharedTextBytes;
  if (entry.size > limit) throw sheetTooLarge({ file: zip.source.name });
  for await (const piece of partPieces(zip, entry, limit)) {
    signal?.throwIfAborted();
    texts.push(piece);
  }
  return texts;
}

/** A workbook of the 2007 format and later, read straight from the archive; `bookPart` comes from `findBookPart`. */
export async function openXlsx(zip: ZipArchive, bookPart: string): Promise<Workbook> {
  const book = await readBook(zip, bookPart);
  const file = zip.source.name;
  let context: CellContext | undefined;

  async function loadContext(signal?: AbortSignal): Promise<CellContext> {
    if (context !== undefined) return context;
    const texts = await readSharedTexts(zip, book.sharedTexts, signal);
    const styles = readCellStyles(book.styles === undefined ? undefined : await partText(zip, book.styles));
    context = { sharedText: (index) => texts.get(index), styles, date1904: book.date1904 };
    return context;
  }

  async function* pieces(sheetIndex: number, options: RowOptions): AsyncGenerator<readonly SheetRow[]> {
    const sheet = book.sheets[sheetIndex];
    if (sheet === undefined) throw sheetNotFound({ file, number: sheetIndex + 1 });
    const entry = zip.entries.get(partKey(sheet.part));
    if (entry === undefined) throw sheetDamaged({ file });
    const scanner = new RowScanner(await loadContext(options.signal), {
      file,
      maxCells: zip.source.limits.cells,
    });
    for await (const piece of partPieces(zip, entry, zip.source.limits.sheetBytes)) {
      options.signal?.throwIfAborted();
      // What follows the rows is unpacked but not looked at: only the end tells whether the checksum is right.
      if (!scanner.isDone) yield scanner.push(piece);
    }
    yield scanner.end();
  }
  const guardedPieces = (sheetIndex: number, options: RowOptions = {}) =>
    guarded(pieces(sheetIndex, options), file, options.signal);

  return {
    format: "xlsx",
    sheets: book.sheets.map(({ name, index, state }) => ({ name, index, state })),
    rows: (sheetIndex, options) => oneByOne(guardedPieces(sheetIndex, options)),
    pieces: guardedPieces,
    close: () => zip.handle.close(),
  };
}
