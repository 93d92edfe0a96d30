import type { FieldContext } from "@mortise/fields";
import type { Value } from "@mortise/expression";
import { isPlainObject } from "@mortise/kit";
import type { CellValue } from "@mortise/spreadsheet";
import type { RecordPage, WholeList } from "@mortise/store";
import { exportCell, type CellWriting } from "./export-cell.ts";
import type { ExportColumn } from "./export-columns.ts";
import type { ExportChild, ExportTarget } from "./export-target.ts";
import type { LinkNames } from "./link-names.ts";

type Row = Readonly<Record<string, Value>>;
type Page = Pick<RecordPage, "items" | "labels">;

/** So many records are read at a time. */
const PAGE = 1_000;

/** Rows of a file as they are made. */
export interface RowMaking {
  readonly list: WholeList;
  readonly target: ExportTarget;
  readonly names: LinkNames;
  readonly context: Pick<FieldContext, "locale" | "timeZone">;
  /** Told after each page how many records have gone by; ends the export by throwing. */
  readonly onPage: (records: number) => Promise<void>;
}

/** One row for each record. */
export async function* recordRows(making: RowMaking): AsyncGenerator<readonly CellValue[]> {
  const { columns } = making.target;
  for await (const page of pagesOf(making, columns)) {
    const write = writing(making, page);
    for (const record of page.items) yield cells(columns, record, write);
  }
}

/** Each record beside its child rows: repeated for each of them, alone when it has none. */
export async function* spreadRows(making: RowMaking): AsyncGenerator<readonly CellValue[]> {
  const { columns, children } = making.target;
  for await (const page of pagesOf(making, columns, children)) {
    const write = writing(making, page);
    for (const record of page.items) {
      const own = cells(columns, record, write);
      const lists = children.map((child) => rowsOf(record, child));
      const height = Math.max(1, ...lists.map((rows) => rows.length));
      for (let row = 0; row < height; row += 1) {
        yield [
          ...own,
          ...children.flatMap((child, index) => cells(child.columns, lists[index]?.[row] ?? {}, write)),
        ];
      }
    }
  }
}

/** The rows of one sub-table, each with the name of its record before it. */
export async function* childRows(
  making: RowMaking,
  child: ExportChild,
): AsyncGenerator<readonly CellValue[]> {
  const { key } = making.target;
  for await (const page of pagesOf(making, [key], [child])) {
    const write = writing(making, page);
    for (const record of page.items)
      for (const row of rowsOf(record, child))
        yield [...cells([key], record, write), ...cells(child.columns, row, write)];
  }
}

async function* pagesOf(
  making: RowMaking,
  columns: readonly ExportColumn[],
  children: readonly ExportChild[] = [],
): AsyncGenerator<Page> {
  const wanted = {
    fields: columns.map(({ field }) => field.id),
    children: children.map(({ field }) => field.id),
  };
  for await (const page of making.list.pages(PAGE, wanted)) {
    const { context } = writing(making, page);
    for (const { field } of columns.filter(({ isLink }) => isLink))
      await making.names.prepare(
        field,
        page.items.map((record) => record[field.id]),
        context,
      );
    for (const child of children) {
      const rows = page.items.flatMap((record) => rowsOf(record, child));
      for (const { field } of child.columns.filter(({ isLink }) => isLink))
        await making.names.prepare(
          field,
          rows.map((row) => row[field.id]),
          context,
        );
    }
    yield page;
    await making.onPage(page.items.length);
  }
}

function writing({ names, context }: RowMaking, { labels }: Page): CellWriting {
  const label = (id: string) => (Object.hasOwn(labels, id) ? labels[id] : undefined);
  return { names, context: { ...context, label, find: () => undefined } };
}

function cells(columns: readonly ExportColumn[], row: Row, write: CellWriting): readonly CellValue[] {
  return columns.map((column) => exportCell(column, row[column.field.id], write));
}

function rowsOf(record: Row, { field }: ExportChild): readonly Row[] {
  const rows = record[field.id];
  // Child rows are records: objects of values by field.
  return Array.isArray(rows) ? rows.filter((row): row is Row => isPlainObject(row)) : [];
}
