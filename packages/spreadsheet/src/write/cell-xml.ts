import type { CellValue } from "../cell/cell-value.ts";
import { dateSerial, timeSerial } from "../cell/serial-date.ts";
import { styleIndex } from "./styles-xml.ts";

/** How the cells of a column are formatted. Empty cells and unexpected values are written as they are. */
export type ColumnKind = "text" | "number" | "money" | "percent";

/** A value to be written, plain or marked red as the cause of a failure. */
export type WritableCell = CellValue | { readonly value: CellValue; readonly mark: "error" };

/** More than this a cell cannot hold. */
const MAX_TEXT = 32_767;

/** Control characters, lone surrogates and noncharacters. A bare CR too: XML would read it as LF. */
const NOT_XML = /[[\p{Cc}--[\t\n\x7f-\x9f]]\p{Cs}\u{fffe}\u{ffff}]/gv;
const NEEDS_ESCAPE = /[&<>"[\p{Cc}--[\t\n\x7f-\x9f]]\p{Cs}\u{fffe}\u{ffff}]|_x[\da-f]{4}_/iv;

function hexEscape(char: string): string {
  return `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`;
}

/** Text as it may stand in XML; characters XML cannot hold are written the way spreadsheets do (`_x0001_`). */
export function escapeXml(text: string): string {
  if (!NEEDS_ESCAPE.test(text)) return text;
  return text
    .replace(/_(?=x[\da-f]{4}_)/gi, "_x005F_")
    .replace(NOT_XML, hexEscape)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** Column letters of a 0-based column: A, B … Z, AA. */
export function columnName(column: number): string {
  let name = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

function textXml(at: string, text: string, kind: ColumnKind | undefined, isMarked: boolean): string {
  // The quote mark keeps Excel from turning the text into a formula when somebody edits the cell.
  const isFormulaLike = /^[=+\-@]/.test(text);
  const style = styleIndex(isFormulaLike ? "quoted" : kind === "text" ? "text" : "plain", isMarked);
  const shown = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT - 1)}…` : text;
  return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(shown)}</t></is></c>`;
}

function numberXml(at: string, value: number, style: number): string {
  if (!Number.isFinite(value)) return `<c r="${at}" s="${style}" t="e"><v>#NUM!</v></c>`;
  return `<c r="${at}" s="${style}"><v>${value}</v></c>`;
}

function objectXml(
  at: string,
  value: Exclude<CellValue, null | string | number | boolean>,
  isMarked: boolean,
): string {
  if ("error" in value)
    return `<c r="${at}" s="${styleIndex("plain", isMarked)}" t="e"><v>${escapeXml(value.error)}</v></c>`;
  if ("duration" in value) return numberXml(at, value.duration / 86_400, styleIndex("duration", isMarked));
  if ("time" in value) {
    const serial = timeSerial(value.time);
    return serial === undefined
      ? textXml(at, value.time, "text", isMarked)
      : numberXml(at, serial, styleIndex("time", isMarked));
  }
  const serial = dateSerial(value.date);
  if (serial === undefined) return textXml(at, value.date, "text", isMarked);
  return numberXml(at, serial, styleIndex(value.date.length > 10 ? "dateTime" : "date", isMarked));
}

/** The element of one cell at a place such as `B7`; an empty cell has none unless it is marked. */
export function cellXml(at: string, cell: WritableCell, kind: ColumnKind | undefined): string {
  const isMarked = typeof cell === "object" && cell !== null && "mark" in cell;
  const value = isMarked ? cell.value : cell;
  if (value === null || value === "")
    return isMarked ? `<c r="${at}" s="${styleIndex("plain", true)}"/>` : "";
  if (typeof value === "string") return textXml(at, value, kind, isMarked);
  if (typeof value === "number")
    return numberXml(
      at,
      value,
      styleIndex(kind === "money" || kind === "percent" ? kind : "plain", isMarked),
    );
  if (typeof value === "boolean")
    return `<c r="${at}" s="${styleIndex("plain", isMarked)}" t="b"><v>${value ? 1 : 0}</v></c>`;
  return objectXml(at, value, isMarked);
}
