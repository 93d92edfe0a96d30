import type { ChartPoint, RouteOutput, routes } from "@mortise/contract";
import type { Locale, LocalizedText } from "@mortise/kit";
import type { DashboardCard } from "@mortise/metadata";
import type { ChartSettings } from "./chart-settings.ts";
import type { FigureFormat } from "./figure-format.ts";
import type { ChartInk, Palette } from "./palette.ts";

/** The figures of one card, as the server answers. */
export type CardFigures = RouteOutput<typeof routes.cardData>;

/** Everything the picture of a card is made from; pure data, so that pictures can be tested without a browser. */
export interface ChartContext {
  readonly card: DashboardCard;
  readonly data: CardFigures;
  readonly settings: ChartSettings;
  readonly locale: Locale;
  /** How the figures of a measure are written. */
  format(measure: string): FigureFormat;
  /** What people call the field of a dimension. */
  dimensionName(field: string): LocalizedText;
  /** How a colour of the option palette looks. */
  hue(color: string): string;
  /** Colours of ground and letters. */
  readonly ink: ChartInk;
  /** Colours of groups. */
  readonly palette: Palette;
  /** Options keep their own colours; not where somebody chose a palette. */
  readonly usesOptionColors: boolean;
  /** Little room: fewer labels. */
  readonly narrow: boolean;
}

/**
 * One figure somebody points at: a point of the data and one of its measures. Points beyond the last one are the
 * totals; `pickedPoint` finds both.
 */
export interface ChartPick {
  readonly point: number;
  readonly measure: string;
}

/** The point or total that was pointed at. */
export function pickedPoint({ points, totals = [] }: CardFigures, point: number): ChartPoint | undefined {
  return points[point] ?? totals[point - points.length];
}

/** A picture for the chart library: an ECharts option, as plain data and formatters. */
export type ChartOption = Readonly<Record<string, unknown>>;

/** The colour of a point's option as a CSS colour, when it has one. */
export function pointColor(point: ChartPoint | undefined, context: ChartContext): string | undefined {
  return point?.color === undefined || !context.usesOptionColors ? undefined : context.hue(point.color);
}

/** A point's figure as the number that a picture draws; null when there is none. */
export function drawn(context: ChartContext, point: ChartPoint | undefined, measure: string): number | null {
  return context.format(measure).number(point?.values[measure] ?? null);
}
