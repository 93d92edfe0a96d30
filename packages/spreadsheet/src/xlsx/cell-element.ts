import type { CellValue } from "../cell/cell-value.ts";
import type { FormatKind } from "../cell/number-format.ts";
import { isoValue, serialValue } from "../cell/serial-date.ts";
import { richText } from "./rich-text.ts";
import { cellXmlText, detached, xmlText } from "./xml-text.ts";

/** What the meaning of a cell depends on beyond the cell itself. */
export interface CellContext {
  readonly sharedText: (index: number) => string;
  readonly styles: readonly FormatKind[];
  readonly date1904: boolean;
}

/** The attributes of one `<c>` or `<row>` element, as written. */
export interface CellAttributes {
  /** 0-based column, or -1 when the cell does not say. */
  column: number;
  /** 0-based row, or -1 when the cell does not say. */
  row: number;
  style: number;
  type: string;
}

const isSpace = (code: number): boolean => code === 32 || code === 10 || code === 13 || code === 9;
const MOST_LETTERS = 4;

/** Reads `A1`, in any capitals, or the number of a row between two places of `xml`; what is neither is left unsaid. */
function readReference(xml: string, { from, to }: Span, into: CellAttributes): void {
  let at = from;
  let column = 0;
  for (; at < to && at < from + MOST_LETTERS; at += 1) {
    const letter = xml.charCodeAt(at) & 0xdf;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  into.column = column > 16_384 ? -1 : column - 1;
  const row = readNumber(xml, { from: at, to });
  into.row = row >= 1 && row <= 1_048_576 ? row - 1 : -1;
}

/** A place in a text and the one behind its end. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** The digits between two places as a number; -1 when there is anything else but space. No text is cut out for it. */
function readNumber(xml: string, span: Span): number {
  let { from, to } = span;
  while (from < to && isSpace(xml.charCodeAt(from))) from += 1;
  while (from < to && isSpace(xml.charCodeAt(to - 1))) to -= 1;
  let number = from < to ? 0 : -1;
  for (let at = from; at < to; at += 1) {
    const digit = xml.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}

const [R, S, T] = [0x72, 0x73, 0x74];

/** The code of an attribute's name of one letter; 0 for any other. */
function attributeName(xml: string, from: number, to: number): number {
  let end = to;
  while (end > from && isSpace(xml.charCodeAt(end - 1))) end -= 1;
  return end === from + 1 ? xml.charCodeAt(from) : 0;
}

/** The type of a cell; most are of one letter. */
function typeName(xml: string, from: number, to: number): string {
  if (to === from + 1 && xml.charCodeAt(from) === S) return "s";
  return xml.slice(from, to);
}

/** Reads r, s and t from the inside of a start tag between two places of `xml`. */
export function readCellAttributes(xml: string, from: number, to: number): CellAttributes {
  const found: CellAttributes = { column: -1, row: -1, style: -1, type: "" };
  let at = from;
  while (at < to) {
    if (isSpace(xml.charCodeAt(at))) {
      at += 1;
      continue;
    }
    const equals = xml.indexOf("=", at);
    if (equals === -1 || equals >= to) break;
    const name = attributeName(xml, at, equals);
    let open = equals + 1;
    while (isSpace(xml.charCodeAt(open))) open += 1;
    const close = xml.indexOf(xml.charCodeAt(open) === 39 ? "'" : '"', open + 1);
    if (close === -1 || close > to) break;
    if (name === R) readReference(xml, { from: open + 1, to: close }, found);
    else if (name === S) found.style = readNumber(xml, { from: open + 1, to: close });
    else if (name === T) found.type = typeName(xml, open + 1, close);
    at = close + 1;
  }
  return found;
}

/** The raw text of the first element of a name inside a cell; `undefined` when there is none. */
function childText(inner: string, name: string): string | undefined {
  let at = -1;
  do {
    at = inner.indexOf(`<${name}`, at + 1);
    if (at === -1) return undefined;
  } while (!/[\s/>]/.test(inner.charAt(at + name.length + 1)));
  const start = inner.indexOf(">", at) + 1;
  if (start === 0 || inner.charCodeAt(start - 2) === 47) return "";
  const end = inner.indexOf(`</${name}`, start);
  return end === -1 ? undefined : inner.slice(start, end);
}

/** The raw stored value: the plain form `<v>…</v>` without searching, anything else by its name. */
function storedValue(inner: string, prefix: string): string | undefined {
  if (prefix === "" && inner.startsWith("<v>")) {
    const end = inner.indexOf("<", 3);
    if (end === inner.length - 4) return inner.slice(3, end);
  }
  return childText(inner, `${prefix}v`);
}

function numberValue(raw: string, style: number, context: CellContext): CellValue {
  const number = Number(raw);
  if (raw.trim() === "") return null;
  if (!Number.isFinite(number)) return detached(xmlText(raw));
  const kind = style < 0 ? context.styles[0] : context.styles[style];
  return kind === undefined || kind === "number" ? number : serialValue(number, kind, context.date1904);
}

function inlineValue(inner: string, prefix: string): CellValue {
  const rich = childText(inner, `${prefix}is`);
  if (rich !== undefined) return richText(rich);
  const stored = storedValue(inner, prefix);
  return stored === undefined ? null : detached(cellXmlText(stored));
}

/** The value of a cell from its attributes and the XML between its tags. */
export function cellValue(
  found: CellAttributes,
  inner: string,
  prefix: string,
  context: CellContext,
): CellValue {
  if (found.type === "inlineStr") return inlineValue(inner, prefix);
  const raw = storedValue(inner, prefix);
  if (raw === undefined) return null;
  switch (found.type) {
    case "s":
      return raw.trim() === "" ? null : context.sharedText(Number(raw));
    case "str":
      return detached(cellXmlText(raw));
    case "b":
      return raw.trim() === "1" || raw.trim().toLowerCase() === "true";
    case "e":
      return { error: xmlText(raw) };
    case "d":
      return isoValue(xmlText(raw));
    default:
      return numberValue(raw, found.style, context);
  }
}
