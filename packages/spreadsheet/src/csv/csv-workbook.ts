import type { FileHandle } from "node:fs/promises";
import { pipeline, Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import type { CellValue, SheetRow } from "../cell/cell-value.ts";
import { sheetNotFound, sheetQuoteOpen, sheetTooLarge } from "../errors.ts";
import { guarded } from "../read/guarded.ts";
import { oneByOne } from "../read/one-by-one.ts";
import type { RowOptions, SourceFile, Workbook } from "../read/workbook.ts";
import { fileBytes } from "../zip/file-bytes.ts";
import type { DelimiterGuess } from "./sniff-delimiter.ts";
import { pieceDecoder } from "./text-decoder.ts";

/** More than any real record; a quote that is never closed ends here and not at the end of memory. */
const MAX_RECORD = 8_000_000;
const ROWS_AT_ONCE = 256;

/** What was found out about a text file before it is read. */
export interface CsvShape {
  readonly encoding: string;
  readonly guess: DelimiterGuess;
}

async function* decodedPieces(handle: FileHandle, encoding: string): AsyncGenerator<string> {
  const decoder = pieceDecoder(encoding);
  for await (const piece of fileBytes(handle, 0)) yield decoder.decode(piece);
  yield decoder.end();
}

function parserFor(delimiter: string) {
  return parse({
    delimiter,
    bom: true,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: MAX_RECORD,
  });
}

function toCells(record: readonly string[]): CellValue[] {
  const cells: CellValue[] = record.map((text) => (text === "" ? null : text));
  while (cells.at(-1) === null) cells.pop();
  return cells;
}

function clearCsvError(error: unknown, file: string): unknown {
  if (!(error instanceof CsvError)) return error;
  const line: unknown = error["lines"];
  return sheetQuoteOpen({ file, line: typeof line === "number" ? line : 1 }, { cause: error });
}

/** A text file as a workbook of one sheet; every value is text, empty values are empty cells. */
export function csvWorkbook(handle: FileHandle, source: SourceFile, shape: CsvShape): Workbook {
  const { delimiter, hasSeparatorLine } = shape.guess;
  const file = source.name;

  async function* pieces(signal?: AbortSignal): AsyncGenerator<readonly SheetRow[]> {
    const parser = parserFor(delimiter);
    pipeline(Readable.from(decodedPieces(handle, shape.encoding)), parser, () => undefined);
    let index = hasSeparatorLine ? -2 : -1;
    let count = 0;
    let piece: SheetRow[] = [];
    try {
      // The parser gives arrays of text unless told to give objects.
      for await (const record of parser as AsyncIterable<string[]>) {
        index += 1;
        if (index % ROWS_AT_ONCE === 0) signal?.throwIfAborted();
        const cells = index < 0 ? [] : toCells(record);
        count += cells.length;
        if (count > source.limits.cells) throw sheetTooLarge({ file });
        if (cells.length > 0) piece.push({ index, cells });
        if (piece.length < ROWS_AT_ONCE) continue;
        yield piece;
        piece = [];
      }
      yield piece;
    } catch (error) {
      throw clearCsvError(error, file);
    } finally {
      parser.destroy();
    }
  }

  const guardedPieces = (index: number, options: RowOptions = {}) => {
    if (index !== 0) throw sheetNotFound({ file, number: index + 1 });
    return guarded(pieces(options.signal), file, options.signal);
  };
  return {
    format: "csv",
    encoding: shape.encoding,
    delimiter,
    sheets: [{ name: file.replace(/\.[^.]*$/, "") || file, index: 0, state: "visible" }],
    rows: (index, options) => oneByOne(guardedPieces(index, options)),
    pieces: guardedPieces,
    close: () => handle.close(),
  };
}
