import { type CellValue, type SheetColumn, writeCsv, writeWorkbook } from "@mortise/spreadsheet";
import { localize } from "@mortise/kit";
import type { ExportRequest } from "../../model/export/export-plan.ts";
import type { ExportColumn } from "./export-columns.ts";
import { childRows, recordRows, type RowMaking, spreadRows } from "./export-rows.ts";
import { childHead } from "./export-target.ts";
import type { StampTexts } from "./stamp-texts.ts";

/** What an export writes, and where to. */
export interface ExportWriting extends RowMaking {
  readonly path: string;
  readonly request: ExportRequest;
  readonly signal: AbortSignal;
  /** What the workbook says of its origin; CSV has no place for it but its name. */
  readonly stamp?: StampTexts | undefined;
}

/** What a cell of a workbook can hold. */
const LONGEST_TEXT = 32_767;

/** Writes the file, row by row; tells how many cells held more than a cell can. */
export async function writeExport(writing: ExportWriting): Promise<{ readonly shortened: number }> {
  const { request, target, path, signal } = writing;
  const beside = request.children === "rows" && target.children.length > 0;
  const columns = [...sheetColumns(target.columns), ...(beside ? besideColumns(writing) : [])];
  const rows = beside ? spreadRows(writing) : recordRows(writing);
  if (request.format === "csv") {
    await writeCsv(path, { columns: columns.map(({ title }) => title), rows, signal });
    return { shortened: 0 };
  }
  const tally = { shortened: 0 };
  const others = request.children === "sheets" ? target.children : [];
  const { stamp } = writing;
  const sheets = [
    { name: localize(target.entity.plural ?? target.entity.name, writing.context.locale), columns, rows },
    ...others.map((child) => ({
      name: child.name,
      columns: [...sheetColumns([target.key]), ...sheetColumns(child.columns)],
      rows: childRows({ ...writing, onPage: stopOnly(writing) }, child),
    })),
  ];
  await writeWorkbook(
    path,
    [
      ...sheets.map((sheet) => ({
        ...sheet,
        rows: counted(sheet.rows, tally),
        ...(stamp?.footer === undefined ? {} : { footer: stamp.footer }),
      })),
      ...(stamp?.sheet ? [stamp.sheet] : []),
    ],
    { signal },
  );
  return tally;
}

/** Records were counted when they were written themselves. */
function stopOnly({ onPage }: RowMaking): RowMaking["onPage"] {
  return () => onPage(0);
}

function sheetColumns(columns: readonly ExportColumn[]): readonly SheetColumn[] {
  return columns.map(({ sheet }) => sheet);
}

function besideColumns({ target }: RowMaking): readonly SheetColumn[] {
  return target.children.flatMap((child) =>
    child.columns.map((column) => ({ ...column.sheet, title: childHead(child, column) })),
  );
}

async function* counted(
  rows: AsyncGenerator<readonly CellValue[]>,
  tally: { shortened: number },
): AsyncGenerator<readonly CellValue[]> {
  for await (const row of rows) {
    for (const cell of row) if (typeof cell === "string" && cell.length > LONGEST_TEXT) tally.shortened += 1;
    yield row;
  }
}
