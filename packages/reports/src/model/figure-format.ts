import { type FieldContext, findFieldType, groupThousands } from "@mortise/fields";
import { type Locale, sameText } from "@mortise/kit";
import type { MeasureAnswer } from "@mortise/contract";
import type { Measure } from "@mortise/metadata";
import { isNumericMeasure } from "./measure.ts";
import type { ReportField } from "./report-field.ts";

/** How one measure's figures are written. */
export interface FigureFormat {
  /** For axes and big numbers: `¥1.2万`, `¥12K`. */
  short(value: string | number | null): string;
  /** To the last digit: `¥12,345.60`. */
  full(value: string | number | null): string;
  /** The number that a chart draws; null when there is none. */
  number(value: string | null): number | null;
}

const NOTHING = "–";
const STEPS: Readonly<Record<Locale, readonly (readonly [size: number, unit: string])[]>> = {
  zh: [
    [1e12, "万亿"],
    [1e8, "亿"],
    [1e4, "万"],
  ],
  en: [
    [1e9, "B"],
    [1e6, "M"],
    [1e4, "K"],
  ],
};
/** The K of 12K stands for less than the size from which it is used. */
const UNIT_SIZE: Readonly<Record<string, number>> = { K: 1e3 };

/** A number in three telling digits: 12,345 is 1.23万 in Chinese and 12.3K in English. */
export function compactNumber(value: number, locale: Locale): string {
  const step = STEPS[locale].find(([size]) => Math.abs(value) >= size);
  if (!step) return groupThousands(trimmed(value, 2));
  const [size, unit] = step;
  const scaled = value / (UNIT_SIZE[unit] ?? size);
  return groupThousands(trimmed(scaled, Math.abs(scaled) >= 100 ? 0 : Math.abs(scaled) >= 10 ? 1 : 2)) + unit;
}

function trimmed(value: number, decimals: number): string {
  return value
    .toFixed(decimals)
    .replace(/(\.\d*?)0+$/, "$1")
    .replace(/\.$/, "");
}

/** A share as percent with at most one decimal: 0.1234 is 12.3%. */
export function percentText(share: number | null): string {
  return share === null || !Number.isFinite(share) ? NOTHING : `${trimmed(share * 100, 1)}%`;
}

interface FigureShape {
  readonly prefix: string;
  readonly suffix: string;
  readonly scale: number;
}

const PLAIN: FigureShape = { prefix: "", suffix: "", scale: 1 };

/** Sign, unit and scale, read off from how the field's own type writes the number one. */
function shapeOf(field: ReportField, context: FieldContext): FigureShape {
  const one = findFieldType(field.definition.type)?.toText("1", field.definition, context) ?? "1";
  const match = /^(\D*)([\d.,]+)(.*)$/.exec(one);
  if (!match) return PLAIN;
  return {
    prefix: match[1] ?? "",
    suffix: match[3] ?? "",
    scale: Number(match[2]?.replaceAll(",", "")) || 1,
  };
}

/** The writing of a measure's figures in the reader's language. */
export function figureFormat(
  measure: Omit<Measure, "format"> & { readonly format?: MeasureAnswer["format"] },
  fields: readonly ReportField[],
  context: FieldContext,
): FigureFormat {
  const { format } = measure;
  if (format === "percent") return PERCENTS;
  const isSpan = measure.stageTime !== undefined || format === "duration";
  if (isSpan) return durationFormat(A_DURATION, context);
  const field = fields.find((candidate) => candidate.id === measure.field);
  const isCount = measure.function === "count" || measure.function === "countDistinct";
  if (field && !isNumericMeasure(measure, fields)) return textFormat(field, context);
  if (field?.kind === "duration" && !isCount) return durationFormat(field, context);
  const shape = field && !isCount ? shapeOf(field, context) : PLAIN;
  const dress = (digits: string): string => {
    const isNegative = digits.startsWith("-");
    return `${isNegative ? "-" : ""}${shape.prefix}${isNegative ? digits.slice(1) : digits}${shape.suffix}`;
  };
  return {
    short: (value) =>
      value === null ? NOTHING : dress(compactNumber(Number(value) * shape.scale, context.locale)),
    full: (value) => {
      if (value === null) return NOTHING;
      if (isCount) return groupThousands(String(value));
      if (!field)
        return groupThousands(/[.e]/.test(String(value)) ? trimmed(Number(value), 2) : String(value));
      if (measure.function === "avg" || typeof value === "number")
        return dress(groupThousands(trimmed(Number(value) * shape.scale, 2)));
      return findFieldType(field.definition.type)?.toText(value, field.definition, context) ?? value;
    },
    number: (value) => (value === null ? null : Number(value)),
  };
}

const PERCENTS: FigureFormat = {
  short: (value) => percentText(value === null ? null : Number(value)),
  full: (value) => percentText(value === null ? null : Number(value)),
  number: (value) => (value === null ? null : Number(value)),
};

/** What lengths of time that no field holds are written like. */
const A_DURATION: ReportField = {
  id: "duration",
  name: sameText("duration"),
  kind: "duration",
  groupable: false,
  aggregates: [],
  logsTransitions: false,
  definition: { id: "duration", type: "duration", name: sameText("duration") },
};

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Seconds without what does not tell at their size: 92 days rather than 92 days, 14 hours and 13 minutes. */
function telling(seconds: number): number {
  const size = Math.abs(seconds);
  const step = size >= 10 * DAY ? DAY : size >= 10 * HOUR ? HOUR : size >= 10 * MINUTE ? MINUTE : 1;
  return Math.round(seconds / step) * step;
}

/** Durations are written with units at any size; charts draw their seconds. */
function durationFormat(field: ReportField, context: FieldContext): FigureFormat {
  const text = textFormat(field, context);
  const whole = (value: string | number | null) => (value === null ? null : Math.round(Number(value)));
  return {
    short: (value) => text.short(value === null ? null : telling(Number(value))),
    full: (value) => text.full(whole(value)),
    number: (value) => (value === null ? null : Number(value)),
  };
}

function textFormat(field: ReportField, context: FieldContext): FigureFormat {
  const write = (value: string | number | null): string =>
    value === null
      ? NOTHING
      : (findFieldType(field.definition.type)?.toText(String(value), field.definition, context) ??
        String(value));
  return { short: write, full: write, number: () => null };
}
