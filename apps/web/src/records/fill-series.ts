import { evenSeries, fieldType } from "@mortise/fields";
import type { FieldDefinition } from "@mortise/metadata";
import type { RecordData } from "@mortise/contract";
import type { Value } from "@mortise/expression";
import type { GridRange } from "@mortise/ui";
import type { NewCell } from "./planned-cells.ts";
import { dayAfter, daysBetween, monthBegin, monthsBetween } from "../schedule/days.ts";

/** The value at a place counted from the first of those that are continued, which stands at 0; places before it are negative. */
export type Series = (place: number) => unknown;

/**
 * How a field's values go on when they are filled further: numbers that lie equally far apart and dates count on, one
 * date by a day; everything else repeats.
 */
export function continued(values: readonly unknown[], field: FieldDefinition): Series {
  return counted(values, field) ?? ((place) => values[modulo(place, values.length)] ?? null);
}

type Records = readonly (RecordData | undefined)[];
type CellAt = (row: number, column: number, field: FieldDefinition) => NewCell;

/** What the rows above or below a range get when it is filled: each column goes on by itself. */
export function continuedRows(
  range: GridRange,
  fields: readonly FieldDefinition[],
  records: Records,
): CellAt {
  const chosen = fields.slice(range.left, range.right + 1);
  const series = new Map(
    chosen.map((field) => {
      const values = records.map((record) => record?.[field.id] ?? null);
      return [field.id, continued(values, field)] as const;
    }),
  );
  return (row, _column, field) => ({ value: series.get(field.id)?.(row - range.top) ?? null });
}

/** What the columns beside a range get when it is filled: the value itself where the types agree, else what `read` makes of it. */
export function copiedColumns(
  range: GridRange,
  fields: readonly FieldDefinition[],
  records: Records,
  read: (from: FieldDefinition, value: Value, field: FieldDefinition) => NewCell,
): CellAt {
  const chosen = fields.slice(range.left, range.right + 1);
  return (row, column, field) => {
    const from = chosen[modulo(column - range.left, chosen.length)];
    const value = (from && records[row - range.top]?.[from.id]) ?? null;
    return !from || from.type === field.type ? { value } : read(from, value, field);
  };
}

function counted(values: readonly unknown[], field: FieldDefinition): Series | undefined {
  const kind = fieldType(field.type).kind(field);
  if (kind === "number") return evenSeries(values);
  const moments = values.filter((value) => typeof value === "string" && value !== "");
  if (moments.length !== values.length || moments.length === 0) return undefined;
  // Every value is a text: the filter kept all of them.
  if (kind === "date") return dateSeries(moments as readonly string[]);
  return kind === "datetime" ? momentSeries(moments as readonly string[]) : undefined;
}

function dateSeries(days: readonly string[]): Series | undefined {
  const [first = "", second] = days;
  if (second === undefined) return (place) => dayAfter(first, place);
  const months = monthsBetween(first, second);
  const inMonths: Series = (place) => sameDay(first, months * place);
  if (months !== 0 && days.every((day, place) => day === inMonths(place))) return inMonths;
  const step = daysBetween(first, second);
  const inDays: Series = (place) => dayAfter(first, step * place);
  return days.every((day, place) => day === inDays(place)) ? inDays : undefined;
}

/** The same day of the month so many months later; the last day of a month that is shorter. */
function sameDay(day: string, months: number): string {
  const begin = monthBegin(day, months);
  const last = dayAfter(monthBegin(begin, 1), -1);
  const same = dayAfter(begin, Number(day.slice(8, 10)) - 1);
  return same < last ? same : last;
}

const DAY = 86_400_000;

function momentSeries(moments: readonly string[]): Series | undefined {
  const times = moments.map((moment) => Date.parse(moment));
  const [first = Number.NaN, second = first + DAY] = times;
  const step = second - first;
  if (!times.every((time, place) => time === first + step * place)) return undefined;
  return (place) => new Date(first + step * place).toISOString();
}

function modulo(place: number, length: number): number {
  return ((place % length) + length) % length;
}
