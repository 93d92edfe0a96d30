import type { Expression } from "@mortise/expression";
import type { LocalizedText } from "@mortise/kit";

/** Calendar grain of a date dimension; weeks start on Monday. Hours are those of the reader's zone. */
export type DateGrain = "hour" | "day" | "week" | "month" | "quarter" | "halfYear" | "year";

/** A part of dates that comes again and again: January of all years, Mondays, nine o'clock. */
export type DatePart = "monthOfYear" | "dayOfWeek" | "hourOfDay";

/**
 * How numbers are gathered: in steps of one width from 0 on, or between bounds in ascending order. Both are decimals as
 * text. A bucket holds its lower bound and not its upper one; below the first and from the last bound on there is one
 * bucket each.
 */
export type NumberBuckets = { readonly width: string } | { readonly bounds: readonly string[] };

/**
 * What figures are split by: a field, or a path through references (`customer.region`). One of `grain` and `part` for
 * dates, `level` for regions (2 province, 4 city, 6 county digits), `buckets` for numbers, `teamLevel` for teams.
 */
export interface Dimension {
  /** A field id, or a path of them through references of one record each; people lead to their main team (`owner.team`). */
  readonly field: string;
  readonly grain?: DateGrain;
  /** Years, half years and quarters begin with the month of the company's fiscal year. */
  readonly fiscal?: boolean;
  readonly part?: DatePart;
  readonly level?: 2 | 4 | 6;
  readonly buckets?: NumberBuckets;
  /** Teams count for the team above them on this level of the tree; 1 is the top. */
  readonly teamLevel?: number;
  /**
   * For stages: a record counts in every stage that it ever was in, by the log of stages, not only in the present one.
   * At most one dimension of a card, and none through references.
   */
  readonly passed?: boolean;
  /** Groups without records are shown: options, parts of dates, buckets; dates between the first and the last always are. */
  readonly empty?: boolean;
  /** What lies beyond the limit is gathered in one group "other", worked out over its records. First dimension only. */
  readonly other?: boolean;
}

/** How values are summed up over records. */
export type AggregateFunction =
  | "count"
  | "countDistinct"
  | "sum"
  | "avg"
  | "min"
  | "max"
  | "median"
  | "percentile";

/**
 * How a measure comes about: over records; `formula` from other measures of the card; `metric` as a ready-made metric
 * of the report engine's registry.
 */
export type MeasureFunction = AggregateFunction | "formula" | "metric";

/** What is made of a measure's figures once all groups are known. */
export type TableCalculation =
  | {
      /** Share of the figure of all groups, of the same row, or of the same column; without `columns`, rows are the groups of the first dimension and columns those of the others. */
      readonly type: "shareOfTotal" | "shareOfRow" | "shareOfColumn";
    }
  | {
      /** Along the first dimension, within each group of the others: added up so far, place from the biggest down, difference to the one before. */
      readonly type: "runningTotal" | "rank" | "difference";
    }
  | {
      /** Mean of so many figures, this one and those before it. */
      readonly type: "movingAverage";
      readonly window: number;
    };

/** What a measure is to reach: figures of another entity, summed up over the records that belong to the same group. */
export interface MeasureTarget {
  readonly entity: string;
  /** Number field that is summed up. */
  readonly field: string;
  readonly filter?: Expression;
  /** For each dimension field of the card, the field of the target entity that says the same; others are not split by. */
  readonly by?: Readonly<Record<string, string>>;
}

/**
 * A length of time by the log of a stage field: from the creation of a record until it first reached one of these
 * options, or, without them, since it entered the stage in which it is now.
 */
export interface StageTime {
  readonly field: string;
  readonly reached?: readonly string[];
}

/**
 * What the stage of the group was to a record, in cards split by a dimension that is `passed`: `time` the seconds spent
 * in it, all stays together, up to now where it has not been left; `onward` whether the record ever got to a later
 * layer; `lost` whether it was lost or became invalid from there, and still is.
 */
export type StagePassage = "time" | "onward" | "lost";

/** A figure over records, as the record gateway computes it. */
export interface RecordMeasure {
  readonly id: string;
  readonly name?: LocalizedText;
  readonly function: AggregateFunction;
  /** A field or path (see `Dimension.field`); none for `count` of records. */
  readonly field?: string;
  /** Instead of a field: a value worked out per record, e.g. amount × probability. */
  readonly expression?: Expression;
  /** Instead of a field: a length of time from the log of a stage field, in seconds. */
  readonly stageTime?: StageTime;
  /** Instead of a field: see `StagePassage`; `onward` and `lost` can be counted only. */
  readonly passage?: StagePassage;
  /** For `percentile`: 1–99. */
  readonly percent?: number;
  /** Only records that meet it count. */
  readonly filter?: Expression;
}

/** A figure of a card. Its `id` is how sorting, formulas and answers name it. */
export interface Measure extends Omit<RecordMeasure, "function"> {
  readonly function: MeasureFunction;
  /** For `formula`: an expression over other measures of the card by id, `{ "/": [{ var: "won" }, { var: "all" }] }`; division by zero is empty. */
  readonly formula?: Expression;
  /** For `metric`: id of a ready-made metric. */
  readonly metric?: string;
  readonly calculation?: TableCalculation;
  readonly target?: MeasureTarget;
  /** Asked for by formulas only: not shown, and not counted among the measures of the chart. */
  readonly hidden?: boolean;
  /** How the figure is written; by field and function when absent. */
  readonly format?: "number" | "percent";
}

/** What a period is compared with: the one before it (环比), or the same one a year earlier (同比). */
export type ComparisonBase = "previous" | "lastYear";

/**
 * Comparison of periods (同比/环比). Along a dimension over the same date field with a grain, each group is compared
 * with that one step, or one year, back. Otherwise the card shows the period that today lies in.
 * A period that is not over yet is compared up to the same day (and time) of the other one, unless `whole`.
 */
export interface PeriodComparison {
  /** Date field or path along which is compared. */
  readonly field: string;
  /** The period; the grain of the dimension over the same field where there is one. */
  readonly period: Exclude<DateGrain, "hour">;
  readonly fiscal?: boolean;
  readonly with: readonly ComparisonBase[];
  /** Compares with whole periods, also where this one is not over. */
  readonly whole?: boolean;
}

/** What a card asks of the records: the part that the report engine computes. */
export interface CardQuery {
  readonly entity: string;
  readonly dimensions: readonly Dimension[];
  /** Dimensions across, for pivot tables; figures are split by `dimensions` first, then by these. */
  readonly columns?: readonly Dimension[];
  /** Works out subtotals and totals as well: for each beginning of `dimensions` × each beginning of `columns`. */
  readonly totals?: boolean;
  readonly measures: readonly Measure[];
  readonly filter?: Expression;
  readonly compare?: PeriodComparison;
  /** Most groups of the first dimension. */
  readonly limit?: number;
}
