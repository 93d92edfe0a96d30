import type { Workbook } from "@mortise/spreadsheet";
import type { ImportComplaint } from "@mortise/store";
import { importChildSheetTooLong } from "../../errors.ts";
import type { ChildSheet } from "../../model/import/import-plan.ts";
import type { RecordRows } from "./record-rows.ts";
import { rowComplaint } from "./row-complaints.ts";
import { dataPieces, type TextRow } from "./sheet-source.ts";

/** A sheet with its rows, by their key. */
interface ReadSheet {
  readonly plan: ChildSheet;
  readonly rows: ReadonlyMap<string, readonly TextRow[]>;
}

/** Rows of one such sheet that are held at a time: they are found by their key, in any order. */
const MOST_ROWS = 200_000;
/** Rows that no record wants are all counted; so many are told one by one. */
const MOST_TOLD = 5_000;
/** Behind every row of records, so that a run that is taken up again tells of them anew. */
const LAST_HEAD = 2_147_483_647;

/** The child rows of other sheets, by the key that names their record. */
export class ChildSheets {
  readonly #sheets: readonly ReadSheet[];
  readonly #wanted: readonly Set<string>[];

  /** Reads the sheets; FORM_IMPORT_CHILD_SHEET_TOO_LONG when one has more rows than can be held. */
  static async read(workbook: Workbook, plans: readonly ChildSheet[]): Promise<ChildSheets> {
    const sheets: ReadSheet[] = [];
    for (const plan of plans) sheets.push({ plan, rows: await readSheet(workbook, plan) });
    return new ChildSheets(sheets);
  }

  private constructor(sheets: readonly ReadSheet[]) {
    this.#sheets = sheets;
    this.#wanted = sheets.map(() => new Set());
  }

  /** The records with their child rows of all sheets. */
  async *join(pieces: AsyncIterable<readonly RecordRows[]>): AsyncGenerator<readonly RecordRows[]> {
    for await (const piece of pieces)
      yield piece.map((record) => {
        const below = new Map<string, readonly TextRow[]>();
        for (const [index, { plan, rows }] of this.#sheets.entries()) {
          const key = keyOf(record, plan.of);
          if (key === "") continue;
          this.#wanted[index]?.add(key);
          below.set(plan.subTable, rows.get(key) ?? []);
        }
        return { ...record, below };
      });
  }

  /** Complaints about rows that no record had; for when all records have gone by. */
  *orphans(): Generator<ImportComplaint> {
    for (const [index, { plan, rows }] of this.#sheets.entries())
      for (const [key, own] of rows) {
        if (this.#wanted[index]?.has(key) === true) continue;
        for (const { row } of own)
          yield {
            ...rowComplaint({ row, sheet: plan.sheet, head: LAST_HEAD }, key === "" ? noKey : noRecord),
            cell: plan.key,
            value: key,
          };
      }
  }

  /** How many of `orphans` are told one by one. */
  static readonly mostTold = MOST_TOLD;
}

async function readSheet(workbook: Workbook, plan: ChildSheet): Promise<Map<string, TextRow[]>> {
  const wanted = new Set([
    plan.key,
    ...plan.mapping.flatMap(({ column, field }) => (field === null ? [] : [column])),
  ]);
  const rows = new Map<string, TextRow[]>();
  let count = 0;
  for await (const piece of dataPieces(workbook, plan))
    for (const { row, cells } of piece) {
      count += 1;
      if (count > MOST_ROWS) throw importChildSheetTooLong({ limit: MOST_ROWS });
      const kept = { row, cells: cells.map((cell, column) => (wanted.has(column) ? cell : "")) };
      const key = keyOf(kept, plan.key);
      const own = rows.get(key);
      if (own) own.push(kept);
      else rows.set(key, [kept]);
    }
  return rows;
}

function keyOf({ cells }: TextRow, column: number): string {
  return (cells[column] ?? "").normalize("NFKC").trim();
}

const noRecord = {
  zh: "主表里没有这条记录，该明细行未导入",
  en: "The main sheet has no such record; this child row is left out",
};
const noKey = {
  zh: "没有写明属于哪条记录，该明细行未导入",
  en: "It does not say which record it belongs to; this child row is left out",
};
