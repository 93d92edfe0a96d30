import type { ValueKind } from "@mortise/expression";
import type { LocalizedText, SettingSpec } from "@mortise/kit";
import type { DashboardCard, Dimension, Measure } from "@mortise/metadata";
import type { CardProblem } from "./card-problem.ts";
import type { ChartSettings } from "./chart-settings.ts";
import type { ReportField } from "./report-field.ts";

/** How many of something a chart takes. */
export interface Span {
  readonly min: number;
  readonly max: number;
}

/** A card proposed from the fields of an entity; higher scores come first. */
export interface CardSuggestion {
  /** 0 to 1. */
  readonly score: number;
  readonly title: LocalizedText;
  readonly dimensions: readonly Dimension[];
  readonly columns?: readonly Dimension[];
  readonly totals?: boolean;
  readonly measures: readonly Measure[];
  readonly settings?: NonNullable<DashboardCard["settings"]>;
  readonly sort?: NonNullable<DashboardCard["sort"]>;
  readonly limit?: number;
}

/** What somebody has chosen to see: fields to split by, with how, and figures. */
export interface Question {
  readonly dimensions: readonly { readonly dimension: Dimension; readonly field: ReportField }[];
  readonly measures: readonly Measure[];
}

/** What suggestions are made from. */
export interface SuggestionSource {
  /** Plural name of the entity. */
  readonly entity: LocalizedText;
  readonly fields: readonly ReportField[];
}

/**
 * A chart type: everything the product knows about one kind of chart, in one folder.
 * Adding a type is adding a folder and one line in each registry.
 *
 * @example
 * export const pieChart = defineChart({ id: "pie", name: { zh: "饼图", en: "Pie" }, … });
 */
export interface ChartType {
  readonly id: string;
  readonly name: LocalizedText;
  /** One sentence for the palette. */
  readonly description: LocalizedText;
  /** Name of an icon of the design system. */
  readonly icon: string;
  readonly dimensions: Span & {
    /** Kinds of value that fit; all groupable ones when absent. */
    readonly kinds?: readonly ValueKind[];
  };
  /** Dimensions across, for types that take them. */
  readonly columns?: Span;
  readonly measures: Span & {
    /** Figures have to be numbers, since they become lengths or angles. */
    readonly numeric?: boolean;
  };
  readonly settings: readonly SettingSpec[];
  /** Place of a new card on the 12-column grid. */
  readonly size: { readonly w: number; readonly h: number };
  /** Most groups when a card does not say. */
  readonly limit: number;
  /** How a dimension has to be split for this type: days on a calendar, provinces on a map. */
  readonly fitDimension?: (dimension: Dimension) => Dimension;
  /** Which of several dimensions go across when a card of this type is made from chosen fields. */
  readonly arrange?: (
    dimensions: readonly Dimension[],
  ) => Pick<CardSuggestion, "dimensions" | "columns" | "totals">;
  /** Groups come from the log of stages: everybody who ever came so far. */
  readonly readsStages?: (settings: ChartSettings) => boolean;
  /** Options without records are shown with 0. */
  readonly showsEmptyOptions?: (settings: ChartSettings) => boolean;
  /** Keeps the order of the options rather than the biggest first when a card does not sort. */
  readonly keepsOptionOrder?: boolean;
  /** Complaints beyond counts and declared settings. */
  readonly check?: (
    card: DashboardCard,
    settings: ChartSettings,
    fields: readonly ReportField[],
  ) => readonly CardProblem[];
  /**
   * How telling this type is for a question whose counts and kinds it takes: 0 to 1, 0 for not at all.
   * Types without an opinion come in the middle.
   */
  readonly suits?: (question: Question) => number;
  /** Cards of this type worth offering for an entity; none when nothing fits. */
  suggest(source: SuggestionSource): readonly CardSuggestion[];
}

/** Freezes a chart type's definition; the place where its shape is checked. */
export function defineChart<const Definition extends ChartType>(definition: Definition): Definition {
  return Object.freeze(definition);
}
