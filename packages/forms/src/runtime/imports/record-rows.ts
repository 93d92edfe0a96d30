import type { ImportTarget } from "./import-target.ts";
import type { TextRow } from "./sheet-source.ts";

/** The rows of a file that make one record: its own, and those below it that only add child rows. */
export interface RecordRows extends TextRow {
  readonly more: readonly TextRow[];
  /** How many rows there are in all; more than `more` holds when they are too many for any record. */
  readonly size: number;
  readonly lastRow: number;
  /** Child rows of other sheets, by sub-table. */
  readonly below?: ReadonlyMap<string, readonly TextRow[]>;
}

/** One more than a record can have: enough to say that they are too many. */
const MOST_ROWS = 1_001;

/**
 * Puts the rows of one record together: those below it that repeat its keys, or all that is filled of its own columns,
 * or leave them empty, as merged cells do. Without columns for child rows, every row is a record.
 */
export async function* recordRows(
  pieces: AsyncIterable<readonly TextRow[]>,
  target: ImportTarget,
): AsyncGenerator<readonly RecordRows[]> {
  const spansRows = hasRowsBeside(target);
  let head: RecordRows | undefined;
  for await (const piece of pieces) {
    const whole: RecordRows[] = [];
    for (const row of piece) {
      if (head && spansRows && goesOn(head, row, target)) {
        const more = head.more.length < MOST_ROWS ? [...head.more, row] : head.more;
        head = { ...head, more, size: head.size + 1, lastRow: row.row };
        continue;
      }
      if (head) whole.push(head);
      head = { ...row, more: [], size: 1, lastRow: row.row };
    }
    yield whole;
  }
  if (head) yield [head];
}

/** Whether child rows stand beside their records, so that a record may have several rows. */
export function hasRowsBeside({ children }: ImportTarget): boolean {
  return children.some(({ sheet }) => sheet === undefined);
}

function goesOn(head: TextRow, row: TextRow, { columns, keys }: ImportTarget): boolean {
  const text = ({ cells }: TextRow, column: number) => (cells[column] ?? "").trim();
  const own = columns.filter(({ column }) => text(row, column) !== "");
  if (own.length === 0) return true;
  const told = keys.flatMap((key) => columns.filter(({ field }) => field.id === key.id));
  const isSame = told.length > 0 ? told : own;
  return isSame.every(({ column }) => text(row, column) === text(head, column) && text(row, column) !== "");
}
