import type { RecordData } from "@mortise/contract";
import { fieldType, readCells, sumDecimals } from "@mortise/fields";
import { textOf, useFieldContext, useFieldServices, withNames } from "@mortise/fields/react";
import { fillText } from "@mortise/kit";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import {
  type GridRange,
  type PagedRows,
  beyond,
  pastedRange,
  pastedText,
  type RangeActions,
  rangeSize,
  useText,
} from "@mortise/ui";
import { App } from "antd";
import { useMemo } from "react";
import { errorMessage } from "../session/form-errors.ts";
import { mayWrite } from "./entity-fields.ts";
import { continuedRows, copiedColumns } from "./fill-series.ts";
import { type NewCell, planCells, readCell } from "./planned-cells.ts";
import { rangeText } from "./range-text.ts";
import { useRecordPermission } from "./record-rights.ts";
import type { useCellWrites } from "./use-cell-writes.tsx";

/** The most cells that are copied or written at once. */
const MOST_CELLS = 50_000;

interface RangeOptions {
  readonly entity: EntityDocument;
  /** The fields of the columns, as they stand. */
  readonly fields: readonly FieldDefinition[];
  readonly rows: PagedRows<RecordData>;
  readonly rowCount: number;
  readonly editable: boolean;
  readonly writes: ReturnType<typeof useCellWrites>;
}

/** What is done with ranges of cells of a list: copied as the person sees them, pasted over, filled, cleared, undone. */
export function useRangeActions(options: RangeOptions): RangeActions {
  const { entity, fields, rows, rowCount, editable } = options;
  const t = useText(rangeText);
  const { message } = App.useApp();
  const context = useFieldContext();
  const services = useFieldServices();
  const permissionOf = useRecordPermission(entity.id);
  const { offer, undo, redo } = options.writes;
  return useMemo(() => {
    const hasAll = (range: GridRange): boolean => {
      const isLarge = rangeSize(range).cells > MOST_CELLS;
      const isLoaded = !isLarge && rowsOf(rows, range).every((row) => row !== undefined);
      if (!isLoaded) void message.warning(isLarge ? fillText(t.tooMany, { n: MOST_CELLS }) : t.notLoaded, 5);
      return isLoaded;
    };
    const plan = (
      range: GridRange,
      cellAt: (row: number, column: number, field: FieldDefinition) => NewCell,
      records = rowsOf(rows, range),
    ) =>
      planCells({
        range,
        fields,
        records,
        mayWrite: (field, record) => mayWrite(field, permissionOf(record.id)),
        mayNot: t.mayNot,
        cellAt,
      });
    const paste = async (chosen: GridRange, text: string) => {
      const lines = readCells(text);
      const range = pastedRange(chosen, lines, { rows: rowCount, columns: fields.length });
      if (!hasAll(range)) return;
      const textAt = pastedText(range, lines);
      // While names are looked up the list may be read again: the rows that were chosen are meant.
      const records = rowsOf(rows, range);
      const read = (with_: typeof context) =>
        plan(range, (row, column, field) => readCell(textAt(row, column), field, with_, t.unread), records);
      offer(read(await withNames(context, services, read)));
    };
    const pasteOrTell = (range: GridRange, text: string) => {
      paste(range, text).catch((error: unknown) => message.error(errorMessage(error), 5));
    };
    const fillDown = (range: GridRange) => {
      // One row alone takes what stands above it.
      const from = range.top === range.bottom ? range.top - 1 : range.top;
      const source = rows.rowAt(from);
      const target = { ...range, top: from + 1 };
      if (!source || !hasAll(target)) return;
      offer(plan(target, (_row, _column, field) => ({ value: source[field.id] ?? null })));
    };
    const fill = (range: GridRange, filled: GridRange) => {
      const target = beyond(range, filled);
      if (!target || !hasAll(filled)) return;
      const sources = rowsOf(rows, range);
      const isDown = target.left === range.left && target.right === range.right;
      offer(
        plan(
          target,
          isDown
            ? continuedRows(range, fields, sources)
            : copiedColumns(range, fields, sources, (from, value, field) =>
                readCell(textOf(fieldType(from.type), value, from, context), field, context, t.unread),
              ),
        ),
      );
    };
    const clear = (range: GridRange) => {
      if (hasAll(range)) offer(plan(range, () => ({ value: null })));
    };
    const copy = (range: GridRange) =>
      hasAll(range)
        ? rowsOf(rows, range).map((row) =>
            fields
              .slice(range.left, range.right + 1)
              .map((field) => textOf(fieldType(field.type), row?.[field.id] ?? null, field, context)),
          )
        : undefined;
    const summary = (range: GridRange) => summaryOf(t, rows, fields, range, context);
    return editable
      ? { copy, summary, fill, fillDown, clear, undo, redo, paste: pasteOrTell }
      : { copy, summary };
  }, [fields, rows, rowCount, editable, t, message, context, services, permissionOf, offer, undo, redo]);
}

function rowsOf(
  rows: PagedRows<RecordData>,
  { top, bottom }: GridRange,
): readonly (RecordData | undefined)[] {
  return Array.from({ length: bottom - top + 1 }, (_unused, index) => rows.rowAt(top + index));
}

/** Size of the range; of numbers in it count, sum and average, as long as all its rows are at hand. */
function summaryOf(
  t: Readonly<Record<"cells" | "filled" | "sum" | "average", string>>,
  rows: PagedRows<RecordData>,
  fields: readonly FieldDefinition[],
  range: GridRange,
  context: ReturnType<typeof useFieldContext>,
): string {
  const size = rangeSize(range);
  const parts = [fillText(t.cells, { rows: size.rows, columns: size.columns })];
  const records = size.cells > MOST_CELLS ? [] : rowsOf(rows, range);
  if (records.length === 0 || records.includes(undefined)) return parts.join(" · ");
  const chosen = fields.slice(range.left, range.right + 1);
  const filled = chosen.flatMap((field) => records.map((row) => row?.[field.id] ?? null)).filter(isFilled);
  parts.push(fillText(t.filled, { n: filled.length }));
  const summed = chosen.filter(({ type }) => fieldType(type).aggregates.includes("sum"));
  const numbers = summed.flatMap((field) => records.map((row) => row?.[field.id] ?? null)).filter(isNumber);
  if (numbers.length > 0) {
    const sum = sumDecimals(numbers);
    // A mean is shown, never stored: the nearest double is good enough for two digits.
    const mean = Number(sum) / numbers.length;
    const show = (value: number | string) =>
      new Intl.NumberFormat(context.locale, { maximumFractionDigits: 2 }).format(Number(value));
    parts.push(fillText(t.sum, { n: show(sum) }), fillText(t.average, { n: show(mean) }));
  }
  return parts.join(" · ");
}

const isFilled = (value: unknown): boolean => value !== null && value !== "";
/** Masked numbers are texts with stars: they are not counted as numbers. */
const isNumber = (value: unknown): boolean =>
  (typeof value === "number" || typeof value === "string") && value !== "" && Number.isFinite(Number(value));
