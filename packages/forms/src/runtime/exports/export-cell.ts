import type { FieldContext } from "@mortise/fields";
import type { Value } from "@mortise/expression";
import type { CellValue } from "@mortise/spreadsheet";
import { type ExportColumn, isGiven } from "./export-columns.ts";
import type { LinkNames } from "./link-names.ts";

/** Spreadsheets count with so many digits: what has more would come back as another number. */
const MOST_DIGITS = 15;
const DECIMAL = /^-?\d+(?:\.\d+)?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const WALL_CLOCK = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}(?::\d{2})?$/;
const TIME = /^\d{2}:\d{2}:\d{2}$/;

/** What the cells of a file are written with. */
export interface CellWriting {
  readonly context: FieldContext;
  readonly names: LinkNames;
}

/** A value as a cell: numbers, days and times as such where nothing of them is lost, everything else as people read it. */
export function exportCell(
  column: ExportColumn,
  value: Value | undefined,
  { context, names }: CellWriting,
): CellValue {
  if (!isGiven(value)) return null;
  const { kind, type, field, isLink } = column;
  if (isLink) return names.text(field, value, context);
  if (kind === "number") return numberCell(column, value) ?? type.toText(value, field, context);
  const text = type.toText(value, field, context);
  // Months and years are no days, although they are kept as one.
  if (kind === "date" && typeof value === "string" && DAY.test(text)) return { date: value };
  if (kind === "datetime") {
    const wall = column.isKept ? text.replace(/\.\d+$/, "") : text;
    if (WALL_CLOCK.test(wall)) return { date: secondsIn(wall) };
  }
  if (kind === "time" && typeof value === "string" && TIME.test(value)) return { time: value };
  // What is masked has no form of its type; it is shown as it comes.
  return text === "" && typeof value === "string" ? value : text;
}

function numberCell({ sheet }: ExportColumn, value: Value): number | undefined {
  const text = typeof value === "number" ? String(value) : value;
  if (typeof text !== "string" || !DECIMAL.test(text)) return undefined;
  const digits = text.replace(/[-.]/g, "").replace(/^0+/, "");
  if (digits.length > MOST_DIGITS) return undefined;
  const number = Number(text);
  // Read again without its sign, more than the whole would be taken for points.
  return sheet.kind === "percent" && Math.abs(number) > 1 ? undefined : number;
}

function secondsIn(wall: string): string {
  const text = wall.replace(" ", "T");
  return text.length === 16 ? `${text}:00` : text;
}
