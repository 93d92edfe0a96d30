import { cellXml, columnName, escapeXml, type WritableCell } from "./cell-xml.ts";
import { type ChoicePlaces, validationsXml } from "./choice-lists.ts";
import type { SheetColumn } from "./sheet-column.ts";
import { headerStyle, requiredStyle, styleIndex } from "./styles-xml.ts";

const MAX_ROWS = 1_048_576;
/** Kept under the 4 GB that a plain archive entry may have. */
const MAX_BYTES = 3_500_000_000;
const PIECE = 65_536;

const HEAD =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
  '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0">' +
  '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';

/** A width at which the title can be read; Chinese characters are two wide. */
function titleWidth(title: string): number {
  let width = 4;
  for (const char of title) width += char > "\u2e7f" ? 2 : 1;
  return Math.min(40, Math.max(10, width));
}

function columnsXml(columns: readonly SheetColumn[]): string {
  const list = columns.map(({ title, width, kind }, index) => {
    const shown = width ?? titleWidth(title);
    // Also cells that are filled in later are text: leading zeros and long numbers stay what they are.
    const style = kind === "text" ? ` style="${styleIndex("text", false)}"` : "";
    return `<col min="${index + 1}" max="${index + 1}" width="${shown}"${style} customWidth="1"/>`;
  });
  return list.length === 0 ? "" : `<cols>${list.join("")}</cols>`;
}

function headerXml(columns: readonly SheetColumn[]): string {
  const cells = columns.map(
    ({ title, isRequired }, index) =>
      `<c r="${columnName(index)}1" s="${isRequired ? requiredStyle : headerStyle}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(title)}</t></is></c>`,
  );
  return `<row r="1">${cells.join("")}</row>`;
}

/** Where the rows of a sheet come from; shared by the sheets a very long one is spread over. */
export interface RowSource {
  readonly columns: readonly SheetColumn[];
  readonly rows: AsyncIterator<readonly WritableCell[]>;
  readonly choices: ChoicePlaces;
  /** Rows written so far; counted here. */
  written: number;
  /** See `WritableSheet`. */
  readonly footer?: string;
  /** Set when there are no more rows. */
  isDone: boolean;
}

/** The XML of one sheet in pieces. Stops at the row limit of spreadsheets with `isDone` unset when rows are left. */
export async function* sheetXml(source: RowSource): AsyncGenerator<string> {
  const letters = source.columns.map((_column, index) => columnName(index));
  let text = `${HEAD}${columnsXml(source.columns)}<sheetData>${headerXml(source.columns)}`;
  let bytes = 0;
  for (let row = 2; row <= MAX_ROWS && bytes < MAX_BYTES; row += 1) {
    const next = await source.rows.next();
    if (next.done === true) {
      source.isDone = true;
      break;
    }
    source.written += 1;
    text += `<row r="${row}">`;
    for (const [index, cell] of next.value.entries()) {
      if (cell === null) continue;
      text += cellXml(`${(letters[index] ??= columnName(index))}${row}`, cell, source.columns[index]?.kind);
    }
    text += "</row>";
    if (text.length > PIECE) {
      bytes += text.length * 3;
      yield text;
      text = "";
    }
  }
  const validations = validationsXml(source.columns, source.choices, MAX_ROWS);
  yield `${text}</sheetData>${validations}${footerXml(source.footer)}</worksheet>`;
}

/** Longer footers make a workbook that spreadsheets call damaged. */
const LONGEST_FOOTER = 200;

function footerXml(footer: string | undefined): string {
  if (footer === undefined || footer === "") return "";
  // A plain & begins a code; digits after a size code would be taken for part of it.
  const text = [...footer].slice(0, LONGEST_FOOTER).join("").replaceAll("&", "&&");
  return `<headerFooter><oddFooter>${escapeXml(`&L${text}&R&P / &N`)}</oddFooter></headerFooter>`;
}
