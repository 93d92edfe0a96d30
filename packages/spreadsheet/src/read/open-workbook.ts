import { type FileHandle, open } from "node:fs/promises";
import { basename } from "node:path";
import { csvWorkbook } from "../csv/csv-workbook.ts";
import { detectEncoding, textHead } from "../csv/detect-encoding.ts";
import { sniffDelimiter } from "../csv/sniff-delimiter.ts";
import { sheetEmpty, sheetEncrypted, sheetTooLarge, sheetUnreadable } from "../errors.ts";
import { compoundStreamNames } from "../legacy/compound-file.ts";
import { openLegacy } from "../legacy/legacy-workbook.ts";
import { findBookPart, openXlsx } from "../xlsx/xlsx-workbook.ts";
import { openZip } from "../zip/read-zip.ts";
import { clearError } from "./guarded.ts";
import {
  defaultLimits,
  type SheetLimits,
  type SourceFile,
  type Workbook,
  type WorkbookFormat,
} from "./workbook.ts";

/** Choices for opening a file. */
export interface OpenOptions {
  /** The name people know the file by, when the path is a temporary one. */
  readonly fileName?: string;
  readonly limits?: Partial<SheetLimits>;
}

type Opened = { readonly workbook: Workbook; readonly keepsHandle: boolean };

/** PDF, PNG, JPEG, GIF, gzip, RAR, 7-Zip. */
const BINARY_SIGNATURES = [
  [0x25, 0x50, 0x44, 0x46],
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x1f, 0x8b],
  [0x52, 0x61, 0x72, 0x21],
  [0x37, 0x7a, 0xbc, 0xaf],
];

async function readHead(handle: FileHandle): Promise<Buffer> {
  const buffer = Buffer.alloc(4096);
  const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
  return buffer.subarray(0, bytesRead);
}

const startsWith = (head: Buffer, ...bytes: number[]): boolean =>
  bytes.every((byte, at) => head[at] === byte);

async function legacy(source: SourceFile, format: WorkbookFormat): Promise<Opened> {
  return { workbook: await openLegacy(source, format), keepsHandle: false };
}

async function openArchive(handle: FileHandle, source: SourceFile): Promise<Opened> {
  const zip = await openZip(handle, source);
  const bookPart = await findBookPart(zip);
  if (bookPart === undefined) {
    if (zip.entries.has("content.xml")) return legacy(source, "ods");
    throw sheetUnreadable({ file: source.name });
  }
  if (bookPart.endsWith(".bin")) return legacy(source, "xlsb");
  return { workbook: await openXlsx(zip, bookPart), keepsHandle: true };
}

async function openCompound(handle: FileHandle, source: SourceFile): Promise<Opened> {
  const names = await compoundStreamNames(handle);
  if (names.some((name) => /^Encrypt(edPackage|ionInfo)$/i.test(name)))
    throw sheetEncrypted({ file: source.name });
  if (!names.some((name) => /^(work)?book$/i.test(name))) throw sheetUnreadable({ file: source.name });
  return legacy(source, "xls");
}

/** Control characters that no text has: the sign of a picture, a program or a broken file. */
function looksBinary(head: string): boolean {
  let strange = 0;
  for (const char of head) if (char < " " && !"\t\r\n\f".includes(char)) strange += 1;
  return strange > 2 && strange * 20 > head.length;
}

function markupFormat(head: string): WorkbookFormat | undefined {
  const start = head.trimStart().slice(0, 2000);
  if (!start.startsWith("<")) return undefined;
  if (/urn:schemas-microsoft-com:office:spreadsheet/.test(start)) return "xml";
  return /<(!doctype html|html|table|meta|head)\b/i.test(start) ? "html" : undefined;
}

async function openText(handle: FileHandle, source: SourceFile): Promise<Opened> {
  const encoding = await detectEncoding(handle);
  const head = await textHead(handle, encoding);
  const markup = markupFormat(head);
  if (markup !== undefined) return legacy(source, markup);
  const guess = sniffDelimiter(head);
  const isNamedText = /\.(csv|txt|tsv|tab|text)$/i.test(source.name);
  // Under another name only what is plainly a table is taken for one.
  const isTable = guess.lines >= 2 && guess.agreement >= 0.8 && !head.includes("\0");
  if (looksBinary(head) || !(isNamedText || isTable)) throw sheetUnreadable({ file: source.name });
  return { workbook: csvWorkbook(handle, source, { encoding, guess }), keepsHandle: true };
}

async function openContent(handle: FileHandle, source: SourceFile): Promise<Opened> {
  const head = await readHead(handle);
  if (startsWith(head, 0x50, 0x4b, 0x03, 0x04)) return openArchive(handle, source);
  if (startsWith(head, 0x50, 0x4b)) throw sheetUnreadable({ file: source.name });
  if (startsWith(head, 0xd0, 0xcf, 0x11, 0xe0)) return openCompound(handle, source);
  // Excel 2 to 4 wrote bare records: begin-of-file, then a length of 4 to 16.
  if (head[0] === 9 && [0, 2, 4, 8].includes(head[1] ?? -1) && head[3] === 0) return legacy(source, "xls");
  if (BINARY_SIGNATURES.some((signature) => startsWith(head, ...signature)))
    throw sheetUnreadable({ file: source.name });
  return openText(handle, source);
}

/**
 * Opens a spreadsheet of any supported format, told by its content and not by its name. Throws `SHEET_ENCRYPTED`,
 * `SHEET_UNREADABLE`, `SHEET_DAMAGED`, `SHEET_EMPTY`, `SHEET_TOO_LARGE` or `SHEET_TOO_SLOW`; errors of the file system pass as they are.
 *
 * @example
 * const workbook = await openWorkbook(path, { fileName: "客户.xlsx" });
 * for await (const row of workbook.rows(0)) console.log(row.index, row.cells.map(cellText));
 * await workbook.close();
 */
export async function openWorkbook(path: string, options: OpenOptions = {}): Promise<Workbook> {
  const limits = { ...defaultLimits, ...options.limits };
  const handle = await open(path, "r");
  const name = options.fileName ?? basename(path);
  let keepsHandle = false;
  try {
    const { size } = await handle.stat();
    if (size === 0) throw sheetEmpty({ file: name });
    if (size > limits.fileBytes) throw sheetTooLarge({ file: name });
    const opened = await openContent(handle, { path, name, size, limits });
    keepsHandle = opened.keepsHandle;
    return opened.workbook;
  } catch (error) {
    throw clearError(error, name);
  } finally {
    if (!keepsHandle) await handle.close();
  }
}
